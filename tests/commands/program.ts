/**
 * The real program in a process of its own, on a KV file in a temporary directory. Every wait has a bound.
 *
 * @module
 */
import { join } from "node:path";
import { fromFileUrl } from "../support/paths.ts";
import { TOKEN_ENV } from "../support/token.ts";
import { heedSignals } from "../support/signals.ts";

heedSignals();

/** A program that runs longer is killed; a stream that says nothing for longer is an error. */
const PROGRAM_MAX_MS = 180_000, TEXT_MAX_MS = 60_000;

/** Path of the program. */
export const CLI = fromFileUrl(new URL("../../cli.ts", import.meta.url));

/** How a program ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
  bytes: Uint8Array;
}

/** A temporary directory with a KV file, removed when the scope ends. */
export interface Sandbox extends AsyncDisposable {
  directory: string;
  kv: string;
  path(name: string): string;
  /** Writes a file into the directory. Returns its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Runs `stdcurve WORDS…` to its end. */
  stdcurve(...words: string[]): Promise<Ended>;
  /** The same, with text on stdin. */
  feed(input: string, ...words: string[]): Promise<Ended>;
  /** The same directory, with more environment variables for the programs. */
  with(env: Record<string, string>): Sandbox;
  /** Starts `stdcurve WORDS…` with its output piped. */
  start(...words: string[]): Deno.ChildProcess;
  /** The same, with stdin piped too. */
  startPiped(...words: string[]): Deno.ChildProcess;
}

/** Creates a sandbox. */
export async function createSandbox(): Promise<Sandbox> {
  return sandboxIn(await Deno.makeTempDir({ prefix: "stdcurve-cli-" }), {});
}

function sandboxIn(directory: string, env: Record<string, string>): Sandbox {
  const kv = join(directory, "runs.db");
  const start = (stdin: "null" | "piped", ...words: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--quiet", CLI, ...words],
      cwd: directory,
      env: { STDCURVE_KV: kv, STDCURVE_DATA: directory, NO_COLOR: "1", ...TOKEN_ENV, ...env },
      stdin,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  const end = async (child: Deno.ChildProcess): Promise<Ended> => {
    const timer = setTimeout(() => child.kill("SIGKILL"), PROGRAM_MAX_MS);
    const { code, stdout, stderr } = await child.output().finally(() => clearTimeout(timer));
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr), bytes: stdout };
  };
  const path = (name: string) => join(directory, name);
  return {
    directory,
    kv,
    path,
    async write(name, content) {
      if (typeof content === "string") await Deno.writeTextFile(path(name), content);
      else await Deno.writeFile(path(name), content);
      return path(name);
    },
    stdcurve: (...words) => end(start("null", ...words)),
    async feed(input, ...words) {
      const child = start("piped", ...words);
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(input));
      await writer.close();
      return await end(child);
    },
    with: (more) => sandboxIn(directory, { ...env, ...more }),
    start: (...words) => start("null", ...words),
    startPiped: (...words) => start("piped", ...words),
    async [Symbol.asyncDispose]() {
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** Experiments with their runs, from `stdcurve ls --json`. */
// deno-lint-ignore no-explicit-any -- a document of the program's, as a script reads it
export async function listKept(sandbox: Sandbox): Promise<any[]> {
  return JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout).experiments;
}

/** Reads a child's stream until its text matches. Throws when the stream ends first, or when that takes longer than a minute. */
export async function readUntil(stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<RegExpExecArray> {
  const reader = stream.getReader(), decoder = new TextDecoder();
  let text = "", isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => {}); // ends the read below
  }, TEXT_MAX_MS);
  try {
    for (;;) {
      const match = pattern.exec(text);
      if (match) return match;
      const { done, value } = await reader.read();
      if (done) throw new Error(`${isLate ? `waited ${TEXT_MAX_MS} ms` : "ended"} without ${pattern}: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
}
