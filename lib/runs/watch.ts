/**
 * Watches a run during its capture: renews the lease of this process where no flush has done so, and notices a request to cancel the run, a
 * new owner, and whether somebody looks.
 *
 * @module
 */
import { CANCEL_POLL_MS, RENEW_MS } from "../limits.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { Store } from "../store/store.ts";
import { watchLooks } from "./looks.ts";

/** What to watch. */
export interface WatchOptions {
  runId: string;
  /** This process as the owner of the run. */
  owner: Owner;
  /** Called once, when the run shall be cancelled. */
  onCancel: () => void;
  /** Called when another process has taken the run over. */
  onOvertaken: () => void;
  /** Called every `RENEW_MS / 2`. */
  onLook?: (() => void) | undefined;
  onError?: ((error: unknown) => void) | undefined;
}

/** A watch, until it is disposed of. */
export interface RunWatch extends AsyncDisposable {
  /** True while somebody looks, as far as is known, and for the first `LOOK_KEPT_MS`. */
  isLookedAt(): boolean;
}

/** Watches until it is disposed of. */
export function watchRun(store: Store, options: WatchOptions): RunWatch {
  const { runId, owner } = options;
  const looks = watchLooks();
  let looking: Promise<void> | null = null, isCancelled = false, lastLook = -Infinity, reported = "";

  const look = async () => {
    try {
      if (performance.now() - lastLook >= RENEW_MS / 2) {
        lastLook = performance.now();
        options.onLook?.();
        await store.checkFile();
        if (!await store.runs.renewOwner(runId, owner.instance)) options.onOvertaken();
      }
      const { isCancelRequested, lookedAt } = await store.runs.readWishes(runId);
      looks.note(lookedAt);
      if (!isCancelled && isCancelRequested) {
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
    isLookedAt: looks.isRecent,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}
