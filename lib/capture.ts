/**
 * Capturing a command that was started, to its end: takes in its spool, says now and then that this process is alive, hears when the
 * run is to be cancelled, and writes down how it ended. The same for a command of ours and for one that another process left behind.
 *
 * @module
 */
import { CANCEL_POLL_MS, HEARTBEAT_MS } from "./limits.ts";
import { ingest } from "./ingest.ts";
import { followFile } from "./lines/follow.ts";
import type { Run } from "./model.ts";
import { exitPath, readExit } from "./process/exit.ts";
import { signalGroup, stopGroup } from "./process/stop.ts";
import type { Owner, RunChange } from "./store/runs.ts";
import type { Store } from "./store/store.ts";

/** What to capture. */
export interface CaptureOptions {
  run: Run;
  /** This process as the run's owner; `childPid` and `spool` are set. */
  owner: Owner;
  /** True once the command has ended. */
  isOver: () => boolean | Promise<boolean>;
  /** Why the command is gone although no exit code was noted. */
  goneReason: () => string;
  onBytes?: (bytes: Uint8Array) => void | Promise<void>;
  onTrouble?: (error: unknown) => void;
}

/** A capture under way. */
export interface Capture {
  /** The run when it is over and all is stored; null when another process took it over. */
  done: Promise<Run | null>;
  /** Passes a signal on to the command's process group; after one that asks to end, the run counts as cancelled if it fails. */
  signal(signal: Deno.Signal): void;
}

/** Signals that ask a command to end; SIGUSR1 and the like only tell it something. */
const ENDING: ReadonlySet<Deno.Signal> = new Set(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]);

/** Captures a command to its end. */
export function captureRun(store: Store, options: CaptureOptions): Capture {
  const { run, owner } = options;
  const childPid = owner.childPid!;
  let stopping: Promise<void> | null = null,
    cancelled = false,
    interrupted: Deno.Signal | null = null;
  let beat: Promise<void> = Promise.resolve(), lastSign = 0;

  const look = async () => {
    try {
      if (Date.now() - lastSign >= HEARTBEAT_MS) {
        lastSign = Date.now();
        await store.runs.takeOwner(run.id, owner, { ...owner, at: lastSign });
      }
      if (!cancelled && await store.runs.isCancelRequested(run.id)) {
        cancelled = true;
        stopping = stopGroup(childPid);
      }
    } catch (error) {
      options.onTrouble?.(error);
    }
  };
  const timer = setInterval(() => beat = beat.then(look), CANCEL_POLL_MS);

  const capture = async (): Promise<Run | null> => {
    try {
      const complete = await ingest({
        store,
        runId: run.id,
        instance: owner.instance,
        source: (offset) => followFile(owner.spool!, { from: offset, isOver: options.isOver }),
        patterns: async () => (await store.experiments.get(run.experimentId)).patterns,
        ...(options.onBytes ? { onBytes: options.onBytes } : {}),
        ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
      });
      await stopping;
      if (!complete) return null;
    } finally {
      clearInterval(timer);
      await beat;
    }
    const ended = await store.runs.update(run.id, await describeEnd());
    await removeSpool(owner.spool!);
    return ended;
  };
  const describeEnd = async (): Promise<RunChange> => {
    const exit = await readExit(owner.spool!, run.command);
    const endedAt = exit ? Math.max(exit.at, run.startedAt ?? 0) : Date.now();
    const end = { endedAt, exitCode: exit?.code ?? null };
    if (cancelled) return { ...end, status: "cancelled", reason: "cancelled" };
    if (interrupted && exit?.code !== 0) {
      return { ...end, status: "cancelled", reason: `stopped by ${interrupted}` };
    }
    if (!exit) return { ...end, status: "failed", reason: options.goneReason() };
    return { ...end, status: exit.code === 0 ? "completed" : "failed", reason: exit.reason };
  };
  return {
    done: capture(),
    signal(signal) {
      if (ENDING.has(signal)) interrupted = signal;
      signalGroup(childPid, signal);
    },
  };
}

async function removeSpool(spool: string): Promise<void> {
  for (const path of [spool, exitPath(spool)]) {
    await Deno.remove(path).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
