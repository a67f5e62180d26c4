/**
 * Gives the free space of the KV's file back to the disk, when nobody else has it open.
 *
 * @module
 */
import { isKvFile } from "../host/paths.ts";
import { compactFile, readSpace } from "../store/kv/sqlite_file.ts";
import { formatSize } from "../text/size.ts";
import { describeFileError } from "./files.ts";

/** Free bytes that aren't worth the work. */
const ENOUGH_BYTES = 1024 * 1024;

/** Free space below which a check says nothing. */
export const isMuchFree = (freeBytes: number): boolean => freeBytes >= ENOUGH_BYTES;

/** Gives the space back. This process must not have the KV open. Returns a sentence about what was done; null when there was nothing to do. */
export function giveBackSpace(location: string): string | null {
  if (!isKvFile(location)) return null;
  try {
    const given = compactFile(location);
    if (given !== null) return given > 0 ? `${formatSize(given)} were given back to the disk` : null;
    const { freeBytes } = readSpace(location);
    return `${formatSize(freeBytes)} are free inside the file and used for new runs; another stdcurve has it open. ` +
      "Once none has, stdcurve doctor --repair gives them back";
  } catch (error) {
    return `the free space stays inside the file: ${describeFileError(error)}; stdcurve doctor --repair tries again`;
  }
}
