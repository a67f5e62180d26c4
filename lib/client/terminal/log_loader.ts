/**
 * Requests lines that the terminal shows and the page doesn't hold. Loaded when the reader scrolls or goes to one.
 *
 * @module
 */
import "../first_script.ts";
import type { Signal } from "@preact/signals";
import type { WireLogs } from "../../wire.ts";
import { forgetFarLines, type LineGap, missingLines } from "./line_gaps.ts";
import type { LineStore } from "./line_store.ts";

/** The log, and how its lines are requested. */
export interface LoadedLog {
  store: LineStore;
  /** The lines that the terminal shows. They may change meanwhile. */
  wanted: readonly { first: number; last: number }[];
  isFailing: Signal<boolean>;
  /** Set to false when nothing is missing any more. */
  isLoading: boolean;
}

/** Requests what is missing of the wanted lines, one stretch after the other. */
export async function loadMissing(
  log: LoadedLog,
  { request, hold }: { request(gap: LineGap): Promise<WireLogs>; hold(answer: WireLogs): void },
): Promise<void> {
  for (let gap = nextGap(log); gap !== null; gap = nextGap(log)) {
    const answer = await request(gap);
    forgetFarLines(log.store, gap.first);
    hold(answer);
    if (answer.lines.length === 0) break;
  }
  log.isFailing.value = log.isLoading = false;
}

function nextGap({ store, wanted }: LoadedLog): LineGap | null {
  for (const { first, last } of wanted) {
    const gap = missingLines(store, first, last);
    if (gap !== null) return gap;
  }
  return null;
}
