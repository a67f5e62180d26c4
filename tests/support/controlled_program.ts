/**
 * A training program that a test controls: it prints what the test sends, when the test sends it. So no test waits for time to pass.
 *
 * @module
 */

/** The program as a command, and the test's connection to it. */
export interface ControlledProgram extends AsyncDisposable {
  command: string[];
  /** Prints lines; resolves when the program has them. */
  print(...lines: string[]): Promise<void>;
  /** Ends the program with this exit code. */
  end(code?: number): Promise<void>;
}

/** Listens for one program, which connects when it is started. */
export function createControlledProgram(): ControlledProgram {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const program = new URL("./controlled.ts", import.meta.url).pathname;
  const connected = listener.accept();
  connected.catch(() => {});
  let connection: Deno.Conn | null = null;

  async function send(text: string): Promise<void> {
    connection ??= await connected;
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  }

  return {
    command: [Deno.execPath(), "run", "-A", program, String(listener.addr.port)],
    print: (...lines) => send(lines.map((line) => `${line}\n`).join("")),
    async end(code = 0) {
      await send(`\u0000${code}\n`);
    },
    [Symbol.asyncDispose]() {
      listener.close();
      connection?.close();
      return Promise.resolve();
    },
  };
}
