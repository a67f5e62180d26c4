/**
 * Requests byte by byte, with headers that `fetch` doesn't let a program set, such as `Host`.
 *
 * @module
 */

/** What to send. */
export interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless a header says otherwise. */
  body?: string;
}

/** The head of an answer. */
export interface RawAnswer {
  status: number;
  headers: Headers;
}

/** Sends a request to a port of this machine and reads the answer's head. */
export async function askRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  const { method, path, body = "" } = request;
  const headers: Record<string, string> = {
    host: `127.0.0.1:${port}`,
    connection: "close",
    ...(body === "" ? {} : { "content-type": "application/json", "content-length": String(body.length) }),
    ...request.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(`${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`));
  let text = "";
  for await (const piece of connection.readable.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes("\r\n\r\n")) break;
  }
  const [first, ...rest] = text.split("\r\n\r\n")[0]!.split("\r\n");
  const pairs = rest.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  return { status: Number(first!.split(" ")[1]), headers: new Headers(pairs as [string, string][]) };
}
