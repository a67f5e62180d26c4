/**
 * The program in a terminal of its own, made by `script` of util-linux, and a user who types.
 *
 * @module
 */
import assert from "node:assert/strict";
import { settles } from "../../lib/time.ts";
import { waitFor } from "../support/wait.ts";
import { listDescendants } from "./processes.ts";
import { CLI, type Sandbox } from "./program.ts";
import { TOKEN_ENV } from "../support/token.ts";

/** Starts `stdcurve WORDS…` in a terminal of its own. */
export function startInTerminal(
  sandbox: Sandbox,
  words: string[],
  env: Record<string, string> = {},
): Deno.ChildProcess {
  const columns = env.COLUMNS ?? "200";
  const program = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", CLI, ...words];
  const line = program.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return new Deno.Command("script", {
    args: ["-qefc", `stty cols ${columns}; exec ${line}`, "/dev/null"],
    cwd: sandbox.directory,
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, ...TOKEN_ENV, ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

/** Somebody at a terminal. */
export interface User extends AsyncDisposable {
  /** Everything that the terminal has shown. */
  readonly screen: string;
  type(keys: string): Promise<void>;
  /** Waits until what was shown since the last call matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Process ids of the programs that run in the terminal by their command lines. */
  find(part: string): Promise<number[]>;
  /** Waits for the end of the line. Gives its exit code. */
  finish(): Promise<number>;
}

/** Longest wait for the end of a line, in milliseconds. */
const FINISH_MS = 60_000;

const PROGRAM = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", CLI].join(" ");

/** Starts a line of a shell in a terminal of 30 × 100. In it, `$stdcurve` is the program. */
export function sitDown(sandbox: Sandbox, line: string): User {
  const child = new Deno.Command("script", {
    args: ["-qefc", `stty rows 30 cols 100; export stdcurve="${PROGRAM}"; ${line}`, "/dev/null"],
    cwd: sandbox.directory,
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, SHELL: "/bin/sh", PS1: "prompt> ", ...TOKEN_ENV },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  let screen = "", seen = 0;
  const reading = (async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) screen += text;
  })();
  return {
    get screen() {
      return screen;
    },
    type: (keys) => keyboard.write(new TextEncoder().encode(keys)),
    async until(pattern) {
      const match = await waitFor(() => pattern.exec(screen.slice(seen)), { what: `${pattern}` })
        .catch((error) => assert.fail(`${error.message}: ${JSON.stringify(screen.slice(seen).slice(-500))}`));
      seen += match.index + match[0].length;
      return match;
    },
    async find(part) {
      const pids = await listDescendants(child.pid);
      return pids.filter((pid) => readCommandLine(pid).includes(part));
    },
    async finish() {
      if (!await settles(child.status, FINISH_MS)) {
        assert.fail(`the line goes on: ${JSON.stringify(screen.slice(-500))}`);
      }
      const { code } = await child.status;
      await Promise.all([reading, keyboard.close().catch(() => {})]);
      return code;
    },
    async [Symbol.asyncDispose]() {
      try {
        child.kill("SIGKILL");
      } catch {
        // it has ended
      }
      await Promise.all([child.status, reading, keyboard.close().catch(() => {})]);
    },
  };
}

function readCommandLine(pid: number): string {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  } catch {
    return ""; // it has ended
  }
}
