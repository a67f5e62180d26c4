/**
 * What lines of known shapes say, so that each shape is understood once: by all readers, because the runs of one program print the same
 * shapes. Keeps the shapes that came last, and doesn't understand lines itself.
 *
 * @module
 */
import { SHAPES_KEPT } from "../limits.ts";
import { forgetPhrases } from "./grammar/phrase.ts";
import { hasCounter, type Statement } from "./grammar/statement.ts";
import type { Shape } from "./scan/shape.ts";
import { looseKeyOf } from "./scan/shape_key.ts";
import { understandLine } from "./understand.ts";

interface Understood {
  key: number;
  statement: Statement;
}

/** Shapes by a part of their key: those that came since the older ones were taken over, and the older ones. */
let newer = new Map<number, Understood>(), older = new Map<number, Understood>();
/** What lines say that say nothing, by their loose key. */
let mute = new Map<number, Statement>();

/** What a line says, whose shape was scanned. Filled in for the line only until the next line of that shape. */
export function knownStatement(text: string, shape: Shape): Statement {
  const known = newer.get(shape.low);
  if (known !== undefined && known.key === shape.key) return known.statement;
  const before = older.get(shape.low);
  const statement = before !== undefined && before.key === shape.key ? before.statement : statementOf(text, shape);
  if (newer.size >= SHAPES_KEPT / 2) [older, newer] = [newer, new Map()];
  newer.set(shape.low, { key: shape.key, statement });
  return statement;
}

/** The statement of a new shape. Where another one says nothing that differs in the digits of its words alone, this one doesn't either. */
function statementOf(text: string, shape: Shape): Statement {
  const key = looseKeyOf(text, shape), known = mute.get(key);
  if (known !== undefined) return known;
  const statement = understandLine(text, shape);
  if (!isMute(statement)) return statement;
  if (mute.size >= SHAPES_KEPT) mute.clear();
  mute.set(key, statement);
  return statement;
}

/** True for lines that say nothing by their numbers, and begin nothing. */
function isMute(statement: Statement): boolean {
  const { facts, lead, bar, heading, title, leftSlot, begins, next } = statement;
  return facts.pairs.length + facts.asides.length === 0 && !hasCounter(statement) && lead === null && bar === null &&
    heading === null && !title && leftSlot < 0 && begins === "" && next === null;
}

/** Forgets all shapes: the rules have changed. */
export function forgetShapes(): void {
  forgetPhrases();
  newer = new Map();
  older = new Map();
  mute = new Map();
}
