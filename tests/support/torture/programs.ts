/**
 * Programs of a round: `stdcurve` in processes of its own, whose output is read all the while. Judges nothing.
 *
 * @module
 */
import { CLI } from "../../commands/program.ts";
import { TOKEN_ENV } from "../token.ts";
import { waitFor } from "../wait.ts";
import { join } from "./training.ts";

/** A `stdcurve` that was started. */
export interface Program {
  /** "run 1", "serve 2". */
  title: string;
  pid: number;
  /** What it has written up to now. */
  stdout(): Uint8Array;
  stderr(): string;
  /** Waits until what it has written to either stream matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code; null while it runs. */
  code(): number | null;
  /** Waits for its end and gives its exit code. */
  finish(): Promise<number>;
  signal(name: Deno.Signal): void;
  write(bytes: Uint8Array): Promise<void>;
  closeStdin(): Promise<void>;
}

/** How to start one. */
export interface ProgramOptions {
  title: string;
  words: string[];
  directory: string;
  kv: string;
}

/** On a busy machine, at a low priority, a program may need minutes to start. */
const SAYS_WITHIN_MS = 180_000;

async function collect(stream: ReadableStream<Uint8Array>, into: Uint8Array[]): Promise<void> {
  for await (const piece of stream) into.push(piece);
}

/** Starts `stdcurve WORDS…`. */
export function startProgram({ title, words, directory, kv }: ProgramOptions): Program {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", CLI, ...words],
    cwd: directory,
    env: { STDCURVE_KV: kv, STDCURVE_DATA: directory, NO_COLOR: "1", ...TOKEN_ENV },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const out: Uint8Array[] = [], errors: Uint8Array[] = [], keyboard = child.stdin.getWriter();
  const reading = Promise.all([collect(child.stdout, out), collect(child.stderr, errors)]);
  let code: number | null = null;
  const ended = child.status.then((status) => code = status.code),
    decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const stderr = () => decode(join(errors));
  const close = () => keyboard.close().catch(() => {}); // it may have ended
  return {
    title,
    pid: child.pid,
    stdout: () => join(out),
    stderr,
    code: () => code,
    until: (pattern) =>
      waitFor(() => pattern.exec(stderr()) ?? pattern.exec(decode(join(out))), {
        what: `${pattern} of ${title}`,
        withinMs: SAYS_WITHIN_MS,
      })
        .catch((error) => {
          throw new Error(`${error.message}; its stderr: ${stderr()}`);
        }),
    async finish() {
      await waitFor(() => code !== null, { what: `the end of ${title}`, withinMs: SAYS_WITHIN_MS });
      await Promise.all([ended, reading, close()]);
      return code!;
    },
    signal(name) {
      if (code === null) child.kill(name);
    },
    write: (bytes) => keyboard.write(bytes).catch(() => {}), // it may have been killed
    closeStdin: close,
  };
}
