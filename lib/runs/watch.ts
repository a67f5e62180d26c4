/**
 * Watches a run during its capture: renews the lease of this process where no flush has done so, and notices a request to cancel the run and
 * a new owner.
 *
 * @module
 */
import { CANCEL_POLL_MS, RENEW_MS } from "../limits.ts";
import type { Owner } from "../store/owner_record.ts";
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
  let looking: Promise<void> | null = null, isCancelled = false, lastLook = -Infinity, reported = "";

  const look = async () => {
    try {
      if (performance.now() - lastLook >= RENEW_MS / 2) {
        lastLook = performance.now();
        await store.checkFile();
        if (!await store.runs.renewOwner(runId, owner.instance)) options.onOvertaken();
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
