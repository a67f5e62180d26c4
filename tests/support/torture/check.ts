/**
 * Compares what is left after an attack with what should be: bytes, points, status, exit code, spools, processes.
 *
 * @module
 */
import { isComplete, type Run, type RunStatus } from "../../../lib/model.ts";
import type { Store } from "../../../lib/store/store.ts";
import { waitFor } from "../wait.ts";
import { readLogBytes } from "../workspace.ts";
import type { Program } from "./programs.ts";
import { EXPERIMENT, type Round } from "./round.ts";
import { findNewest, readStoredPoints, readUndisturbed } from "./stored.ts";
import { listLeft, listTraces } from "./traces.ts";

/** What an attack shall leave. */
export interface Expected {
  /** The whole output of the training. */
  whole: Uint8Array;
  /** Bytes that are stored at least, and at most, where the training was ended early. All of them by default. */
  least?: number;
  most?: number;
  status: RunStatus;
  exitCode: number | null;
  reason?: RegExp;
  /** Programs that must have shown the stored bytes. */
  shownBy?: Program;
  /** True when there may be no run at all, because stdcurve was killed before it began. */
  mayBeNone?: boolean;
}

/** Something that isn't as it should be. */
export class Fault extends Error {
  override name = "Fault";
  /** The stored version and the true one, where bytes or points differ. */
  versions: { stored: string; expected: string } | null;
  constructor(message: string, versions: Fault["versions"] = null) {
    super(message);
    this.versions = versions;
  }
}

const END_MS = 120_000, TIDY_MS = 120_000;

/** Waits until every run of the round is complete, with the word which one isn't. */
async function awaitEnds(round: Round): Promise<void> {
  using store = await round.open();
  let live: Run[] = [];
  const isQuiet = async () => (live = await store.runs.listLive()).length === 0;
  await waitFor(isQuiet, { what: "the ends of all runs", withinMs: END_MS }).catch((error) => {
    throw new Fault(`${error.message}: ${live.map(({ id, status, reason }) => `${id} is ${status} ${reason}`)}`);
  });
}

function firstDifference(stored: Uint8Array, expected: Uint8Array): number {
  const length = Math.min(stored.length, expected.length);
  for (let at = 0; at < length; at++) if (stored[at] !== expected[at]) return at;
  return length;
}

/** Compares bytes, where the expected ones may end early. */
export function checkBytes(stored: Uint8Array, { whole, least = whole.length, most = whole.length }: Expected): void {
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const at = firstDifference(stored, whole);
  if (at === stored.length && stored.length >= least && stored.length <= most) return;
  throw new Fault(
    `${stored.length} bytes are stored and ${least} to ${most} of ${whole.length} were printed; they differ at byte ${at}`,
    { stored: decode(stored), expected: decode(whole) },
  );
}

/** Compares the stored points with those of an undisturbed reading of the stored bytes. */
export async function checkPoints(store: Store, id: string, log: Uint8Array): Promise<void> {
  const [stored, expected] = [await readStoredPoints(store, id), await readUndisturbed(log)];
  const [isStored, isExpected] = [new Set(stored), new Set(expected)];
  const more = stored.filter((each) => !isExpected.has(each)), less = expected.filter((each) => !isStored.has(each));
  if (stored.length === expected.length && more.length === 0 && less.length === 0) return;
  throw new Fault(`${stored.length} points instead of ${expected.length}; wrong: ${more[0]}; missing: ${less[0]}`, {
    stored: stored.join("\n"),
    expected: expected.join("\n"),
  });
}

function checkEnd({ status, exitCode, reason, logBytes }: Run, expected: Expected): void {
  if (!isComplete(status)) throw new Fault(`the run is ${status}`);
  const found = `${status}, exit code ${exitCode}, reason ${JSON.stringify(reason)}, ${logBytes} bytes`;
  if (status !== expected.status || exitCode !== expected.exitCode) {
    throw new Fault(`the run is ${found} instead of ${expected.status}, exit code ${expected.exitCode}`);
  }
  if (expected.reason && !expected.reason.test(reason)) throw new Fault(`the run is ${found}, not ${expected.reason}`);
}

async function awaitNoSpools({ kv }: Round): Promise<void> {
  let spools: string[] = [];
  const isTidy = async () => (spools = await listLeft(kv)).length === 0;
  await waitFor(isTidy, { what: "the spools", withinMs: TIDY_MS }).catch(() => {
    throw new Fault(`spools, notes or pipes are left of ${spools}`);
  });
}

async function awaitNoTraces({ kv }: Round): Promise<void> {
  let traces: ReturnType<typeof listTraces> = [];
  const isQuiet = () => (traces = listTraces(kv)).length === 0;
  await waitFor(isQuiet, { what: "the end of the processes", withinMs: TIDY_MS }).catch(() => {
    throw new Fault(`processes are left: ${traces.map(({ pid, name }) => `${name} ${pid}`).join(", ")}`);
  });
}

/** Checks the attacked run. */
async function checkRun(round: Round, expected: Expected): Promise<void> {
  using store = await round.open();
  const runs = await findNewest(store, EXPERIMENT), [run] = runs;
  if (!run && expected.mayBeNone) return;
  if (!run || runs.length > 1) throw new Fault(`${runs.length} runs instead of one`);
  const log = await readLogBytes(store, run.id);
  checkBytes(log, expected);
  await checkPoints(store, run.id, log);
  checkEnd(run, expected);
  const { shownBy } = expected;
  if (shownBy) checkBytes(shownBy.stdout(), { ...expected, whole: log, least: log.length, most: log.length });
}

/** Lets a server complete what is left of the runs, and checks everything: bytes, points, status, exit code, spools, processes. */
export async function judge(round: Round, expected: Expected): Promise<void> {
  const { program } = await round.serve();
  await awaitEnds(round);
  await checkRun(round, expected);
  await awaitNoSpools(round);
  round.signal(program, "SIGTERM");
  await program.finish();
  await awaitNoTraces(round);
}

/** Checks the exit code of a program that has ended. */
export async function checkCode(program: Program, expected: number): Promise<void> {
  const code = await program.finish();
  if (code !== expected) {
    throw new Fault(`${program.title} ended with ${code} instead of ${expected}; its stderr: ${program.stderr()}`);
  }
}

/** Checks that a program has said something. */
export function checkSaid(program: Program, pattern: RegExp): void {
  if (!pattern.test(program.stderr())) throw new Fault(`${program.title} did not say ${pattern}: ${program.stderr()}`);
}
