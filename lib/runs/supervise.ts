/**
 * The runs that a server is responsible for: those it launches, those it recovers, and the imports that it receives. Nobody else keeps
 * a capture, so `stop` reaches every one of them.
 *
 * @module
 */
import { LIVE_RUNS_MAX, RECOVER_INTERVAL_MS } from "../limits.ts";
import type { Store } from "../store/store.ts";
import { blankCommand } from "../text/secrets.ts";
import { endDeadImports, type Ender } from "./dead_import.ts";
import { type Launched, launchRun } from "./launch.ts";
import { chooseDirectory } from "./launch_directory.ts";
import { chooseLaunchTerminal } from "./launch_terminal.ts";
import { keepCaptures } from "./kept_captures.ts";
import type { LastLaunch, Launcher, LaunchInput, LaunchLimits } from "./launcher.ts";
import { limitLiveRuns, type LiveLimit } from "./live_limit.ts";
import { notifyLate } from "./late_notices.ts";
import { type Leases, observeLeases } from "./lease.ts";
import { describeOwner } from "./owner.ts";
import { prepareRecovery } from "./recover.ts";
import { repeat } from "./repeat.ts";
import { planResume, resumeHere, type ResumeHereOptions } from "./resume_here.ts";

/** How a server looks after its runs. */
export interface SuperviseOptions {
  /** False where commands can't be started: nothing is launched then, and no command is recovered. Imports that died are ended. */
  canLaunch: boolean;
  /** What may be launched; everything by default. */
  limits?: LaunchLimits;
  /** What earlier servers of this user launched last, by experiment. */
  earlierLaunches?: Iterable<readonly [string, LastLaunch]>;
  /** Live runs that may be captured and imported at a time; `LIVE_RUNS_MAX` by default. Recovered runs count, but are never refused. */
  maxLive?: number;
  /** Directory of the spool files. */
  spoolDirectory: string;
  /** Where it notes what it sees of the owners of runs; leases of the usual length by default. */
  leases?: Leases;
  /** How often it looks for runs to recover; every `RECOVER_INTERVAL_MS` by default. */
  lookMs?: number;
  /** Called with each error of a capture or a recovery. Both go on, or are tried again. */
  onError: (error: unknown) => void;
}

/** The runs and imports of one server. */
export interface Supervisor {
  /** UUID of this process as the owner of its runs. */
  readonly instance: string;
  /** What it has seen of the owners of runs. */
  readonly leases: Leases;
  /** Null where commands can't be started. */
  readonly launcher: Launcher | null;
  /** Aborted by `stop`, with the reason as text; imports end then. */
  readonly signal: AbortSignal;
  /** Throws Conflict when there are as many live runs as there may be. */
  checkRoom(): void;
  /** Adds an import that has begun; its errors are the business of the caller. */
  onImport(done: Promise<unknown>): void;
  /** Stores what the captures have read, and ends the imports. Commands run on; the next server continues their capture. */
  stop(): Promise<void>;
}

const ANYTHING: LaunchLimits = { isOff: false, directories: [] };

/**
 * Recovers the runs that a dead process left behind, and captures that have failed here, now and every `RECOVER_INTERVAL_MS`, until `stop` is called. Without commands it does
 * not wait for the store.
 */
export async function superviseRuns(store: Store, options: SuperviseOptions): Promise<Supervisor> {
  const { canLaunch, limits = ANYTHING, maxLive = LIVE_RUNS_MAX, spoolDirectory, onError } = options;
  const captures = keepCaptures(onError), imports = new Set<Promise<unknown>>(), { keep, isToRetry } = captures;
  const stopping = new AbortController(), instance = crypto.randomUUID();
  const live = limitLiveRuns(maxLive, () => captures.size + imports.size);
  const { leases = observeLeases(describeOwner(instance)), lookMs = RECOVER_INTERVAL_MS } = options;
  const report = (message: string) => onError(new Error(message));
  const shared = { instance, spoolDirectory, onError, onOvertaken: report };
  const look = prepareRecovery(store, { ...shared, leases, isToRetry, onForeign: reportOnce(report) });
  const every = { everyMs: lookMs, onError }, tidy = () => tidyStore(store, { instance, leases });
  const recovery = repeat(canLaunch ? async () => (await look()).forEach(keep) : tidy, every);
  if (canLaunch) await recovery.first;
  const notices = repeat(() => notifyLate(store, { spoolDirectory, signal: stopping.signal, onError }), every);
  const launch = async ({ cwd, tty, ...input }: LaunchInput) => {
    const inTerminal = await chooseLaunchTerminal({ ...input, ...(tty === undefined ? {} : { tty }) });
    const own = await chooseDirectory(cwd, limits);
    const launched = await launchRun(store, { ...shared, ...input, ...inTerminal, cwd: own });
    keep(launched);
    return launched.run;
  };
  const resuming = createResuming(store, { ...shared, limits, start: live.start, keep });
  const starting = { launch: (input: LaunchInput) => live.start(() => launch(input)), ...resuming };
  return {
    instance,
    leases,
    launcher: canLaunch ? makeLauncher(starting, options) : null,
    signal: stopping.signal,
    checkRoom: live.check,
    onImport(done) {
      imports.add(done);
      done.catch(() => {}).finally(() => imports.delete(done)); // the caller of the import gets the error
    },
    async stop() {
      stopping.abort("the server was stopped");
      const last = Promise.all([recovery.stop(), notices.stop()]);
      if (canLaunch) await last; // it may still begin a capture; without commands nothing depends on it
      await Promise.allSettled([...imports, captures.stop()]);
    },
  };
}

/** How a server resumes runs. */
interface ResumingOptions extends ResumeHereOptions {
  start: LiveLimit["start"];
  keep: (launched: Launched) => void;
}

/** Resumes runs, and keeps their captures. */
function createResuming(
  store: Store,
  { start, keep, ...options }: ResumingOptions,
): Pick<Launcher, "resume" | "planResume"> {
  return {
    resume: (id, request) =>
      start(async () => {
        const launched = await resumeHere(store, id, { ...options, request });
        keep(launched);
        return launched.run;
      }),
    planResume: (run) => planResume(run, options),
  };
}

/** A launcher that remembers what it has launched last. */
function makeLauncher(
  { launch, ...resuming }: Pick<Launcher, "launch" | "resume" | "planResume">,
  { limits, earlierLaunches }: SuperviseOptions,
): Launcher {
  const last = new Map(earlierLaunches);
  return {
    ...resuming,
    mayLaunch: !limits?.isOff,
    async launch(input) {
      const run = await launch(input);
      last.set(input.experimentId, { command: blankCommand(input.command), cwd: run.cwd });
      return run;
    },
    lastLaunch: (experimentId) => last.get(experimentId) ?? null,
  };
}

/** What a server without commands does for the store: finishes deletions, and ends imports whose process has died. */
async function tidyStore(store: Store, ender: Ender): Promise<void> {
  await store.resumeDeletions();
  await endDeadImports(store, ender);
}

/** Passes each message on once. The recovery finds the same every time. */
function reportOnce(report: (message: string) => void): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    report(message);
  };
}
