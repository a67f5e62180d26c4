/**
 * The job in a command's terminal, as the terminal's driver sees it: which process group has the foreground, and whether the job is
 * stopped. Linux only, by `/proc`.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { isAlive } from "./alive.ts";
import type { Leader } from "./spool.ts";

/** Finds the foreground group of a process's terminal in the text of `/proc/PID/stat`. Null where it has no terminal. */
export function parseForeground(stat: string): number | null {
  const group = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[5]);
  return group > 0 ? group : null;
}

/** The process group that has the foreground of a process's terminal. Null for a process that has ended or has no terminal. */
export function readForeground(pid: number | "self"): number | null {
  try {
    return parseForeground(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return null; // it has ended, or the system does not show it
  }
}

/** True for a stopped process, by the text of `/proc/PID/stat`. */
export const parseStopped = (stat: string): boolean => stat[stat.lastIndexOf(")") + 2] === "T";

function isStopped(pid: number): boolean {
  try {
    return parseStopped(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // it has ended, or the system does not show it
  }
}

/** True while the command in a terminal is stopped and its shell, which has the foreground then, waits to continue it. */
export function isSuspended({ pid, mark, terminal }: Leader): boolean {
  if (!terminal || terminal.commandPid === null || !isAlive(pid, mark)) return false;
  return readForeground(pid) === pid && isStopped(terminal.commandPid);
}
