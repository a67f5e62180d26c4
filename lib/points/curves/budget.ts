/**
 * Bounds what the reader remembers, because it is stored with each commit: all that a log makes it hold shares one budget of bytes. What is
 * over is given up in one order, and counted for the run's warnings. Whoever holds something more takes its bytes from `state.room`, so that
 * all is counted only once that room is used up. What is kept depends on the lines alone, never on where a reader resumed.
 *
 * @module
 */
import { READER_STATE_MAX_BYTES } from "../../limits.ts";
import { closeSpans } from "../formats/spans.ts";
import { chartFacts, chartWaits } from "./chart.ts";
import type { Charting } from "./give.ts";
import { heldBytes, type HeldName } from "./held.ts";
import { METRIC_BYTES } from "./metrics.ts";
import { sizeOf } from "../size.ts";
import type { LiveState } from "./state.ts";

/** Bytes of the counters, the names of the fields, and the few texts of bounded length. */
const FIXED_BYTES = 2_700;
/** What is freed beyond the need, so that the next line needs no counting. */
const SPARE_BYTES = 800;

/** One kind of what is held. Its place in the list is the order of giving up. */
interface Kept {
  /** Bytes of all of it when it is stored, at most. */
  bytes(state: LiveState): number;
  /** Gives one piece up. False when there is none. */
  giveUp(charting: Charting): boolean;
}

/** Lines and values that wait until their place is known: they are charted as they are. */
const waits: Kept = {
  bytes: ({ undecided, waiting, labels, printers, early, stale, footer, listing }) =>
    sizeOf([undecided, waiting, labels.waiting, printers.waiting, early, stale, footer.waiting, listing.waiting]),
  giveUp(charting) {
    const { undecided, waiting, labels, printers, early, stale, footer, listing } = charting.state;
    const all = [undecided, waiting, labels.waiting, printers.waiting, early, stale, footer.waiting, listing.waiting];
    const isWaiting = all.some(({ length }) => length > 0);
    if (isWaiting) chartWaits(charting);
    return isWaiting;
  },
};

const spans: Kept = {
  bytes: (state) => sizeOf(Object.fromEntries(state.spans)),
  giveUp(charting) {
    const { state } = charting, isOpen = state.spans.size > 0;
    if (isOpen) state.leftOut.forgotten++;
    for (const facts of closeSpans(state.spans)) chartFacts(facts, { isSure: true }, charting);
    return isOpen;
  },
};

/** Names of one table, the one that was held first is given up first. Only one that came again is missed. */
function keptNames(table: "held" | "watched"): Kept {
  return {
    bytes: (state) => sumBytes(state[table]),
    giveUp({ state }) {
      const [first] = state[table];
      if (!first) return false;
      const [key, { points, runs }] = first;
      state[table].delete(key);
      if (points.length + runs.length > 1) state.leftOut.forgotten++;
      return true;
    },
  };
}

function sumBytes(names: ReadonlyMap<string, HeldName>): number {
  let bytes = 0;
  for (const held of names.values()) bytes += heldBytes(held);
  return bytes;
}

/** Names that aren't charted: of those that were printed least often the newest is given up. */
const unread: Kept = {
  bytes: (state) => sizeOf(Object.fromEntries(state.unread)),
  giveUp({ state }) {
    let least: string | undefined, fewest = Infinity;
    for (const [name, { count }] of state.unread) if (count <= fewest) [least, fewest] = [name, count];
    return least !== undefined && state.unread.delete(least);
  },
};

/** Words and numbers by which later lines are told apart. */
const words: Kept = {
  bytes: (
    {
      labels: { apart, alone },
      printers: { places },
      badges,
      tags,
      leads,
      bars,
      decided,
      given,
      runMarks: { nonFinite },
      leftOut: { firstValue },
    },
  ) =>
    sizeOf([apart, alone, badges, [...tags.keys()], [...places], leads, bars, decided, given, nonFinite, firstValue]),
  giveUp({ state: { labels, printers: { places }, leads, decided, given, runMarks } }) {
    const longest = [labels.alone, labels.apart, leads, runMarks.nonFinite, decided, given].find(({ length }) =>
      length > 0
    );
    const isGivenUp = longest?.shift() !== undefined || places.size > 0;
    if (longest === undefined) places.clear();
    return isGivenUp;
  },
};

const settings: Kept = {
  bytes: (state) => sizeOf(state.settings),
  giveUp({ state }) {
    const newest = Object.keys(state.settings).at(-1);
    if (newest === undefined) return false;
    delete state.settings[newest];
    state.leftOut.forgotten++;
    return true;
  },
};

const KEPT: readonly Kept[] = [keptNames("held"), waits, keptNames("watched"), spans, unread, words, settings];

/** Bytes of a state when it is stored, at most. */
export function measureState(state: LiveState): number {
  const fixed = FIXED_BYTES + METRIC_BYTES * state.metrics.byKey.size;
  return KEPT.reduce((bytes, kept) => bytes + kept.bytes(state), fixed);
}

/** Gives up, behind a line, what is too much. */
export function keepWithin(charting: Charting): void {
  const { state } = charting;
  if (state.room >= 0) return;
  let bytes = measureState(state);
  if (bytes > READER_STATE_MAX_BYTES) {
    const enough = READER_STATE_MAX_BYTES - SPARE_BYTES;
    for (const kept of KEPT) while (bytes > enough && kept.giveUp(charting)) bytes = measureState(state);
  }
  state.room = READER_STATE_MAX_BYTES - bytes;
}
