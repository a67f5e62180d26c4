/**
 * Watching over a run while it is captured: says now and then that this process is alive, and hears when the run is to be cancelled or
 * was taken over by another process.
 *
 * @module
 */
import { CANCEL_POLL_MS, HEARTBEAT_MS } from "../limits.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** What to watch, and who hears. */
export interface WatchOptions {
  runId: string;
  /** This process as the run's owner. */
  owner: Owner;
  /** Called once. */
  onCancel: () => void;
  onOvertaken: () => void;
  onError?: ((error: unknown) => void) | undefined;
}

/** Watches until it is disposed of. */
export function watchRun(store: Store, options: WatchOptions): AsyncDisposable {
  const { runId, owner } = options;
  let looking: Promise<void> | null = null, isCancelled = false, lastSign = -Infinity, told = "";

  const look = async () => {
    try {
      if (performance.now() - lastSign >= HEARTBEAT_MS) {
        lastSign = performance.now();
        await store.checkFile();
        const isOurs = await store.runs.replaceOwner(runId, owner, { ...owner, at: Date.now() });
        if (!isOurs) options.onOvertaken();
      }
      if (!isCancelled && await store.runs.isCancelRequested(runId)) {
        isCancelled = true;
        options.onCancel();
      }
      told = "";
    } catch (error) {
      if (String(error) !== told) options.onError?.(error); // twice a second would drown everything else
      told = String(error);
    }
  };
  const timer = setInterval(() => looking ??= look().finally(() => looking = null), CANCEL_POLL_MS);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}
