/**
 * A training program that prints what a test tells it, when the test tells it, so that nothing has to be waited out.
 *
 * @module
 */

/** The program as a command, and the test's end of the line to it. */
export interface ToldProgram extends AsyncDisposable {
  command: string[];
  /** Prints lines; resolves when the program has them. */
  print(...lines: string[]): Promise<void>;
  /** Ends the program with this exit code. */
  end(code?: number): Promise<void>;
}

/** Waits for one program to be started and to call back. */
export function createToldProgram(): ToldProgram {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const program = new URL("./told.ts", import.meta.url).pathname;
  const connected = listener.accept();
  connected.catch(() => {});
  let connection: Deno.Conn | null = null;

  async function tell(text: string): Promise<void> {
    connection ??= await connected;
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  }

  return {
    command: [Deno.execPath(), "run", "-A", program, String(listener.addr.port)],
    print: (...lines) => tell(lines.map((line) => `${line}\n`).join("")),
    async end(code = 0) {
      await tell(`\u0000${code}\n`);
    },
    [Symbol.asyncDispose]() {
      listener.close();
      connection?.close();
      return Promise.resolve();
    },
  };
}
