/**
 * Bytes to lines, fast and with bounded memory. A newline ends a line; a lone carriage return ends one state of it, as a terminal
 * redraws it. Bytes are decoded a piece at once and lines sliced out of that. Keeps only the start of the open state: the stored log
 * is elsewhere and whole.
 *
 * @module
 */
import { LINE_READ_MAX_CHARS } from "../limits.ts";

/** Where splitting stands: plain data that can be stored, at most 16 KiB. */
export interface SplitState {
  /** Lines ended so far. */
  line: number;
  /** Start of the open state of the open line, with the carriage returns behind it of which it is not yet known what they end. */
  kept: Uint8Array;
}

/** State before the first byte. */
export function initialSplitState(): SplitState {
  return { line: 0, kept: new Uint8Array(0) };
}

/**
 * Gives each state of each line: its text (at most `LINE_READ_MAX_CHARS` characters, invalid UTF-8 as U+FFFD, without NULs before it),
 * the line's number from 1, and whether a lone carriage return ended it, so that more states of the same line may follow.
 */
export type OnLine = (text: string, line: number, redrawn: boolean) => void;

/** Takes bytes as they come. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** End of the log: gives a last line that no newline ended. */
  finish(): void;
  snapshot(): SplitState;
}

const NEWLINE = 10, RETURN = 13, BYTE_ORDER_MARK = 0xfeff;
/** UTF-8 takes at most three bytes for each character that is read; the rest is room for one cut off and a return. */
const KEPT_BYTES = LINE_READ_MAX_CHARS * 4;
/** Bytes decoded at once: many lines, and a string that the young generation of the heap holds. */
const PIECE_BYTES = 64 * 1024;

/** Byte order marks are taken off by `giveState`, since whether the decoder meets one first would depend on the cut. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Length of the part whose ends are all known: up to the last newline, or a later return that something else follows. */
function knownLength(bytes: Uint8Array): number {
  const open = bytes.lastIndexOf(NEWLINE) + 1;
  let end = bytes.length;
  while (end > open && bytes[end - 1] === RETURN) end--;
  return open + bytes.subarray(open, end).lastIndexOf(RETURN) + 1;
}

/** Gives the lines of texts, each of which ends with a newline or with a lone return. */
function createGiver(onLine: OnLine, { line }: { line: number }): { give(text: string): void; readonly line: number } {
  const giveState = (text: string, from: number, to: number, redrawn: boolean) => {
    if (text.charCodeAt(from) === BYTE_ORDER_MARK) from++;
    else while (from < to && text.charCodeAt(from) === 0) from++;
    if (to > from + LINE_READ_MAX_CHARS) to = from + LINE_READ_MAX_CHARS;
    if (!redrawn) onLine(text.slice(from, to), ++line, false);
    else if (from < to) onLine(text.slice(from, to), line + 1, true);
  };
  /** Gives the states that returns end between two places; gives where the last one begins. */
  const giveRedrawn = (text: string, from: number, to: number): number => {
    for (let at = text.indexOf("\r", from); at >= 0 && at < to; at = text.indexOf("\r", from)) {
      giveState(text, from, at, true);
      from = at + 1;
    }
    return from;
  };
  return {
    give(text) {
      let from = 0, nextReturn = text.indexOf("\r");
      for (let newline = text.indexOf("\n"); newline >= 0; newline = text.indexOf("\n", from)) {
        let to = newline;
        if (nextReturn >= 0 && nextReturn < newline) {
          while (to > from && text.charCodeAt(to - 1) === RETURN) to--;
          from = giveRedrawn(text, from, to);
          nextReturn = text.indexOf("\r", newline);
        }
        giveState(text, from, to, false);
        from = newline + 1;
      }
      if (nextReturn >= 0) giveRedrawn(text, from, text.length);
    },
    get line() {
      return line;
    },
  };
}

/**
 * Splits a log. Any cut of the bytes into pieces gives the same calls.
 *
 * @example
 * ```ts
 * import { splitLines } from "./split.ts";
 * const lines: string[] = [];
 * const splitter = splitLines((text) => lines.push(text));
 * splitter.push(new TextEncoder().encode("a\nb"));
 * splitter.finish(); // lines is ["a", "b"]
 * ```
 */
export function splitLines(onLine: OnLine, state: SplitState = initialSplitState()): LineSplitter {
  const giver = createGiver(onLine, state);
  const held = new Uint8Array(KEPT_BYTES + PIECE_BYTES);
  held.set(state.kept);
  let length = state.kept.length;

  /** The hole with which a log begins that was cut off while its program wrote is no part of what is read. */
  const dropNuls = () => {
    let nuls = 0;
    while (nuls + 1 < length && held[nuls] === 0 && held[nuls + 1] === 0) nuls++; // one stays, and stands for them
    held.copyWithin(0, nuls, length);
    length -= nuls;
  };
  const read = () => {
    const known = knownLength(held.subarray(0, length));
    if (known > 0) giver.give(decoder.decode(held.subarray(0, known)));
    held.copyWithin(0, known, length);
    length -= known;
    if (length <= KEPT_BYTES) return;
    dropNuls();
    if (length <= KEPT_BYTES) return;
    if (held[length - 1] === RETURN) held[KEPT_BYTES - 1] = RETURN;
    length = KEPT_BYTES;
  };
  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        held.set(piece, length);
        length += piece.length;
        read();
      }
    },
    finish() {
      if (length === 0) return;
      held[length++] = NEWLINE;
      read();
    },
    snapshot: () => ({ line: giver.line, kept: held.slice(0, length) }),
  };
}
