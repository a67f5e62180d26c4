/**
 * Where the numbers of a row go, found once for all rows of one shape below one header that have a value in each column. Doesn't read cells.
 *
 * @module
 */
import { fillFacts } from "../grammar/fill_facts.ts";
import { emptyStatement } from "../grammar/make_statement.ts";
import { type Counters, hasProgress, isSet, type LineFacts, type Pair, type Statement } from "../grammar/statement.ts";
import { makeRecent, type Recent } from "../recent.ts";
import { slotAt, slotFrom, type Source } from "../scan/source.ts";
import { type Cell, splitCells, withoutNote } from "./cells.ts";
import type { Column } from "./columns.ts";
import type { Row } from "./table_row.ts";

/** The slots of a row's numbers, `end` behind the last; its statement, null where each row must be read. */
interface Known {
  first: number;
  end: number;
  statement: Statement | null;
}

/** Shapes that are kept for a header. */
const SHAPES_MAX = 32;
/** What is known of rows, by their header's names and the key of their shape. */
const byHeader = new WeakMap<readonly string[], Recent<number, Known>>();

/** What rows of a shape say below a header, to be filled; null where none came before, and where each must be read. */
export function knownRow(source: Source, names: readonly string[]): Statement | null {
  return find(source, names)?.statement ?? null;
}

function find(source: Source, names: readonly string[]): Known | undefined {
  const known = byHeader.get(names)?.get(source.shape.key);
  return known && isAt(known, source) ? known : undefined;
}

/** True where the same numbers stand in the part that is read: another part of such a line may have been a row. */
function isAt({ first, end }: Known, { shape: { start, count }, from, to }: Source): boolean {
  return (first === 0 || start[first - 1]! < from) && start[first]! >= from && start[end - 1]! < to &&
    (end === count || start[end]! >= to);
}

/** A row that was read, and how its cells were named. */
export interface ReadRow {
  row: Row;
  columns: readonly Column[];
  /** What was read of the part; it begins where the part does. */
  text: string;
}

/** Keeps what a row says for the rows of its shape. */
export function keepRow(read: ReadRow, source: Source, names: readonly string[]): void {
  if (find(source, names)) return;
  const rows = byHeader.get(names) ?? makeRecent(SHAPES_MAX), first = slotFrom(source, source.from);
  const isWhole = read.columns.length >= names.length, statement = isWhole ? stateRow(read, source) : null; // offsets are in no shape
  byHeader.set(names, rows);
  rows.set(source.shape.key, { first, end: slotFrom(source, source.to), statement });
}

/**
 * The statement of a row that has one number, or a number with its total, below each name. Null for other rows: where their values go may depend
 * on offsets, and a lead or a label on digits.
 */
function stateRow({ row: { facts, below, label }, columns, text }: ReadRow, source: Source): Statement | null {
  const cells = cellsBelow(columns, text);
  const slots = cells?.map((cell) => slotAt(source, source.from + cell.start));
  if (!slots || /\d/.test(label) || (slots[0]! >= 0 && !hasProgress(facts))) return null;
  const copy = (pairs: readonly Pair[]) => pairs.map((pair) => ({ ...pair }));
  const pairSlots = below.pairs.map((at) => slots[at]!), asideSlots = below.asides.map((at) => slots[at]!);
  if ([...pairSlots, ...asideSlots].includes(-1)) return null;
  const statement: Statement = {
    ...emptyStatement(),
    facts: { ...facts, pairs: copy(facts.pairs), asides: copy(facts.asides) },
    slots: slotsOf(below, facts, slots),
    pairSlots,
    asideSlots,
    scales: pairSlots.map(() => 1),
  };
  return isSame(fillFacts(statement, source.shape, facts.line), facts) ? statement : null;
}

/** The cells of a row that stand below each name in turn; null where its values were found in another way. */
function cellsBelow(columns: readonly Column[], text: string): readonly Cell[] | null {
  const areBelow = (cells: readonly Cell[]) =>
    cells.length === columns.length && cells.every((cell, at) => cell.text === columns[at]![1]);
  return [splitCells(text), splitCells(withoutNote(text))].find(areBelow) ?? null;
}

function slotsOf(below: Row["below"], facts: LineFacts, slots: readonly number[]): Counters {
  const slotOf = (at: number) => at < 0 ? -1 : slots[at]!;
  const totalOf = (at: number, total: number) => isSet(total) ? slots[at]! + 1 : -1;
  return {
    epoch: slotOf(below.epoch),
    epochTotal: totalOf(below.epoch, facts.epochTotal),
    step: slotOf(below.step),
    stepTotal: totalOf(below.step, facts.stepTotal),
    batch: slotOf(below.batch),
    batchTotal: totalOf(below.batch, facts.batchTotal),
    beside: -1,
  };
}

const COUNTERS = ["epoch", "epochTotal", "step", "stepTotal", "batch", "batchTotal"] as const;

/** True where a line's numbers are those that its cells were read as. */
function isSame(filled: LineFacts, read: LineFacts): boolean {
  const areSame = (pairs: readonly Pair[], others: readonly Pair[]) =>
    pairs.every(({ value }, at) => Object.is(value, others[at]!.value));
  return COUNTERS.every((name) => Object.is(filled[name], read[name])) && filled.wholeEpoch === read.wholeEpoch &&
    areSame(filled.pairs, read.pairs) && areSame(filled.asides, read.asides);
}
