/**
 * Processes that have a variable in their environment: what a test has started, and what that has started, however far away. Only Linux
 * shows them; elsewhere none is found.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { listProcessIds, readProcess } from "../../lib/process/process_list.ts";

/** A variable of the environment, and its value. */
export interface EnvironmentMark {
  name: string;
  value: string;
}

/** A process that has the mark. */
export interface MarkedProcess {
  pid: number;
  /** Its program, as the system shortens it. */
  name: string;
  /** Its words, separated by spaces. */
  command: string;
  /** What it does, as the system says it: `S (sleeping)`, `T (stopped)`. */
  state: string;
}

const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended, or is another user's
  }
};

const hasMark = (pid: number, { name, value }: EnvironmentMark): boolean =>
  readText(`/proc/${pid}/environ`).split("\0").includes(`${name}=${value}`);

/** Processes that have the mark, without this one. */
export function listMarked(mark: EnvironmentMark): MarkedProcess[] {
  const found = (listProcessIds() ?? []).filter((pid) => pid !== Deno.pid && hasMark(pid, mark));
  return found.map((pid) => ({
    pid,
    name: readProcess(pid)?.name ?? "a process",
    command: readText(`/proc/${pid}/cmdline`).split("\0").join(" ").trim(),
    state: /^State:\s*(.*)$/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? "ended",
  }));
}

/** Kills these processes. */
export function killAll(processes: readonly { pid: number }[]): void {
  for (const { pid } of processes) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // it has ended meanwhile
    }
  }
}
