/**
 * Cancels a run and waits for its end, with a bound: asks its owner, and ends the run by hand where that is wanted and nobody owns it.
 *
 * @module
 */
import { STOP_GRACE_MS } from "../limits.ts";
import { isComplete, type Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { sleep, writeTime } from "../time.ts";
import { endByHand, type HandOptions } from "./end_by_hand.ts";
import { describeOwner, isSilent } from "./owner.ts";

/** How to cancel. */
export interface CancelOptions extends HandOptions {
  /** True to end a run by hand that nobody owns. */
  force: boolean;
  /** Called with a sentence while it waits. */
  onWait: (message: string) => void;
}

/** What came of it: the run has ended, nobody owns it, or its owner has not ended it in time. */
export interface CancelEnd {
  end: "ended" | "unowned" | "late";
  run: Run;
  /** The result in words. */
  message: string;
}

const LOOK_MS = 500;
/** Longest wait for an owner that renews its lease. */
const OWNER_WAIT_MS = STOP_GRACE_MS + 20_000;
/** How many leases long another process is waited for that takes over a run without an owner. */
const ADOPTER_WAIT_LEASES = 4 / 3;

/**
 * Cancels a run and waits until it has ended.
 *
 * @throws {Conflict} for a run that is complete already
 */
export async function cancelAndWait(store: Store, { id }: Run, options: CancelOptions): Promise<CancelEnd> {
  const { force, leases, instance, onWait } = options, began = performance.now(), me = describeOwner(instance);
  const { leaseMs } = leases, adopterWaitMs = ADOPTER_WAIT_LEASES * leaseMs;
  await store.runs.requestCancel(id);
  for (let said = "";;) {
    const owner = await store.runs.getOwner(id),
      run = await store.runs.get(id),
      { silentMs, isOver } = leases.look(id, owner);
    if (isComplete(run.status)) return { end: "ended", run, message: `run ${id} is ${describeEnd(run)}` };
    if (force && isOver) {
      const { done } = await endByHand(store, run, options), ended = await done;
      return { end: "ended", run: ended, message: `run ${id} is ${describeEnd(ended)}` };
    }
    const silence = owner && isSilent(owner, me)
      ? `its owner on ${owner.host} is silent since ${writeTime(owner.at)}`
      : "";
    const unowned = silence || (owner ? "" : "nobody owns it");
    if (unowned && silentMs >= adopterWaitMs) {
      return { end: "unowned", run, message: `run ${id}: ${unowned}; end it by hand: stdcurve cancel ${id} --force` };
    }
    if (performance.now() - began >= OWNER_WAIT_MS) return { end: "late", run, message: describeLate(id, owner?.host) };
    const wait = unowned
      ? `run ${id}: ${unowned}; waiting ${(force ? leaseMs : adopterWaitMs) / 1000} s for a stdcurve that takes it over`
      : `run ${id}: its owner on ${owner?.host} was asked to stop it; waiting for its end`;
    if (wait !== said) onWait(said = wait);
    await sleep(LOOK_MS);
  }
}

const describeEnd = ({ status, reason }: Run) => reason && reason !== status ? `${status} (${reason})` : status;

const describeLate = (id: string, host = "this machine") =>
  `run ${id} still runs ${
    OWNER_WAIT_MS / 1000
  } s after its owner on ${host} was asked to stop it; it will end when that one gets to it`;
