/**
 * The real program in a process of its own, on a KV file of the test's own.
 *
 * @module
 */
import { join } from "node:path";
import { fromFileUrl } from "../support/paths.ts";

/** Path of the program. */
export const CLI = fromFileUrl(new URL("../../cli.ts", import.meta.url));

/** How a program ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
  bytes: Uint8Array;
}

/** A directory with a KV file, removed when the scope ends. */
export interface Place extends AsyncDisposable {
  directory: string;
  kv: string;
  path(name: string): string;
  /** Writes a file into the directory and gives its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Runs `stdcurve WORDS…` to its end. */
  stdcurve(...words: string[]): Promise<Ended>;
  /** The same, with text on stdin. */
  feed(input: string, ...words: string[]): Promise<Ended>;
  /** The same place for programs with more in their environment. */
  with(env: Record<string, string>): Place;
  /** Starts it; output piped. */
  start(...words: string[]): Deno.ChildProcess;
  /** Starts it; output piped, and stdin too. */
  startPiped(...words: string[]): Deno.ChildProcess;
}

/** Makes a place. */
export async function makePlace(): Promise<Place> {
  return placeIn(await Deno.makeTempDir({ prefix: "stdcurve-cli-" }), {});
}

function placeIn(directory: string, env: Record<string, string>): Place {
  const kv = join(directory, "runs.db");
  const start = (stdin: "null" | "piped", ...words: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--quiet", CLI, ...words],
      cwd: directory,
      env: { STDCURVE_KV: kv, STDCURVE_DATA: directory, NO_COLOR: "1", ...env },
      stdin,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  const end = async (child: Deno.ChildProcess): Promise<Ended> => {
    const { code, stdout, stderr } = await child.output();
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
    with: (more) => placeIn(directory, { ...env, ...more }),
    start: (...words) => start("null", ...words),
    startPiped: (...words) => start("piped", ...words),
    async [Symbol.asyncDispose]() {
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** What `stdcurve ls --json` tells: experiments with their runs. */
// deno-lint-ignore no-explicit-any -- a document of the program's, as a script reads it
export async function listKept(place: Place): Promise<any[]> {
  return JSON.parse((await place.stdcurve("ls", "--json")).stdout).experiments;
}

/** Reads a child's stream until the text matches. Throws when the stream ends first. */
export async function readUntil(stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<RegExpExecArray> {
  const reader = stream.getReader(), decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const match = pattern.exec(text);
      if (match) return match;
      const { done, value } = await reader.read();
      if (done) throw new Error(`ended without ${pattern}: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}
