/**
 * Cleans a line as a terminal or a launcher printed it: removes escape codes, and cuts it where another rank or record begins. Knows no
 * loggers and no metrics.
 *
 * @module
 */
import { type Characters, ODD } from "./characters.ts";
import { plainDigits } from "./digits.ts";
import { mayBeHistory } from "./history.ts";

const ANSI = new RegExp(
  String.raw`\x1b(?:\[[0-9;?]{0,24}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])`,
  "g",
);

/** mpirun's mark, which may stand within a line too: before each piece that a rank wrote. */
const MPI_MARK = /\[\d+,\d+\]<std(?:out|err)>:/g;

/** The mark of a rank that wrote on behind another one's text. */
const GLUED_RANK = /(?<=[^\s\]|:])(?=\[[rR]ank ?\d{1,5}\]:)/;

/** `#011`, a mark of mpirun, the mark of a rank behind another one's text. */
const RAW_MARK = /#011|<std|\[(?<=[\w%)}]\[)[rR]ank/;
const SQUARE = 91, BRACE = 123;

/** True for a line that may need to be cleaned or cut. Most lines need one look at what was noted of their characters. */
export function isRaw({ text, codes, marks }: Characters): boolean {
  if (codes[0] === SQUARE && codes[1] === BRACE) return true; // a list of records
  if (codes[0] === BRACE && mayBeHistory(text)) return true;
  return marks !== 0 && ((marks & ODD) !== 0 || RAW_MARK.test(text));
}

/** The records of a list on one line, `[{"step": 1, …}, {"step": 2, …}]`: each is read on its own. The line itself for any other. */
export function splitRecords(text: string): string[] {
  return !text.startsWith("[{") || text.indexOf("[", 1) >= 0 ? [text] : text.split(/(?<=\}),\s*(?=\{)/);
}

/**
 * The pieces of a line that several ranks wrote under mpirun: each begins with its rank's mark. A first mark behind another prefix is left
 * out. The line itself when it has one mark.
 */
export function splitRanks(text: string): string[] {
  if (text.indexOf("<std", 8) < 0) return text.indexOf("ank", 1) < 0 ? [text] : text.split(GLUED_RANK);
  const [first, ...marks] = text.matchAll(MPI_MARK);
  const own = first && first.index > 0 ? first[0] : "";
  const starts = marks.map(({ index }) => index);
  return [0, ...starts].map((from, at) => text.slice(from, starts[at])).map((piece, at) =>
    at === 0 && own ? piece.replace(own, "") : piece
  );
}

/** Goes back to the start of the line, as bars of Node do without a carriage return. */
const TO_START = new RegExp(String.raw`\x1b\[[01]?G`);

/** True for a line that may have several states. */
export function isRedrawn(text: string): boolean {
  return text.indexOf("\b\b") >= 0 || TO_START.test(text);
}

/**
 * The states of a line that backspaces redraw, or codes that go back to its start. Where backspaces go back into a state and less is written
 * than they passed, it is written over a part of that state, which `stripAnsi` does.
 */
export function splitRedrawn(text: string): string[] {
  return text.split(TO_START).flatMap(splitBack);
}

function splitBack(text: string): string[] {
  const states: string[] = [];
  let from = 0, next = 0;
  for (let back = text.indexOf("\b\b"); back >= 0; back = text.indexOf("\b\b", next)) {
    next = back + 2;
    while (text.charCodeAt(next) === BACK) next++;
    const end = text.indexOf("\b", next), written = (end < 0 ? text.length : end) - next;
    if (next - back < back - from && written < next - back) continue;
    states.push(text.slice(from, back));
    from = next;
  }
  return [...states, text.slice(from)];
}

/** The text as it stands after its backspaces: what is printed behind one replaces the character before it, as spinners do. */
function eraseBack(text: string): string {
  if (HALVES.test(text)) return eraseCharacters([...text]).join("");
  let shown = "", at = 0;
  for (let from = 0; from < text.length; from++) {
    if (text.charCodeAt(from) === BACK) {
      at = Math.max(0, at - 1);
      continue;
    }
    const back = text.indexOf("\b", from), written = text.slice(from, back < 0 ? text.length : back);
    shown = shown.slice(0, at) + written + shown.slice(at + written.length);
    at += written.length;
    from += written.length - 1;
  }
  return shown;
}

const BACK = 8;
/** Halves of characters that are two in a text. */
const HALVES = /[\ud800-\udfff]/;

/** The same, of characters. */
function eraseCharacters(characters: readonly string[]): string[] {
  const shown: string[] = [];
  let at = 0;
  for (const character of characters) {
    if (character === "\b") at = Math.max(0, at - 1);
    else shown[at++] = character;
  }
  return shown;
}

/** A part of a text, from an offset to another one. */
export type TextRange = readonly [from: number, to: number];

/** The parts of a text between its escape codes. */
export function rangesShown(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let from = 0;
  for (const { index, 0: code } of text.matchAll(ANSI)) {
    if (index > from) ranges.push([from, index]);
    from = index + code.length;
  }
  return from < text.length ? [...ranges, [from, text.length]] : ranges;
}

/** Parts of a text as one. */
export function joinRanges(text: string, ranges: readonly TextRange[]): string {
  let joined = "";
  for (const [from, to] of ranges) joined += text.slice(from, to);
  return joined;
}

/**
 * Removes escape codes of terminals. Writes the minus sign as a hyphen, other scripts' digits as ASCII's. Turns `#011` into the tab for
 * which syslog writes it.
 */
export function stripAnsi(text: string): string {
  const uncoloured = text.indexOf("\x1b") < 0 ? text : text.replace(ANSI, "");
  const plain = uncoloured.indexOf("\b") < 0 ? uncoloured : eraseBack(uncoloured);
  const signed = plain.indexOf("\u2212") < 0 ? plain : plain.replaceAll("\u2212", "-");
  const counted = plainDigits(signed);
  return counted.indexOf("#011") < 0 ? counted : counted.replaceAll("#011", "\t");
}
