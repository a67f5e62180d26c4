/**
 * Bytes to lines, fast and with bounded memory. A newline ends a line; a lone carriage return ends one state of it, as a terminal
 * redraws it. Keeps only the start of each state: the stored log is elsewhere and whole.
 *
 * @module
 */
import { LINE_READ_MAX_CHARS } from "../limits.ts";

/** Where splitting stands: plain data that can be stored, at most some 16 KiB. */
export interface SplitState {
  /** Lines ended so far. */
  line: number;
  /** Start of the open state of the open line, in bytes; never more than four bytes a character that is read. */
  kept: Uint8Array;
  /** Bytes came since the last newline. */
  open: boolean;
  /** The last byte was a carriage return of which it is not yet known whether a newline follows. */
  pendingReturn: boolean;
}

/** State before the first byte. */
export function initialSplitState(): SplitState {
  return { line: 0, kept: new Uint8Array(0), open: false, pendingReturn: false };
}

/**
 * Gets each state of each line: its text (at most `LINE_READ_MAX_CHARS` characters, invalid UTF-8 as U+FFFD), the line's number from
 * 1, and whether a lone carriage return ended it, so that more states of the same line may follow.
 */
export type OnLine = (text: string, line: number, redrawn: boolean) => void;

/** Takes bytes as they come. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** End of the log: gives a last line that no newline ended. */
  finish(): void;
  snapshot(): SplitState;
}

const NEWLINE = 10, RETURN = 13;
const KEPT_BYTES = LINE_READ_MAX_CHARS * 4;
const decoder = new TextDecoder();

function decodeText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes.length > KEPT_BYTES ? bytes.subarray(0, KEPT_BYTES) : bytes);
  return text.length > LINE_READ_MAX_CHARS ? text.slice(0, LINE_READ_MAX_CHARS) : text;
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
  let { line, kept, open, pendingReturn } = state;

  const keep = (bytes: Uint8Array) => {
    const part = bytes.subarray(0, Math.max(KEPT_BYTES - kept.length, 0));
    if (part.length === 0) return;
    const joined = new Uint8Array(kept.length + part.length);
    joined.set(kept);
    joined.set(part, kept.length);
    kept = joined;
  };
  const end = (bytes: Uint8Array, redrawn: boolean) => {
    if (kept.length > 0) {
      keep(bytes);
      bytes = kept;
      kept = new Uint8Array(0);
    }
    if (bytes.length > 0 || !redrawn) onLine(decodeText(bytes), line + 1, redrawn);
    if (!redrawn) line++;
    open = redrawn;
  };
  /** Gives the states of one line's bytes, which end with its newline (taken off). */
  const endLine = (bytes: Uint8Array) => {
    let length = bytes.length;
    while (length > 0 && bytes[length - 1] === RETURN) length--;
    const rest = redraw(bytes.subarray(0, length));
    end(rest, false);
  };
  const redraw = (bytes: Uint8Array): Uint8Array => {
    let from = 0;
    for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, from)) {
      end(bytes.subarray(from, at), true);
      from = at + 1;
    }
    return from === 0 ? bytes : bytes.subarray(from);
  };

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      let from = 0;
      if (pendingReturn) {
        while (from < bytes.length && bytes[from] === RETURN) from++;
        if (from === bytes.length) return;
        pendingReturn = false;
        if (bytes[from] !== NEWLINE) end(new Uint8Array(0), true);
      }
      for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
        endLine(bytes.subarray(from, at));
        from = at + 1;
      }
      if (from === bytes.length) return;
      open = true;
      let length = bytes.length;
      while (length > from && bytes[length - 1] === RETURN) length--;
      pendingReturn = length < bytes.length;
      keep(redraw(bytes.subarray(from, length)));
    },
    finish() {
      if (open) end(new Uint8Array(0), false);
      pendingReturn = false;
    },
    snapshot: () => ({ line, kept, open, pendingReturn }),
  };
}
