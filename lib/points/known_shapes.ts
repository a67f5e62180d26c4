/**
 * What lines of known shapes say, so that each shape is understood once: by all readers, because the runs of one program print the same
 * shapes. Keeps the shapes that came last, and doesn't understand lines itself.
 *
 * @module
 */
import { SHAPES_KEPT } from "../limits.ts";
import { copyText } from "../text/own_text.ts";
import { forgetPhrases } from "./grammar/phrase.ts";
import { SPARE_LEAD } from "./grammar/lead_kinds.ts";
import { hasCounter, type Statement } from "./grammar/statement.ts";
import { mapTexts, someText } from "./grammar/statement_texts.ts";
import { makeShape, scanShape, type Shape } from "./scan/shape.ts";
import { looseKeyOf } from "./scan/shape_key.ts";
import { understandLine } from "./understand.ts";
import { nameKey } from "./words/name_key.ts";
import { hasStandIn, hideWords, showWords } from "./words/stand_ins.ts";

/** Forms that are told apart. */
const FORMS = 255;

interface Understood {
  key: number;
  statement: Statement;
}

/** What lines with stand-ins say. */
interface Template extends Understood {
  /** True when a word that was hidden is part of what they say: a name, say. */
  isNamed: boolean;
}

/** Shapes by a part of their key: those that came since the older ones were taken over, and the older ones. */
let newer = new Map<number, Understood>(), older = new Map<number, Understood>();
/** What lines say that say nothing, by their loose key. */
let mute = new Map<number, Statement>();
/** Shapes of lines with stand-ins, by a part of their key. */
let templates = new Map<number, Template>();
const hiddenShape = makeShape();

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

/**
 * The statement of a new shape. Words that mean nothing to the reader are read as stand-ins, in whatever order lines come: so what a line
 * says never depends on the lines before it.
 */
function statementOf(text: string, shape: Shape): Statement {
  const hidden = hideWords(text);
  if (hidden === null) return shownStatement(text, shape);
  const { statement, isNamed } = templateOf(hidden.text);
  return isNamed ? mapTexts(statement, (word) => showWords(word, hidden.words)) : statement;
}

function templateOf(text: string): Template {
  scanShape(text, hiddenShape);
  const { key, low } = hiddenShape, known = templates.get(low);
  if (known !== undefined && known.key === key) return known;
  const statement = shownStatement(text, hiddenShape);
  const template = { key, statement, isNamed: someText(statement, hasStandIn) };
  if (templates.size >= SHAPES_KEPT) templates.clear();
  templates.set(low, template);
  return template;
}

/** The statement of a line as it stands. Where another one says nothing that differs in the digits of its words alone, this one doesn't either. */
function shownStatement(text: string, shape: Shape): Statement {
  const key = looseKeyOf(text, shape), known = mute.get(key);
  if (known !== undefined) return known;
  const statement = understandLine(copyText(text), shape);
  nameForm(statement, shape.key);
  if (!isMute(statement)) return statement;
  if (mute.size >= SHAPES_KEPT) mute.clear();
  mute.set(key, statement);
  return statement;
}

/** Keeps in the facts of a line which form it has: that of its names, or of all its words where it names one value. */
function nameForm(statement: Statement, key: number): void {
  for (let each: Statement | null = statement; each !== null; each = each.next) {
    const names = each.facts.pairs.map(({ info: { name } }) => name);
    each.facts.form = 1 + (names.length < 2 ? key : nameKey(names.join(" "))) % FORMS;
    const { spare } = each.facts;
    if (spare) spare.name = `${SPARE_LEAD}${nameKey(names.join(" ")) % FORMS}/${spare.each.length}`;
  }
}

/** True for lines that say nothing by their numbers, and begin nothing. */
function isMute(statement: Statement): boolean {
  const { facts, lead, rank, bar, heading, title, leftSlot, begins, next } = statement;
  return facts.pairs.length + facts.asides.length === 0 && !hasCounter(statement) && lead === null && rank === null &&
    bar === null && heading === null && !title && leftSlot < 0 && begins === "" && next === null;
}

/** Forgets all shapes: the rules have changed. */
export function forgetShapes(): void {
  forgetPhrases();
  newer = new Map();
  older = new Map();
  mute = new Map();
  templates = new Map();
}
