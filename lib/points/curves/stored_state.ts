/**
 * The reader's state as it is stored with each commit, and back. Decides nothing about what is kept: `budget.ts` does.
 *
 * @module
 */
import { READER_VERSION } from "../../limits.ts";
import { heldKey, type PackedName, packHeld, unpackHeld } from "./held.ts";
import { packMetrics, unpackMetrics } from "./metrics.ts";
import { initialReaderState, type LiveState } from "./state.ts";

/** The state as it is stored: structured-cloneable and below the 64 KiB of a stored value. */
export interface ReaderState extends Omit<LiveState, "metrics" | "held" | "watched" | "spans" | "room"> {
  /** Version of the reader that stored it. */
  version: number;
  spans: Record<string, unknown>;
  metrics: Float64Array;
  held: PackedName[];
  watched: PackedName[];
}

/** A copy to be stored. */
export function packState({ metrics, held, watched, spans, room: _room, ...rest }: LiveState): ReaderState {
  return {
    ...structuredClone(rest),
    version: READER_VERSION,
    spans: structuredClone(Object.fromEntries(spans)),
    metrics: packMetrics(metrics),
    held: packHeld(held),
    watched: packHeld(watched),
  };
}

/** The reverse of `packState`. A copy too. Of another version's state only the settings and the progress stay. */
export function unpackState({ metrics, held, watched, spans, version, ...rest }: ReaderState): LiveState {
  if (version !== READER_VERSION) {
    const { settings, progress } = structuredClone(rest);
    return { ...initialReaderState(), settings, progress };
  }
  const { leftOut, ...copied } = structuredClone(rest);
  return {
    ...initialReaderState(),
    ...copied,
    leftOut: { ...leftOut, forgotten: leftOut.forgotten ?? 0 },
    room: 0,
    spans: new Map(Object.entries(structuredClone(spans))),
    metrics: unpackMetrics(metrics),
    held: unpackHeld(held, heldKey),
    watched: unpackHeld(watched, heldKey),
  };
}
