/**
 * Reads lines whose bytes may not be UTF-8. A line that is UTF-8 is read so whatever the others are, and so is one with a few bad bytes in
 * UTF-8. The others tell by what they are made of which encoding the log has. Depends on whole lines alone, however they arrive.
 *
 * @module
 */
import { decodeStrictly, type Encoding, ENCODINGS, weighEncoding } from "./encodings.ts";

/** What the lines so far say, as it is stored. */
export interface EncodingState {
  /** The encoding that lines are read with; null before one is known. */
  encoding: Encoding | null;
  /** High bytes that were weighed. */
  weighed: number;
  /** How much they look like each of `ENCODINGS`. */
  scores: number[];
}

/** Bytes of a line by which it is judged: no less are kept of a long line. */
const JUDGED_BYTES = 4096;
/** High bytes after which the encoding stays. */
const SETTLED_BYTES = 400;
/** What an encoding must reach to be used. */
const SCORE_MIN = 1.5;
const NEWLINE = 10, RETURN = 13;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const BAD = "\ufffd";

/** Before the first line. */
export const unknownEncoding = (): EncodingState => ({
  encoding: null,
  weighed: 0,
  scores: ENCODINGS.map(() => 0),
});

/** The bytes by which a line is judged. What a truncated file begins with, NULs, isn't text. */
function judged(line: Uint8Array): Uint8Array {
  let from = 0;
  while (line[from] === 0) from++;
  return line.subarray(from, from + JUDGED_BYTES);
}

/** True for UTF-8 with some bad bytes in it, and for bytes that are no text. */
function isNoise(bytes: Uint8Array): boolean {
  let good = 0, bad = 0;
  for (const char of utf8.decode(bytes)) {
    if (char === BAD) bad++;
    else if (char >= "\x80") good += char >= "\u0800" ? 2 : 1;
    else if (char < " " && !"\t\b\x1b".includes(char)) return true;
  }
  return good >= 2 * bad;
}

/** True for a line to be read as UTF-8. Short words in other encodings may be valid UTF-8 by chance, of two bytes a character. */
function isUtf8(bytes: Uint8Array, encoding: Encoding | null): boolean {
  const text = decodeStrictly(bytes, "utf-8");
  if (text === null) return isNoise(bytes);
  if (encoding === null || encoding.startsWith("windows") || !/^[\0-\u07ff]*[\x80-\u07ff][\0-\u07ff]*$/.test(text)) {
    return true;
  }
  return (weighEncoding(bytes, encoding) ?? 0) <= 0;
}

/** Weighs a line that isn't UTF-8. */
function weigh(bytes: Uint8Array, state: EncodingState): void {
  if (state.weighed >= SETTLED_BYTES) return;
  for (const byte of bytes) if (byte >= 0x80) state.weighed++;
  state.scores = ENCODINGS.map((encoding, at) => state.scores[at]! + (weighEncoding(bytes, encoding) ?? -2));
  const best = Math.max(...state.scores);
  if (best >= SCORE_MIN) state.encoding = ENCODINGS[state.scores.indexOf(best)]!;
}

/**
 * Decodes a line of a log in an encoding.
 *
 * @example
 * ```ts
 * import { decodeLine } from "./line_encoding.ts";
 * decodeLine(Uint8Array.of(0xcb, 0xf0, 0xca, 0xa7), "gb18030"); // "损失"
 * ```
 */
export function decodeLine(line: Uint8Array, encoding: Encoding | null): string {
  if (encoding === null || isUtf8(judged(line), encoding)) return utf8.decode(line);
  return new TextDecoder(encoding).decode(line);
}

/** Decodes lines that end with a newline or a carriage return, and changes the state by what they say. */
export function decodeLines(bytes: Uint8Array, state: EncodingState): string {
  const text = utf8.decode(bytes);
  const isPlain = state.encoding === null || text.length === bytes.length;
  if (isPlain && !text.includes(BAD)) return text;
  let lines = "";
  for (let from = 0, to = 0; from < bytes.length; from = to + 1) {
    to = from;
    while (to < bytes.length && bytes[to] !== NEWLINE && bytes[to] !== RETURN) to++;
    const line = bytes.subarray(from, to), start = judged(line);
    if (decodeStrictly(start, "utf-8") === null && !isNoise(start)) weigh(start, state);
    lines += decodeLine(line, state.encoding);
    if (to < bytes.length) lines += String.fromCharCode(bytes[to]!);
  }
  return lines;
}

const REMARK = "the log isn't UTF-8; it is read as ";

/** Says that a log isn't UTF-8; nothing for one that is. */
export function describeEncoding(encoding: Encoding | null): string[] {
  return encoding === null ? [] : [REMARK + encoding];
}

/** True for what `describeEncoding` says: nothing is missing then. */
export const isEncodingRemark = (warning: string): boolean => warning.startsWith(REMARK);
