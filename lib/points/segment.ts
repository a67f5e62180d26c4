/**
 * The text between two numbers of a line: which name it ends in, and whether a `=` or `:` ties that name to the number. A pure function,
 * remembered: a log prints the same few for ever.
 *
 * @module
 */
import { understandName } from "./name.ts";
import { isWord } from "./number.ts";

/** What stands before a number. */
export interface Segment {
  /** The name as printed; empty when there is none. */
  key: string;
  /** True when `=`, `:` or ` - ` ties name and number together. */
  separated: boolean;
  /** Brackets and quotes between the two. */
  opened: string;
  /** What the numbers behind it were measured on; empty when it doesn't say. */
  phase: string;
}

const SEGMENTS_KEPT = 4096;
const SEGMENT_KEPT_MAX_CHARS = 200;
const kept = new Map<string, Segment>();

const PHASE =
  /(?:^|[\s[(])(val(?:id(?:ation)?)?|test|eval(?:uation)?|dev|VAL|TEST|EVAL|DEV|Validation|Valid|Val|Test|Eval|Evaluation)(?= set| net|\]|\)|[ :]|$)/;

/** The phase a word names: `Validation` → `val`; empty when it names none. */
export function phaseOf(text: string): string {
  const found = PHASE.exec(text);
  if (!found) return "";
  const word = found[1]!.toLowerCase();
  return word === "validation" ? "val" : word.startsWith("eval") ? "eval" : word;
}

/** Reads the text before a number; remembered. Returned records are shared: don't change them. */
export function readSegment(text: string): Segment {
  const known = kept.get(text);
  if (known) return known;
  const segment = parseSegment(text);
  if (text.length > SEGMENT_KEPT_MAX_CHARS) return segment;
  if (kept.size >= SEGMENTS_KEPT) kept.clear();
  kept.set(text, segment);
  return segment;
}

function parseSegment(text: string): Segment {
  let tail = text.length;
  while (tail > 0 && " \t\"'[(<~".includes(text[tail - 1]!)) tail--;
  const mark = text[tail - 1];
  const dashed = mark === "-" && /\w -$/.test(text.slice(Math.max(0, tail - 3), tail));
  const separated = mark === "=" || mark === ":" || mark === "│" || dashed;
  let raw = separated ? text.slice(0, tail - 1).trimEnd() : text.slice(0, tail);
  if (raw.endsWith(":") || raw.endsWith("=")) raw = raw.slice(0, -1).trimEnd();
  if (raw.endsWith('"') || raw.endsWith("'")) raw = raw.slice(0, -1);
  const start = nameStart(raw);
  const head = raw.slice(0, start);
  const segment = { key: raw.slice(start).trim(), separated, opened: text.slice(tail), phase: phaseOf(head) };
  trimWords(segment);
  const bracket = head.endsWith("[") ? head.length - 1 : 0;
  if (bracket > 0 && isWord(head.charCodeAt(bracket - 1))) {
    const outer = head.slice(0, bracket).split(/[\s,]+/).at(-1)!;
    if (outer.endsWith(segment.key)) segment.key = outer;
  }
  return segment;
}

/** Takes prose off a name of several words. */
function trimWords(segment: Segment): void {
  let { key } = segment;
  if (/^(?:in|at|Finished|Completed|completed|End of|Starting) /.test(key) && /step|epoch|iteration/i.test(key)) {
    key = key.split(" ").at(-1)!;
  }
  if (key.includes(" ")) {
    const joint = key.lastIndexOf(" with ");
    if (joint >= 0) key = key.slice(joint + 6);
    const words = key.split(/\s+/);
    const last = understandName(words.at(-1)!);
    if (!segment.separated && words.length > 1 && (last.role !== "metric" || (words.length > 4 && last.known))) {
      key = words.at(-1)!;
    }
    if (words.length > 6) key = words.slice(-2).join(" ");
    if (words.length > 1) segment.phase ||= phaseOf(words[0]!);
  }
  segment.key = key;
}

/** Where the name starts: behind the last thing that ends another field. */
function nameStart(raw: string): number {
  let at = raw.length;
  let inside = 0;
  while (at > 0) {
    const code = raw.charCodeAt(at - 1);
    if (code === 41) {
      if (inside === 0 && at !== raw.length && !/^\s*[\w@]/.test(raw.slice(at))) return at;
      if (at !== raw.length && raw.length - at > 40) return at;
      if (at !== raw.length && raw.charCodeAt(at) !== 32) return at;
      if (at !== raw.length) return at;
      inside++;
    } else if (code === 40) {
      if (inside === 0) return at;
      inside--;
    } else if (inside === 0) {
      if (
        code === 44 || code === 124 || code === 59 || code === 9 || code === 91 || code === 93 ||
        code === 123 || code === 125 || code === 0x2502 || code === 0x2503 || code === 61 ||
        code === 62
      ) return at;
      if (
        (code === 34 || code === 39) &&
        !(isWord(raw.charCodeAt(at)) && at > 1 && isWord(raw.charCodeAt(at - 2)))
      ) return at;
      if (code === 58 && raw.charCodeAt(at) !== 46) return at;
      if (code === 32) {
        const before = raw.charCodeAt(at - 2);
        if (before === 45 || before === 43) return at;
        if (before === 46 && raw.charCodeAt(at - 3) !== 112) return at;
        if (before === 32 && raw.slice(at).trim() !== "") return at;
      }
      if (raw.charCodeAt(at - 1) === 47 && at === 1) return at;
    }
    at--;
  }
  return 0;
}
