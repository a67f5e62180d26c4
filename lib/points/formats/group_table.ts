/**
 * Tables with a line of groups over the names of the columns, which repeat from group to group: between tabs as DEAP's logbook with chapters,
 * between pipes, or over rules.
 *
 *        	      	      fitness      	       size
 *        	      	-------------------	------------------
 *     gen	nevals	avg    	max   	avg  	max
 *     0  	80    	34.0331	209.79	4.65 	7
 *
 *        |   Population Average    |             Best Individual              |
 *     ---- ------------------------- ------------------------------------------ ----------
 *      Gen   Length          Fitness   Length          Fitness      OOB Fitness  Time Left
 *        0    38.11          498.722        5         0.722292          1.12197      7.32s
 *
 *               train          valid
 *           ------------   ------------
 *     epoch   loss   acc     loss   acc
 *     1       0.91  0.50     0.99  0.45
 *
 *               |    train    |    valid    |
 *         epoch |  nll   wer  |  nll   wer  |
 *     ----------+-------------+-------------+
 *             1 | 0.91  0.50  | 0.99  0.45  |
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { type Cell, CELL_CLUES, splitCells } from "./cells.ts";
import { areData, beginSplitTable, proceedSplitTable, type SplitTable } from "./metric_table.ts";
import type { Table } from "./columns.ts";
import { beginTable, proceed as proceedTable } from "./table.ts";
import { readColumns } from "./table_row.ts";
import { partOf, type Source } from "../scan/source.ts";

/** An open table. */
interface GroupTable {
  groups: string[];
  /** Columns before the first group, where tabs part them. */
  plain: number;
  /** Offsets where each group begins, where pipes or rules show it; a last one where the last ends. Empty between tabs. */
  edges: number[];
  /** True until the line below the groups shows the rules over their columns, or names that repeat. */
  needsRules: boolean;
  /** The table that it is where no names of columns follow, but a metric and its values; null where it can't be one. */
  split: SplitTable | null;
  /** The table that it is where values follow: its groups are the names of its columns. Null where it can't be one. */
  plainTable: Table | null;
  /** Names of the columns; empty until their line is read. */
  names: string[];
  /** Lines without a row since the last one. */
  idle: number;
}

const IDLE_LINES_MAX = 12;

/** Two or more groups between pipes, with a blank corner over the first column. */
const PIPED = /^(?:\s{2,}|\|\s+)\|(?:\s+\p{L}[\p{L} _-]{0,40}(?:\s\||$)){2,}(?:\s+\|)*\s*$/u;
/** Dashes that a program draws on both sides of a group's name: `|---- valid ----|`. */
const DRAWN = /(?<=[|\s])-{2,}(?=[^-])|(?<=[^-|])-{2,}(?=\||$)|(?<=\|)-{2,}(?=\|)/g;
/** Two to four groups over the middles of their columns, with a blank corner. */
const SPACED = /^\s{2,}\p{L}[\p{L}_-]{0,30}(?:\s{2,}\p{L}[\p{L}_-]{0,30}){1,3}\s*$/u;

function begin(source: Source): GroupTable | null {
  return beginPiped(source) ?? beginTabbed(source) ?? beginSpaced(source);
}

/** What is known of a table at its first line, apart from its groups. */
const UNREAD = {
  plain: 0,
  edges: [],
  needsRules: false,
  split: null,
  plainTable: null,
  names: [],
  idle: 0,
} satisfies Omit<
  GroupTable,
  "groups"
>;

function beginSpaced(source: Source): GroupTable | null {
  const { text } = source;
  if (text.includes("\t") || !SPACED.test(text)) return null;
  const groups = text.trim().split(/\s+/);
  return areData(groups) ? { ...UNREAD, groups, needsRules: true, split: beginSplitTable(source) } : null;
}

function beginPiped(source: Source): GroupTable | null {
  const text = source.text.includes("|--")
    ? source.text.replace(DRAWN, ({ length }) => " ".repeat(length))
    : source.text;
  if (!PIPED.test(text)) return null;
  const groups = splitCells(text).map((cell) => cell.text).filter((group) => group !== "");
  const pipes = Array.from(text.matchAll(/\|/g), ({ index }) => index);
  return {
    ...UNREAD,
    groups,
    edges: pipes.slice(text.startsWith("|") ? 1 : 0),
    split: beginSplitTable(source),
    plainTable: beginTable(source),
  };
}

function beginTabbed(source: Source): GroupTable | null {
  const parts = source.text.split("\t").map((part) => part.trim());
  const plain = parts.findIndex((part) => part !== "");
  const groups = parts.slice(plain).filter((part) => part !== "");
  const isGroups = plain > 0 && groups.length > 1 && groups.every((group) => /^\p{L}[\p{L}\d_ -]{0,30}$/u.test(group));
  return isGroups ? { ...UNREAD, groups, plain } : null;
}

function proceed(source: Source, table: GroupTable, line: number): SpanStep {
  const text = partOf(source);
  if (table.needsRules && /^[-\s]+$/.test(source.text)) return readRules(source.text, table);
  if (RULES.test(text)) return { taken: true, facts: null, over: false };
  if (table.plainTable?.rows) return proceedTable(source, table.plainTable, line);
  const cells = splitFinely(text).map((cell) => cell.text);
  if (table.names.length === 0) return readNames(source, table, line);
  const isRow = cells.length === table.names.length;
  const facts = isRow ? readColumns(namedCells(cells, table), line) : null;
  if (!facts) return { ...NOT_TAKEN, over: ++table.idle > IDLE_LINES_MAX };
  table.idle = 0;
  return { taken: true, facts, over: false };
}

/** The cells of a row, cut at the wide gaps between pipes too. */
function splitFinely(text: string): Cell[] {
  return splitCells(text).flatMap(({ text: cell, start }) =>
    cell.includes("  ")
      ? splitCells(cell).map((part) => ({ ...part, start: part.start + start, end: part.end + start }))
      : [{ text: cell, start, end: start + cell.length }]
  );
}

/** Reads the names of the columns below their groups, else the first row of a table whose rows are metrics. */
function readNames(source: Source, table: GroupTable, line: number): SpanStep {
  const cells = splitFinely(source.text), { edges, split, plainTable, needsRules } = table;
  const repeats = cells.findIndex(({ text }, at) => cells.some((other, i) => i > at && other.text === text));
  if (needsRules && repeats < 0) {
    return split ? proceedSplitTable(source, split, line) : { ...NOT_TAKEN, over: true };
  }
  if (needsRules) Object.assign(table, { needsRules: false, plain: repeats });
  const names = edges.length > 0 ? namePlaced(cells, table) : nameColumns(cells.map(({ text }) => text), table);
  if (names.length === 0 && split) return proceedSplitTable(source, split, line);
  if (names.length === 0 && plainTable) return proceedTable(source, plainTable, line);
  Object.assign(table, { names, split: null });
  return { taken: edges.length === 0 || names.length > 0, facts: null, over: names.length === 0 };
}

/** A line of rules between rows. */
const RULES = /^[-=\s|:+]*[-=][-=\s|:+]*$/;

/** Finds where the groups begin and end by the rules below them: one for each group. Over without them. */
function readRules(text: string, table: GroupTable): SpanStep {
  const rules = [...text.matchAll(/-{3,}/g)];
  if (rules.length !== table.groups.length) return { ...NOT_TAKEN, over: table.split === null };
  table.needsRules = false;
  table.edges = [...rules.map(({ index }) => index), text.trimEnd().length];
  return { taken: true, facts: null, over: false };
}

/** The cells with the names of their columns; a column that repeats one before the groups has no name. */
function namedCells(cells: readonly string[], { names }: GroupTable): [string, string][] {
  return cells.map((cell, at): [string, string] => [names[at]!, cell]).filter(([name]) => name !== "");
}

/** Puts each column whose name repeats below the group over it. Empty when no group has two columns, or a column holds a number. */
function namePlaced(cells: readonly Cell[], { groups, edges }: GroupTable): string[] {
  if (cells.length <= groups.length || cells.some(({ text }) => !/^\p{L}/u.test(text))) return [];
  return cells.map(({ text, start, end }) => {
    const group = edges.findLastIndex((edge) => edge <= (start + end) / 2);
    const isAmbiguous = cells.filter((cell) => cell.text === text).length > 1;
    return isAmbiguous && group >= 0 && groups[group] !== undefined ? `${groups[group]}/${text}` : text;
  });
}

/** Puts each column below its group: a name that repeats begins the next one. One that repeats a column before the groups has
 * no name. Empty when the names don't fit the groups.
 */
function nameColumns(cells: readonly string[], { groups, plain }: GroupTable): string[] {
  let group = 0;
  const seen = new Set<string>();
  const names = cells.map((cell, at) => {
    if (at < plain) return cell;
    if (seen.has(cell)) {
      group++;
      seen.clear();
    }
    seen.add(cell);
    return cells.indexOf(cell) < plain ? "" : `${groups[group]}/${cell}`;
  });
  return group === groups.length - 1 && cells.length > plain ? names : [];
}

/** The format. */
export default { span: { clues: CELL_CLUES, begin, proceed } } satisfies Format;
