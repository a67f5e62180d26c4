/**
 * Says of a line what each of its numbers was taken for, by which rule, and why one that isn't charted isn't. Reads with the reader's own
 * statements; decides nothing.
 *
 * @module
 */
import type { Point } from "../model.ts";
import type { Counters, Statement } from "./grammar/statement.ts";
import { BROKEN } from "./scan/number.ts";
import { makeShape, scanShape } from "./scan/shape.ts";
import { understandLine } from "./understand.ts";
import { stripAnsi } from "./words/prefix.ts";

/** What one number of a line was taken for. */
export interface ExplainedNumber {
  /** The number as printed. */
  text: string;
  /** Offset in the line without escape codes. */
  start: number;
  /** What it was taken for: `loss = 0.5 at step 3`, `the step`, `not charted`. */
  taken: string;
  /** The rule or the format that took it; empty where none did. */
  rule: string;
  /** For a number that isn't charted: why not, and what would make it so. Empty for the others. */
  why: string;
}

const COUNTERS: Readonly<Record<keyof Counters, string>> = {
  step: "the step",
  stepTotal: "the number of steps",
  epoch: "the epoch",
  epochTotal: "the number of epochs",
  batch: "the batch within its epoch",
  batchTotal: "the number of batches in an epoch",
};
const TEACH = "teach it";
const shape = makeShape();

/** The shape of a line as a number: lines that say the same share it. */
export function shapeOf(line: string): number {
  scanShape(stripAnsi(line), shape);
  return shape.key;
}

/** Explains each number of a line. `points` are those that the reader gave for it. */
export function explainLine(line: string, points: readonly Point[]): ExplainedNumber[] {
  const text = stripAnsi(line);
  scanShape(text, shape);
  const statement = understandLine(text, shape);
  const left = [...points];
  return Array.from({ length: shape.count }, (_, slot) => {
    const start = shape.start[slot]!, printed = text.slice(start, shape.end[slot]);
    const { rule, format, own } = whoTook(statement, slot);
    const named = { text: printed, start, rule: rule || (format && `format ${format}`), why: "" };
    const point = pointOf(slot, own, left);
    if (point) return { ...named, taken: describePoint(point) };
    const counter = counterAt(statement, slot);
    if (counter) return { ...named, taken: counter };
    return { ...named, taken: "not charted", why: reasonAgainst({ slot, own, rule, format }) };
  });
}

interface Taker {
  rule: string;
  format: string;
  /** The statement of the part of the line that the number stands in. */
  own: Statement;
}

/** The rule that took a number: of the line, or of the text that another writer glued to it. */
function whoTook(statement: Statement, slot: number): Taker {
  let own = statement;
  for (let each: Statement | null = statement; each; each = each.next) {
    if (each.rules[slot] !== undefined) return { rule: each.rules[slot]!, format: each.format, own: each };
    if (each.pairSlots.includes(slot)) own = each;
  }
  return { rule: "", format: own.format, own };
}

/** Takes out the point that a number became; undefined without one. */
function pointOf(slot: number, { pairSlots, scales }: Statement, left: Point[]): Point | undefined {
  const pair = pairSlots.indexOf(slot);
  const value = shape.value[slot]! * (pair < 0 ? 1 : scales[pair]!);
  const at = left.findIndex((point) => Object.is(point.value, value));
  return at < 0 || shape.form[slot] === BROKEN ? undefined : left.splice(at, 1)[0];
}

function describePoint({ metric, value, step, kind }: Point): string {
  return `${metric} = ${value} at step ${step}${kind === "throughput" ? " (throughput)" : ""}`;
}

function counterAt(statement: Statement, slot: number): string {
  for (let each: Statement | null = statement; each; each = each.next) {
    for (const [counter, name] of Object.entries(COUNTERS)) {
      if (each.slots[counter as keyof Counters] === slot) return name;
    }
    if (each.rankSlot === slot) return "the rank";
    if (each.leftSlot === slot || each.bar?.left === slot) return "the time left";
    if (each.bar?.n === slot) return "the count of the bar";
    if (each.bar?.total === slot) return "the total of the bar";
    if (each.bar?.rate === slot) return "the rate of the bar";
  }
  return "";
}

/** Why a number isn't charted, and what would make it so. */
function reasonAgainst({ slot, own, rule, format }: Taker & { slot: number }): string {
  if (shape.form[slot] === BROKEN) return "it is a date, a time, a version or an address";
  if (own.ignored) return `the line is ${own.ignored}; ${TEACH}`;
  const pair = own.facts.pairs[own.pairSlots.indexOf(slot)];
  if (pair?.info.role === "setting") {
    return `${pair.info.name} is a setting until it changes; then all of its points appear`;
  }
  if (pair && own.bar) return `${pair.info.name} was drawn before, or its bar trains nothing`;
  if (pair) {
    return `${pair.info.name} is not known yet: it is charted once it comes again with other decimals or beside a step`;
  }
  if (rule === "" && format === "") return `no name stands before it; ${TEACH}`;
  return `it counts or describes something, and measures nothing; ${TEACH}`;
}
