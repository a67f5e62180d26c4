/**
 * Notices that the disk of a run's spool is full. The command's own writes fail then, as they would with any file, and what it prints is
 * lost. Frees nothing, and stops nothing.
 *
 * @module
 */
import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { readUid } from "../host/boot.ts";

/** Reason of a live run. */
export const DISK_FULL_REASON = "the disk of its output is full: what the command prints now is lost";
/** Part of the reason of a run that has ended. */
export const DISK_WAS_FULL_REASON = "the disk of its output was full: what the command printed then is lost";

/** Watches the disk of one spool. */
export interface DiskWatch {
  /** Looks once. */
  look(): void;
  /** True when the disk was full at any look. */
  readonly wasFull: boolean;
}

/** True when nothing can be written beside the file. False where the system doesn't say. Root may use what is reserved. */
export function isDiskFull(path: string): boolean {
  try {
    const { bavail, bfree, blocks } = statfsSync(dirname(path));
    return blocks > 0 && (readUid() === 0 ? bfree : bavail) === 0;
  } catch {
    return false; // the directory was removed, or may not be read
  }
}

/** Begins to watch. `onFull` is called once, at the first look that finds the disk full. */
export function watchDisk(
  spool: string,
  onFull: () => void,
  isFull: (path: string) => boolean = isDiskFull,
): DiskWatch {
  let wasFull = false;
  return {
    look() {
      if (wasFull || !isFull(spool)) return;
      wasFull = true;
      onFull();
    },
    get wasFull() {
      return wasFull;
    },
  };
}
