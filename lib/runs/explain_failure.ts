/**
 * Says why a run has failed, beyond its exit code: by the error that its log ends with, and by what the system says about its memory.
 * Explains no run that completed or that a user has cancelled, and of an end that nobody saw only that a batch system brought it about.
 *
 * @module
 */
import { readBoot } from "../host/boot.ts";
import { readOomKills } from "../host/oom.ts";
import { NotPrivate } from "../host/private_files.ts";
import type { Run } from "../model.ts";
import { type OomVictim, readOomVictim } from "../process/kernel_log.ts";
import { readNote } from "../process/spool.ts";
import type { RunChange } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import { blankLine } from "../text/secrets.ts";
import type { Ending } from "./ending.ts";
import type { ErrorWeight } from "./error_kinds.ts";
import { ERROR_LINES, findLastError } from "./last_error.ts";

/** Characters of an error in a reason. */
const ERROR_CHARS = 240;

/** Reasons that say all there is. */
const SAYS_ALL = /^(?:command not found|not executable|cannot be started): /;
/** Signals that the program did not bring upon itself: an error in the log is then another story. */
const FROM_OUTSIDE = /^killed by SIG(?:KILL|TERM|HUP|INT|QUIT)$/;

/** A signal to us with which batch systems end a job, too. Then only what such a system says in the log explains it. */
const STOPPED = "stopped by SIGTERM";

/** Which errors may explain a reason. A batch system that kills everything leaves nobody who sees the end, and says so in the log before. */
function chooseWeights(reason: string, { isUnseen = false }: Ending): ReadonlySet<ErrorWeight> {
  if (reason === STOPPED || isUnseen) return new Set(["limit"]);
  if (FROM_OUTSIDE.test(reason)) return new Set(["limit", "cause"]);
  if (reason.startsWith("killed by ")) return new Set(["limit", "cause", "error"]);
  return new Set(["limit", "cause", "error", "signal", "relay", "hint"]);
}

/** An error without secrets, and short enough for a list. */
function shortenError(message: string): string {
  const line = [...blankLine(message)];
  return line.length > ERROR_CHARS ? line.slice(0, ERROR_CHARS - 1).join("").trimEnd() + "…" : line.join("");
}

/** A reason with the error that the log ends with, and that error's line. */
async function addLastError(
  store: Store,
  { id, segments }: Pick<Run, "id" | "segments">,
  { reason, ending }: { reason: string; ending: Ending },
): Promise<Pick<RunChange, "reason" | "reasonLine">> {
  const tail = await store.logs.read(id, { tail: ERROR_LINES }), from = segments?.at(-1)?.line ?? 1;
  const lines = tail.lines.filter(({ line }) => line >= from); // an earlier execution failed for its own reason
  const found = findLastError(lines.map(({ text }) => text), chooseWeights(reason, ending));
  return found
    ? { reason: `${reason}: ${shortenError(found.message)}`, reasonLine: lines[found.index]!.line }
    : { reason };
}

/** Processes that the system has ended for want of memory since the command began. 0 where nobody knows. */
function countOomKills(spool: string, now: number | null): number {
  try {
    const note = readNote(spool);
    return note?.oomKills == null || now === null || note.boot !== readBoot() ? 0 : Math.max(0, now - note.oomKills);
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    return 0;
  }
}

/** A kill, in an exit code or in what a program says about its worker. */
const KILLED = /^(?:killed by SIGKILL|exit code 137)|\b(?:killed|SIGKILL|signal 9|exitcode: -9|exit code -9)\b/i;

/** What the system's memory has to do with a reason that speaks of a kill; "" for nothing. */
export function describeOomKills(reason: string, kills: number): string {
  if (kills === 0 || !KILLED.test(reason)) return "";
  return `out of memory: meanwhile the system ended ${
    kills === 1 ? "a process" : `${kills} processes`
  } for want of memory`;
}

/** The same by the kernel's log, for a process that was in another control group than we are. */
async function describeOomVictim(reason: string, readVictim: () => Promise<OomVictim | null>): Promise<string> {
  const victim = KILLED.test(reason) ? await readVictim() : null;
  if (victim === null) return "";
  return `out of memory: just before, the system ended ${
    shortenError(victim.name)
  } (process ${victim.pid}) for want of memory`;
}

/** A run that has failed. */
export interface Failure {
  run: Pick<Run, "id" | "segments">;
  spool: string;
  ending: Ending;
  /** What the end of the command changes in the run. */
  change: RunChange;
  onError?: ((error: unknown) => void) | undefined;
  /** The present count of processes that the system has ended for want of memory. */
  oomKills?: number | null;
  /** Reads which process the system has ended a moment ago. */
  readVictim?: () => Promise<OomVictim | null>;
}

/** The same change, with a reason that says more when the run has failed, or when a batch system has stopped it. A log that can't be read explains nothing. */
export async function explainFailure(
  store: Store,
  { run, spool, ending, change, onError, oomKills = readOomKills(), readVictim = readOomVictim }: Failure,
): Promise<RunChange> {
  const { reason = "" } = change;
  const isUnclear = change.status === "failed" || reason === STOPPED;
  if (!isUnclear || SAYS_ALL.test(reason)) return change;
  const explained = await addLastError(store, run, { reason, ending }).catch((error) => {
    onError?.(error);
    return { reason };
  });
  if (ending.isUnseen) return { ...change, ...explained };
  const memory = describeOomKills(explained.reason!, countOomKills(spool, oomKills)) ||
    await describeOomVictim(explained.reason!, readVictim);
  return { ...change, ...explained, ...(memory ? { reason: `${explained.reason}; ${memory}` } : {}) };
}
