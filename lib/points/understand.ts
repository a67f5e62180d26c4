/**
 * What lines of a shape say: prefix off, then the first format that knows the line, else the general grammar. Called once a shape.
 *
 * @module
 */
import { isDump, listStart } from "./grammar/dump.ts";
import { formats } from "./formats/all.gen.ts";
import { readGrammar } from "./grammar/grammar.ts";
import { isNoiseLine } from "./words/noise.ts";
import { phaseOf } from "./grammar/phrase.ts";
import { findPrefix } from "./words/prefix.ts";
import { makeShape, scanShape, type Shape, typicalLine } from "./scan/shape.ts";
import { slotAt, type Source } from "./scan/source.ts";
import { emptyStatement, type Statement } from "./grammar/statement.ts";

const readers = Object.values(formats).flatMap((format) => format.read ? [format.read] : []);
const spans = Object.entries(formats).flatMap(([name, format]) => format.span ? [{ name, span: format.span }] : []);
/** A heading is short, or nothing but a heading. */
const HEADING_MAX_CHARS = 60;

const typical = makeShape();

/** Understands a line. The statement is of its shape, and filled with no line's numbers yet. */
export function understandLine(text: string, shape: Shape): Statement {
  const line = typicalLine(text, shape);
  scanShape(line, typical);
  return typical.key === shape.key ? understandFrom(line, typical, 0) : understandFrom(text, shape, 0);
}

function understandFrom(text: string, shape: Shape, at: number): Statement {
  const { end, rankAt, isBare } = findPrefix(text, at);
  const source: Source = { text, shape, from: end, to: listStart(text, end) };
  let statement = readStatement(source);
  const part = text.slice(end, statement.glued < 0 ? text.length : statement.glued);
  const { slots, bar } = statement;
  let places = slots.step >= 0 || slots.epoch >= 0 || slots.batch >= 0 || bar !== null;
  if ((places || statement.facts.pairs.length > 0) && (isNoiseLine(part) || isDump(statement, part))) {
    statement = emptyStatement();
    places = false;
  }
  if (rankAt >= 0) {
    placeRank(statement, slotAt(source, rankAt), { isStep: isBare && !places, text: text.slice(rankAt) });
  }
  statement.isPrefixed = end > 0;
  if (statement.glued >= 0) statement.next = understandFrom(text, shape, statement.glued);
  if (statement.facts.pairs.length === 0) {
    statement.begins = spanBegunBy(source);
    if (!statement.bar) statement.heading = headingOf(part, statement);
  }
  return statement;
}

/** The number of a rank; a bare one on a line that nothing else places is its step. */
function placeRank(statement: Statement, slot: number, { isStep, text }: { isStep: boolean; text: string }): void {
  if (isStep) statement.slots.step = slot;
  else if (slot >= 0) statement.rankSlot = slot;
  else statement.rank = Number.parseInt(text, 10);
}

function readStatement(source: Source): Statement {
  const statement = emptyStatement();
  statement.row = { first: 0, end: source.shape.count };
  if (source.shape.count === 0) return statement;
  for (const read of readers) {
    const known = read(source);
    if (known) return known;
  }
  readGrammar(source, statement);
  if (statement.facts.pairs.length > 0) statement.row = null;
  return statement;
}

function spanBegunBy(source: Source): string {
  return spans.find(({ span }) => span.begin(source) !== null)?.name ?? "";
}

/** Lines that name what follows: `Validation`, `Test set:`, `***** Running Evaluation *****`. */
function headingOf(part: string, { slots }: Statement): string | null {
  const bare = part.replace(/[*=#\-_\s.:]+/g, " ").trim();
  const places = slots.epoch >= 0 || slots.step >= 0;
  if (bare.length > HEADING_MAX_CHARS || (!places && bare.split(" ").length > 5)) return null;
  return phaseOf(` ${bare} `);
}
