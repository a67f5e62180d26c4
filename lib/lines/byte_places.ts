/**
 * Where the states of lines stand among the bytes of their piece, for those who read bytes. Doesn't find where states end.
 *
 * @module
 */
import type { LineState } from "../model.ts";

const BYTE_ORDER_MARK = 0xfeff, MARK_BYTES = 3;

/** Before the first state. */
export const noState = (): LineState => ({
  redrawn: false,
  isCut: false,
  piece: "",
  from: 0,
  bytes: null,
  byteFrom: 0,
  byteLength: 0,
});

/** Says where states stand among the bytes of their piece. */
export interface ByteFinder {
  begin(bytes: Uint8Array): void;
  /** Fills in where the next state stands, which is between two offsets of the piece and read from `from` on. */
  find(state: LineState, offsets: { start: number; from: number; to: number }): void;
  /** Passes carriage returns behind the last state. */
  pass(count: number): void;
}

/** Finds the states of one piece after the other. Each state is asked for, in order. */
export function createByteFinder(): ByteFinder {
  let bytes: Uint8Array = new Uint8Array(0), next = 0;
  return {
    begin(piece) {
      bytes = piece;
      next = 0;
    },
    find(state, { start, from, to }) {
      const { piece } = state;
      state.from = from;
      const end = piece.length === bytes.length ? to : bytes.indexOf(piece.charCodeAt(to), next);
      state.byteFrom = next + (piece.charCodeAt(start) === BYTE_ORDER_MARK ? MARK_BYTES : from - start);
      state.byteLength = end - state.byteFrom;
      next = end + 1;
    },
    pass(count) {
      next += count;
    },
  };
}
