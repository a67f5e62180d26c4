/**
 * Finds what the lines of a shape say: removes the prefix, tries the formats in order, then the general grammar. Called once a shape.
 *
 * @module
 */
import { isDump, listStart } from "./grammar/settings/dump.ts";
import { RANK_LEAD } from "./grammar/lead_kinds.ts";
import { formats } from "./formats/all.gen.ts";
import { readGrammar } from "./grammar/bind.ts";
import { headingOf, tellsCondition } from "./grammar/heading.ts";
import { behindGiven } from "./grammar/settings/behind_given.ts";
import { fitsList, mayHoldSettings, OF_SETTINGS } from "./grammar/settings/setting_fields.ts";
import { isCheckpointLine } from "./words/checkpoints.ts";
import { OVER_CLUES, tellsOfEnd } from "./words/over.ts";
import { isProse } from "./words/prose.ts";
import { isRate } from "./words/measured.ts";
import { badgeOf, labelOf, serviceBefore } from "./words/apart_words.ts";
import { BEST_CLUES, BEST_WORDS } from "./words/best_words.ts";
import { labelInField, numberedOf, tagOf } from "./words/tag_words.ts";
import { subjectOf, titleBesideCount, titleOf } from "./words/title_words.ts";
import { originOf } from "./words/origin.ts";
import { gluedMessageAt, isNoiseLine } from "./words/noise.ts";
import { namesSplit, SPLIT_CLUES } from "./words/splits.ts";
import { lineMarkOf } from "./words/run_mark_kinds.ts";
import { findPrefix } from "./words/prefix.ts";
import { type Look, lookAt, mayStand } from "./scan/clues.ts";
import { plainMarks } from "./scan/plain.ts";
import { makeShape, scanShape, type Shape } from "./scan/shape.ts";
import { typicalLine } from "./scan/typical.ts";
import { slotAt, slotFrom, type Source } from "./scan/source.ts";
import { printerOf } from "./grammar/printer.ts";
import { findUnreadable } from "./grammar/unreadable.ts";
import { hasCounter, type Pair, type PrefixEnd, type Statement } from "./grammar/statement.ts";
import { emptyStatement } from "./grammar/make_statement.ts";

/**
 * Names of the formats that read single lines, and of those with spans, in the order in which they are asked. Looked up when used:
 * `mutants` takes formats out.
 */
const READERS = Object.keys(formats).filter((name) => formats[name]!.read);
const SPANS = Object.keys(formats).filter((name) => formats[name]!.span);

const typical = makeShape();

/**
 * Understands a line. The statement holds for its shape; `fillFacts` fills in the numbers of a line. Asks only records whose clues a look
 * at the line finds.
 */
export function understandLine(text: string, shape: Shape, look: (text: string) => Look = lookAt): Statement {
  const line = typicalLine(text, shape);
  scanShape(line, typical);
  const isTypical = typical.key === shape.key, printed = isTypical ? line : text, plain = plainMarks(printed);
  const whole = { text: plain, printed, shape: isTypical ? typical : shape };
  return understandHead(whole, look) ?? understandFrom({ ...whole, look: look(plain) }, 0);
}

const head = makeShape();

/** Understands what stands before a message that another writer glued to a line; null where that says nothing. */
function understandHead({ text, printed }: Omit<PlainLine, "look">, look: (text: string) => Look): Statement | null {
  const end = gluedMessageAt(text);
  if (end <= 0) return null;
  const own = text.slice(0, end);
  scanShape(own, head);
  const statement = understandFrom({ text: own, printed: printed.slice(0, end), shape: head, look: look(own) }, 0);
  return statement.facts.pairs.length > 0 || counts(statement) ? statement : null;
}

/** A line to understand: as it was printed, and with its marks in their plain forms. */
interface PlainLine extends Pick<Source, "text" | "shape"> {
  printed: string;
  look: Look;
}

function understandFrom(line: PlainLine, at: number): Statement {
  const { text, look } = line, { end, rankAt, isBare, replicasFrom } = findPrefix(text, at, look);
  const source: Source = { text, shape: line.shape, from: end, to: listStart(text, end, look), look };
  let statement = makeStatement(source);
  const part = text.slice(end, statement.glued < 0 ? text.length : statement.glued);
  const ignored = whyIgnored(statement, part, look);
  const behind = ignored === OF_SETTINGS ? behindGiven(text, end) : -1;
  if (behind >= 0) return understandFrom(line, behind);
  if (ignored) statement = { ...emptyStatement(), ignored };
  if (rankAt >= 0) {
    keepRank(statement, slotAt(source, rankAt), { isBare, text: text.slice(rankAt) });
  }
  statement.rankBase = Math.max(0, replicasFrom);
  const first = statement.pairSlots[0], before = first === undefined ? "" : text.slice(end, line.shape.start[first]);
  nameApartWords(statement, {
    part,
    before,
    look,
    service: replicasFrom > 0 ? serviceBefore(text.slice(at, rankAt)) : "",
  });
  statement.printer = printerOf(statement, source);
  statement.prefix = end > 0 ? prefixEnd(source) : null;
  statement.lineMark = lineMarkOf(part, look);
  if (!statement.bar && !ignored) statement.hasUnreadable = findUnreadable(part, statement) !== "";
  if (statement.glued >= 0) statement.next = understandFrom(line, statement.glued);
  statement.facts.isOver = isOver(statement, part, look);
  statement.facts.mayPlan = mayPlan(statement, source);
  statement.listed = fitsList(part, statement);
  statement.hasSettings = mayHoldSettings(line.printed.slice(end));
  nameWhatIsBelow(statement, { part, before, source });
  return statement;
}

/** True for the last line of a record whose first one stands above: `'step': 5},`. */
const closesRecord = (part: string) => /\}\]?,?\s*$/.test(part) && !part.includes("{");

/** True for a line that says that its counter is over. */
function isOver({ slots, bar }: Statement, part: string, look: Look): boolean {
  if (bar || !(slots.epoch >= 0 || slots.step >= 0)) return false;
  return closesRecord(part) || (mayStand(OVER_CLUES, look) && tellsOfEnd(part));
}

/** Numbers beside one that says how far training will go, at most. */
const PLAN_MAX = 24;

/** A word that begins a sentence, or names what stands before a counter. */
const WORDS = /\p{L}{2,}/gu;

/**
 * True for a step or an epoch behind words beside its own and that of a split, `Starting the search, steps=400`, and beside settings and
 * rates, in a record or alone: `{'steps': 400, 'lr': 0.1}`, `episodes=400 alpha=0.1`.
 */
function mayPlan(
  { slots: { step, epoch }, format, facts: { pairs } }: Statement,
  { text, shape, from }: Source,
): boolean {
  const slot = Math.max(step, epoch);
  if (slot < 0 || format !== "" || pairs.length === 0 || pairs.length > PLAN_MAX) return false;
  if (text[from] === "{" ? pairs.some(isSettingOrRate) : pairs.every(isSettingOrRate)) return true;
  const words = text.slice(from, shape.start[slot]).match(WORDS) ?? [];
  return words.filter((word) => !namesSplit(word)).length > 1;
}

const isSettingOrRate = ({ info: { role, name } }: Pair): boolean =>
  role !== "metric" || name === "learning_rate" || isRate(name);

/** Formats whose first line names columns: `val_loss` there is no heading. */
const TABLES: ReadonlySet<string> = new Set(["table", "wide_table", "group_table", "metric_table"]);

/** A trial without a result. */
const ANEW = /^[^\p{L}\d]*trial\b/iu;

/** Keeps what a line without values, or with a time alone, says of the lines below it. */
function nameWhatIsBelow(
  statement: Statement,
  { part, before, source }: { part: string; before: string; source: Source },
): void {
  if (statement.facts.pairs.length === 0) nameHeading(statement, part, source);
  else if (tellsOfTimeAlone(statement)) statement.title = splitBefore(before);
}

/** True for a line that says how long something took, and nothing else. */
function tellsOfTimeAlone(statement: Statement): boolean {
  const { pairs: [time, ...others], asides } = statement.facts;
  const isTime = time?.info.kind === "throughput" && !time.info.name.includes("/");
  return isTime && others.length + asides.length === 0 && !counts(statement);
}

/** The last word of a split before a time: `valid` of `Testing on valid data took`. It may set what stands below apart. Null without one. */
function splitBefore(words: string): string | null {
  return words.toLowerCase().match(/\p{L}+/gu)?.findLast(namesSplit) ?? null;
}

/** Keeps what a line without values begins, and the words that say what the lines below it are of. */
function nameHeading(statement: Statement, part: string, source: Source): void {
  statement.facts.beginsAnew = ANEW.test(part);
  statement.facts.tellsOfBest = mayStand(BEST_CLUES, source.look) && BEST_WORDS.standsIn(part);
  statement.begins = spanBegunBy(source);
  const mayHead = !TABLES.has(statement.begins) && statement.ignored !== OF_SETTINGS &&
    mayStand(SPLIT_CLUES, source.look);
  statement.heading = mayHead ? headingOf(part, statement) : null;
  if (statement.bar || TABLES.has(statement.begins) || !/[\p{L}\d]/u.test(part)) return;
  statement.title = titleIn(statement, part);
}

/** The words of a line without values that say what the lines below it are of; empty without any. */
function titleIn(statement: Statement, part: string): string {
  if (isTitle(statement)) return titleOf(part) || subjectOf(part);
  if (statement.heading !== null) return subjectOf(part);
  return statement.lineMark === null ? titleBesideCount(part) : "";
}

/** Where the prefix before a part ends. */
function prefixEnd(part: Source): PrefixEnd {
  const slot = slotFrom(part, part.from) - 1;
  const tail = part.text.slice(slot < 0 ? 0 : part.shape.end[slot]!, part.from);
  return { slot, tail, isBlank: slot < 0 && tail.trim() === "" };
}

/** Keeps the words that may set the line apart: its badge, else the service that printed it, its tag, and the label before its names. */
function nameApartWords(
  statement: Statement,
  { part, before, look, service }: { part: string; before: string; look: Look; service: string },
): void {
  const { facts, format } = statement, isKnown = format === "" && facts.pairs.some(({ info }) => info.known);
  const numbered = isKnown ? numberedOf(before, facts.pairs.map(({ info }) => info.name)) : "";
  facts.badge = badgeOf(part, look) || service;
  if (facts.pairs.length + facts.asides.length > 0) {
    const tag = tagOf(part) || facts.tag;
    if (tag !== "") statement.textTag = null;
    facts.tag = tag || tagBesideCount(statement, { part, numbered });
  }
  if (format === "" && facts.pairs.length > 0) facts.label = labelIn(statement, part) || numbered;
  if (facts.label !== "") statement.textLabel = null;
}

/** The tag of a line that counts, by its label with a number or by who printed it; empty without one. */
function tagBesideCount(statement: Statement, { part, numbered }: { part: string; numbered: string }): string {
  return hasCounter(statement) ? numbered || originIn(statement, part) : "";
}

/** Who printed a line of values, where its first word says so; empty elsewhere. */
function originIn({ format, facts: { pairs } }: Statement, part: string): string {
  return format === "" && pairs.length > 0 ? originOf(part, pairs.map(({ info }) => info.name)) : "";
}

/** The label before a line's names, or in its first field where nothing counts; empty without one. */
function labelIn(statement: Statement, part: string): string {
  return labelOf(part) || statement.facts.label || (hasCounter(statement) ? "" : labelInField(part));
}

/** True for a line of words alone, which neither names a split nor tells of the run. */
function isTitle(statement: Statement): boolean {
  return !counts(statement) && statement.heading === null && statement.lineMark === null;
}

/** True for a line with a counter of training or a bar. */
function counts(statement: Statement): boolean {
  return hasCounter(statement) || statement.bar !== null;
}

/** True for a list of settings whose names say nothing as a rule: `max_steps=200,`. */
function listsAsides(statement: Statement, part: string): boolean {
  return statement.facts.asides.length > 0 && isDump(statement, part);
}

/** Why nothing on a line counts, in words; empty for other lines. */
function whyIgnored(statement: Statement, part: string, look: Look): string {
  const { pairs } = statement.facts, isCounting = counts(statement);
  if (!isCounting && pairs.length === 0) return listsAsides(statement, part) ? OF_SETTINGS : "";
  if (tellsCondition(part, statement)) return "what the values below were measured with";
  if (isCheckpointLine(part, look)) return "what a checkpoint holds";
  if (isNoiseLine(part)) return "a message, source code or a file's name";
  if (pairs.length <= 1 && isProse(part)) return "a sentence";
  return isDump(statement, part) ? OF_SETTINGS : "";
}

/** Keeps the rank. A bare number is the step instead, on a line without any other counter. */
function keepRank(statement: Statement, slot: number, { isBare, text }: { isBare: boolean; text: string }): void {
  if (isBare && !counts(statement)) statement.slots.step = slot;
  else if (slot >= 0) statement.rankSlot = slot;
  else statement.rank = Number.parseInt(text, 10);
  const { slots } = statement, inner = slots.stepTotal >= 0 ? slots.step : slots.batchTotal >= 0 ? slots.batch : -1;
  if (!isBare || statement.rankSlot < 0 || inner < 0 || slots.epoch >= 0 || statement.bar) return;
  statement.lead = { slot, name: RANK_LEAD, pair: -1, kind: "rank", inner: { slot: inner, name: "", pair: -1 } };
}

/** Reads a source by the first format that knows it, else by the grammar. */
function makeStatement(source: Source): Statement {
  const statement = emptyStatement();
  statement.row = { first: 0, end: source.shape.count };
  if (slotFrom(source, source.from) === source.shape.count) return statement;
  for (const name of READERS) {
    const { read, clues } = formats[name]!, known = mayStand(clues, source.look) ? read?.(source) : null;
    if (known) return Object.assign(known, { format: name });
  }
  readGrammar(source, statement);
  if (statement.facts.pairs.length > 0) statement.row = null;
  return statement;
}

function spanBegunBy(source: Source): string {
  return SPANS.find((name) => {
    const { span } = formats[name]!;
    return mayStand(span?.clues, source.look) && (span?.begin(source) ?? null) !== null;
  }) ?? "";
}
