/**
 * The two files between a command and the process that captures it. The spool has the output of the command. The note beside it has the
 * id of the group's leader and later the exit code. Both files stay when either process ends.
 *
 * @module
 */
import { describeExit, type Exit } from "./exit.ts";

/** Path of the note that belongs to a spool. */
export const notePath = (spool: string): string => `${spool}.exit`;

async function readNote(spool: string): Promise<string> {
  try {
    return await Deno.readTextFile(notePath(spool));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** How the command of a spool ended, and when, in milliseconds since the epoch. Null while it runs. */
export async function readExit(spool: string, command: readonly string[]): Promise<Exit & { at: number } | null> {
  const code = /^exit (\d+)\n/m.exec(await readNote(spool))?.[1];
  if (code === undefined) return null;
  const { mtime } = await Deno.stat(notePath(spool));
  return { ...describeExit(Number(code), command), at: mtime?.getTime() ?? Date.now() };
}

/** Id of the leader of the command's process group. Null before the command was started. */
export async function readLeader(spool: string): Promise<number | null> {
  const pid = /^pid (\d+)\n/.exec(await readNote(spool))?.[1];
  return pid === undefined ? null : Number(pid);
}

/** Removes a spool and its note, if they exist. */
export async function removeSpool(spool: string): Promise<void> {
  for (const path of [spool, notePath(spool)]) {
    await Deno.remove(path).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
