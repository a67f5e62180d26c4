/**
 * Mends what a check of the store has found, as far as that is sure. Leaves runs alone that another process writes to.
 *
 * @module
 */
import { Conflict, InvalidInput, NotFound } from "../errors.ts";
import { rereadRun } from "../intake/reread.ts";
import { isCaptured } from "../runs/check_spools.ts";
import { storeSpools } from "../runs/store_spools.ts";
import type { Finding } from "../store/check/finding.ts";
import type { Store } from "../store/store.ts";

/** Runs that were read again, and whether the spools were looked through: once is enough. */
export interface RepairsDone {
  rereads: Set<string>;
  adopted: boolean;
}

/** True when a finding can be mended and it was not tried before. */
function isWorthTrying({ mend, runId }: Finding, done: RepairsDone): boolean {
  return mend === "reread" ? !done.rereads.has(runId!) : mend === "adopt" ? !done.adopted : mend !== null;
}

/** What to mend, and whom to tell. */
export interface RepairOptions {
  spoolDirectory: string;
  done: RepairsDone;
  /** Called with each finding that was mended. */
  onMended: (finding: Finding) => void;
  /** Called with a sentence about each finding that was left as it is. */
  onLeft: (why: string) => void;
  signal: AbortSignal;
}

async function mendOne(store: Store, { runId, mend }: Finding, options: RepairOptions): Promise<void> {
  const { done } = options;
  if (typeof mend === "function") return await mend();
  if (mend === "reread" && !done.rereads.has(runId!)) {
    done.rereads.add(runId!);
    return await rereadRun(store, runId!);
  }
  if (mend === "adopt" && !done.adopted) {
    done.adopted = true;
    await storeSpools(store, options);
  }
}

/** Mends findings one after the other: first records, then points, then spools. Returns how many were mended. */
export async function repairStore(store: Store, findings: readonly Finding[], options: RepairOptions): Promise<number> {
  const orders = ["function", "reread", "adopt"];
  const orderOf = ({ mend }: Finding) => orders.indexOf(typeof mend === "function" ? "function" : mend!);
  const mendable = findings.filter((finding) => isWorthTrying(finding, options.done)).sort((a, b) =>
    orderOf(a) - orderOf(b)
  );
  let mended = 0;
  for (const finding of mendable) {
    options.signal.throwIfAborted();
    const { runId, what } = finding;
    if (runId !== null && await isCaptured(store, runId)) {
      options.onLeft(`${what}: left alone, because another stdcurve captures the run; try again when it has ended`);
      continue;
    }
    try {
      await mendOne(store, finding, options);
      mended++;
      options.onMended(finding);
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof NotFound || error instanceof InvalidInput)) throw error;
      options.onLeft(`${what}: left alone: ${error.message}`);
    }
  }
  return mended;
}
