/**
 * DEAP's logbook with chapters: a line of groups stands over the names of the columns, which repeat from group to group.
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
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { type Cell, splitCells } from "./cells.ts";
import { readColumns } from "./table.ts";
import { partOf, type Source } from "../scan/source.ts";

/** An open table. */
interface GroupTable {
  groups: string[];
  /** Columns before the first group, where tabs part them. */
  plain: number;
  /** Offsets where each group begins, where pipes stand between them; a last one where the last ends. Empty between tabs. */
  edges: number[];
  /** Names of the columns; empty until their line is read. */
  names: string[];
  /** Lines without a row since the last one. */
  idle: number;
}

const IDLE_LINES_MAX = 12;

/** Two or more groups between pipes, with a blank corner over the first column. */
const PIPED = /^\s{2,}\|(?:\s+\p{L}[\p{L} _-]{0,40}\s\|){2,}\s*$/u;

function begin(source: Source): GroupTable | null {
  return beginPiped(source.text) ?? beginTabbed(source);
}

function beginPiped(text: string): GroupTable | null {
  if (!PIPED.test(text)) return null;
  const groups = splitCells(text).map((cell) => cell.text);
  return { groups, plain: 0, edges: Array.from(text.matchAll(/\|/g), ({ index }) => index), names: [], idle: 0 };
}

function beginTabbed(source: Source): GroupTable | null {
  const parts = source.text.split("\t").map((part) => part.trim());
  const plain = parts.findIndex((part) => part !== "");
  const groups = parts.slice(plain).filter((part) => part !== "");
  const isGroups = plain > 0 && groups.length > 1 && groups.every((group) => /^\p{L}[\p{L}\d_ -]{0,30}$/u.test(group));
  return isGroups ? { groups, plain, edges: [], names: [], idle: 0 } : null;
}

function proceed(source: Source, table: GroupTable, line: number): SpanStep {
  const text = partOf(source);
  if (/^[-\s]+$/.test(text)) return { taken: true, facts: null, over: false };
  const cells = splitCells(text).map((cell) => cell.text);
  if (table.names.length === 0) {
    const isPiped = table.edges.length > 0;
    table.names = isPiped ? namePlaced(splitCells(source.text), table) : nameColumns(cells, table);
    return { taken: !isPiped || table.names.length > 0, facts: null, over: table.names.length === 0 };
  }
  const isRow = cells.length === table.names.length;
  const facts = isRow ? readColumns(namedCells(cells, table), line) : null;
  if (!facts) return { ...NOT_TAKEN, over: ++table.idle > IDLE_LINES_MAX };
  table.idle = 0;
  return { taken: true, facts, over: false };
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
    return isAmbiguous && group >= 0 && group < groups.length ? `${groups[group]}/${text}` : text;
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
export default { span: { begin, proceed } } satisfies Format;
