/**
 * The files between a command and whoever captures it: the spool with its output, and beside it a note with the id of the process that
 * leads its group and, once it ended, its exit code. Each outlives either side.
 *
 * @module
 */
import { describeExit, type Exit } from "./exit.ts";

/** Path of the note beside a spool. */
export const notePath = (spool: string): string => `${spool}.exit`;

async function readNote(spool: string): Promise<string> {
  try {
    return await Deno.readTextFile(notePath(spool));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** How the command that writes to a spool ended, and when in milliseconds since the epoch; null while it has not. */
export async function readExit(spool: string, command: readonly string[]): Promise<Exit & { at: number } | null> {
  const code = /^exit (\d+)\n/m.exec(await readNote(spool))?.[1];
  if (code === undefined) return null;
  const { mtime } = await Deno.stat(notePath(spool));
  return { ...describeExit(Number(code), command), at: mtime?.getTime() ?? Date.now() };
}

/** Id of the process that leads the command's group; null before it was started. */
export async function readLeader(spool: string): Promise<number | null> {
  const pid = /^pid (\d+)\n/.exec(await readNote(spool))?.[1];
  return pid === undefined ? null : Number(pid);
}

/** Removes a spool and its note. */
export async function removeSpool(spool: string): Promise<void> {
  for (const path of [spool, notePath(spool)]) {
    await Deno.remove(path).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
