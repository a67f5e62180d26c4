/**
 * Watches a run during its capture: stores regularly that this process is alive, and notices a request to cancel the run and a new owner.
 *
 * @module
 */
import { CANCEL_POLL_MS, HEARTBEAT_MS } from "../limits.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** What to watch. */
export interface WatchOptions {
  runId: string;
  /** This process as the owner of the run. */
  owner: Owner;
  /** Called once, when the run shall be cancelled. */
  onCancel: () => void;
  /** Called when another process has taken the run over. */
  onOvertaken: () => void;
  onError?: ((error: unknown) => void) | undefined;
}

/** Watches until it is disposed of. */
export function watchRun(store: Store, options: WatchOptions): AsyncDisposable {
  const { runId, owner } = options;
  let looking: Promise<void> | null = null, isCancelled = false, lastHeartbeat = -Infinity, reported = "";

  const look = async () => {
    try {
      if (performance.now() - lastHeartbeat >= HEARTBEAT_MS) {
        lastHeartbeat = performance.now();
        await store.checkFile();
        const isOurs = await store.runs.replaceOwner(runId, owner, { ...owner, at: Date.now() });
        if (!isOurs) options.onOvertaken();
      }
      if (!isCancelled && await store.runs.isCancelRequested(runId)) {
        isCancelled = true;
        options.onCancel();
      }
      reported = "";
    } catch (error) {
      if (String(error) !== reported) options.onError?.(error); // not the same error twice a second
      reported = String(error);
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
