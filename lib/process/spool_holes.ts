/**
 * Gives back the disk space of the beginning of a spool: its blocks become a hole, and its size stays, so that all offsets do. The note says
 * how far before the hole is made: whoever reads the spool later knows from where on its bytes are the command's. Decides nothing.
 *
 * @module
 */
import { statSync } from "node:fs";
import { checkPrivateFile } from "../host/private_files.ts";
import { addToNote, readFromNote } from "./spool.ts";

/** Key of the note's line. */
const PUNCHED = "punched";

/**
 * Bytes at the beginning of a spool that may be gone from it. 0 for a whole one.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's alone
 */
export function readPunched(spool: string): number {
  const text = readFromNote(spool, PUNCHED);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** Bytes that a file takes on the disk; null where the system doesn't say. */
export function measureBlocks(path: string): number | null {
  const { blocks } = statSync(path);
  return typeof blocks === "number" ? 512 * blocks : null;
}

/**
 * Gives back the space of a spool up to an offset. Everything before it must be stored for good.
 *
 * @returns false where the system can't: no Linux, no `fallocate` of util-linux, or a file system without holes. The bytes stay then
 * @throws {NotPrivate} when the spool isn't this user's
 */
export async function punchSpool(spool: string, to: number): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  checkPrivateFile(spool);
  const from = readPunched(spool);
  if (to <= from) return true;
  addToNote(spool, PUNCHED, `${to}`);
  if (readPunched(spool) !== to) return false; // the note is gone: nobody would know
  const args = ["--punch-hole", "--keep-size", "--offset", "0", "--length", `${to}`, spool];
  try {
    const { success } = await new Deno.Command("fallocate", { args, stdin: "null", stdout: "null", stderr: "null" })
      .output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return false;
    throw error;
  }
}

/** The command that stores what a spool has as a run of its own. */
export function importCommand(spool: string): string {
  const punched = readPunched(spool);
  return punched === 0 ? `stdcurve import ${spool}` : `tail -c +${punched + 1} ${spool} | stdcurve import -`;
}

/** Where the output of a command is, in words, for whoever must read it from its spool. */
export function describeSpooled(spool: string): string {
  const punched = readPunched(spool);
  if (punched === 0) return `the whole output is in ${spool}; stdcurve import reads it`;
  return `the output from byte ${punched} on is in ${spool}, and what is before it was stored and then freed there; ` +
    `${importCommand(spool)} reads it`;
}
