/**
 * Says of a line what each of its numbers was taken for, by which rule, and why one that isn't charted isn't. Reads with the reader's own
 * statements; decides nothing.
 *
 * @module
 */
import type { Point, UnreadName } from "../model.ts";
import type { WireLineNumber } from "../wire/lines.ts";
import type { Pair, Statement } from "./grammar/statement.ts";
import { counterAt, pairAt, type Taker, whoTook } from "./grammar/taker.ts";
import { knownStatement } from "./known_shapes.ts";
import { cutLine } from "./scan/cut_line.ts";
import { BROKEN } from "./scan/number_form.ts";
import { makeShape, scanShape } from "./scan/shape.ts";
import { plainNumbers, usesDecimalComma } from "./scan/spelling.ts";
import type { CompiledPattern, TaughtValue } from "./taught/pattern.ts";
import { canonicalName } from "./words/name.ts";
import { splitRanks, stripAnsi } from "./scan/raw.ts";

const TEACH = "teach it";
const shape = makeShape();

/** The shape of a line as a number: lines that say the same share it. */
export function shapeOf(line: string): number {
  scanShape(stripAnsi(line), shape);
  return shape.key;
}

/** What else is known of the run that printed a line. */
export interface KnownOfRun {
  /** Patterns that the user has taught. */
  patterns?: readonly CompiledPattern[];
  /** The names that the run doesn't chart. */
  unread?: readonly UnreadName[];
  /** True when an older reader gave the points. */
  isOlder?: boolean;
}

/** A piece of a line with all that is known of it. */
interface Piece {
  /** As printed, without escape codes. */
  text: string;
  /** Offset of the piece in the line. */
  from: number;
  /** Points of the line that no number was found for yet. */
  left: Point[];
  /** Where the line's points are. */
  steps: ReadonlySet<number>;
  taught: TaughtValue[];
  run: KnownOfRun;
}

/**
 * Explains each number of a line. `points` are those that the reader gave for it. What stands behind the part that is read is explained as
 * one number, its first.
 */
export function explainLine(line: string, points: readonly Point[], run: KnownOfRun = {}): WireLineNumber[] {
  const whole = stripAnsi(line), read = stripAnsi(cutLine(line)), left = [...points];
  const steps = new Set(points.map(({ step }) => step));
  const numbers: WireLineNumber[] = [];
  let from = 0;
  for (const text of splitRanks(read)) {
    from = Math.max(from, read.indexOf(text, from));
    const taught = (run.patterns ?? []).flatMap((pattern) => pattern.match(text));
    numbers.push(...explainPiece({ text, from, left, steps, taught, run }));
    from += text.length;
  }
  return whole.length > read.length ? [...numbers, ...explainCut(whole, read.length)] : numbers;
}

function explainPiece(piece: Piece): WireLineNumber[] {
  const { text } = piece;
  scanShape(text, shape);
  const plain = shape.isSpelled ? plainNumbers(text, usesDecimalComma(text, false)) : text;
  if (plain !== text) scanShape(plain, shape);
  const statement = knownStatement(plain, shape);
  const points = matchPoints(statement, piece);
  return Array.from(
    { length: shape.count },
    (_, slot) => explainSlot(slot, { piece, statement, point: points.get(slot) }),
  );
}

/** The point of a number, and the pattern's metric where a pattern read it. */
interface OwnPoint {
  point: Point;
  isTaught: boolean;
}

/**
 * Finds the points of a line's numbers: what patterns read, then values under their own name, then values under any name, and last numbers
 * without a name.
 */
function matchPoints(statement: Statement, { left, taught }: Piece): Map<number, OwnPoint> {
  const found = new Map<number, OwnPoint>();
  const slots = Array.from({ length: shape.count }, (_, slot) => slot);
  const match = (take: (slot: number) => Point | undefined, isTaught = false) => {
    for (const slot of slots) {
      const point = found.has(slot) ? undefined : take(slot);
      if (point) found.set(slot, { point, isTaught });
    }
  };
  match((slot) => {
    const value = taughtAt(slot, taught);
    return value && takePoint(left, value.value, (name) => name === (canonicalName(value.metric) || "value"));
  }, true);
  for (const isNamed of [true, false]) {
    match((slot) => {
      const { own } = whoTook(statement, slot), pair = pairAt(slot, own);
      if (!pair) return;
      return pointOf(slot, own, { left, name: isNamed ? pair.info.name : "" });
    });
  }
  match((slot) =>
    counterAt(statement, slot) ? undefined : pointOf(slot, whoTook(statement, slot).own, { left, name: "" })
  );
  return found;
}

/** The value that a pattern read at a number; undefined when none did. */
function taughtAt(slot: number, taught: readonly TaughtValue[]): TaughtValue | undefined {
  return taught.find(({ start, end }) => start < shape.end[slot]! && shape.start[slot]! < end);
}

interface Explaining {
  piece: Piece;
  statement: Statement;
  point: OwnPoint | undefined;
}

function explainSlot(
  slot: number,
  { piece: { text, from, steps, run }, statement, point: own }: Explaining,
): WireLineNumber {
  const start = shape.start[slot]!, end = shape.end[slot]!;
  const taker = whoTook(statement, slot), { rule, format } = taker, pair = pairAt(slot, taker.own);
  const number: WireLineNumber = {
    text: text.slice(start, end),
    start: from + start,
    end: from + end,
    name: pair?.info.name ?? "",
    metric: "",
    taken: "not charted",
    rule: rule || (format && `format ${format}`),
    why: "",
  };
  if (own) {
    const { point, isTaught } = own, by = isTaught ? { rule: `your pattern for ${point.metric}` } : {};
    return { ...number, ...by, metric: point.metric, taken: describePoint(point) };
  }
  const counter = counterAt(statement, slot);
  if (counter) return { ...number, taken: counter };
  if (countsByItself(slot, taker.own, steps)) return { ...number, taken: "the step", rule: COUNTS_BY_ITSELF };
  return { ...number, why: reasonAgainst({ ...taker, slot, pair, run }) };
}

/** The first number behind the part of a line that is read. */
function explainCut(whole: string, from: number): WireLineNumber[] {
  scanShape(whole.slice(from), shape);
  if (shape.count === 0) return [];
  const start = from + shape.start[0]!, end = from + shape.end[0]!;
  const text = `${whole.slice(start, end)} and all behind it`;
  const why = `only the first ${from.toLocaleString("en")} characters of this line are read`;
  return [{ text, start, end, name: "", metric: "", taken: "not charted", rule: "", why }];
}

/** Takes out the point that a number became; undefined without one. With a name, only a point of a metric that ends with it. */
function pointOf(slot: number, own: Statement, { left, name }: { left: Point[]; name: string }): Point | undefined {
  if (shape.form[slot] === BROKEN) return undefined;
  const pair = own.pairSlots.indexOf(slot);
  return takePoint(left, shape.value[slot]! * (pair < 0 ? 1 : own.scales[pair]!), (metric) => metric.endsWith(name));
}

/** Takes out the first point of a value whose metric fits. */
function takePoint(left: Point[], value: number, fits: (metric: string) => boolean): Point | undefined {
  const at = left.findIndex((point) => Object.is(point.value, value) && fits(point.metric));
  return at < 0 ? undefined : left.splice(at, 1)[0];
}

function describePoint({ metric, value, step, kind }: Point): string {
  return `${metric} = ${value} at step ${step}${kind === "throughput" ? " (throughput)" : ""}`;
}

const COUNTS_BY_ITSELF = "a whole number without a counter's name that goes up steadily";

/** True for a number that no word calls a counter, and at which the points of its line are. */
function countsByItself(slot: number, { lead, facts }: Statement, steps: ReadonlySet<number>): boolean {
  const spare = facts.spare?.each.find((each) => each.slot === slot);
  return (lead?.slot === slot || spare !== undefined) && steps.has(shape.value[slot]! * (spare?.scale ?? 1));
}

interface Uncharted extends Taker {
  slot: number;
  pair: Pair | undefined;
  run: KnownOfRun;
}

/** Why a number isn't charted, and what would make it so. */
function reasonAgainst({ slot, pair, own, rule, format, run }: Uncharted): string {
  if (shape.form[slot] === BROKEN) return "it is a date, a time, a version or an address";
  if (own.ignored) return `the line is ${own.ignored}; ${TEACH}`;
  if (pair) return reasonAgainstPair(pair, own, run);
  if (rule === "" && format === "") return `no name stands before it; ${TEACH}`;
  return `it counts or describes something, and measures nothing; ${TEACH}`;
}

function reasonAgainstPair(
  { info: { name, role } }: Pair,
  own: Statement,
  { unread = [], isOlder }: KnownOfRun,
): string {
  const known = unread.find((each) => each.name === name);
  if (known) return known.reason;
  if (role === "setting") return `${name} is a setting until it changes; then all of its points appear`;
  if (isOlder) return "an older reader read this run; read the log again";
  if (rankOf(own) > 0) return "a higher rank printed it; the lowest rank draws each curve";
  if (own.bar) return `${name} was drawn before, or its bar trains nothing`;
  return `${name} is not known yet: it is charted once it comes again with other decimals or beside a step`;
}

/** The rank that printed the line; 0 where it names none. */
function rankOf({ rank, rankSlot, rankBase }: Statement): number {
  return (rankSlot < 0 ? rank ?? rankBase : shape.value[rankSlot]!) - rankBase;
}
