/**
 * Blocks of two columns between rules, with or without sections: Stable-Baselines3, baselines, Spinning Up, garage, Lightning's test
 * results.
 *
 *     ----------------------------------
 *     | rollout/            |          |
 *     |    ep_rew_mean      | 12.3     |
 *     | time/               |          |
 *     |    total_timesteps  | 2048     |
 *     ----------------------------------
 *
 *     ------------------------  --------
 *     Evaluation/AverageReturn  -180.404
 *     TotalEnvSteps             4085
 *     ------------------------  --------
 *
 *     ----------------------------------
 *       timestep     |  2048
 *       reward       |  0.25
 *     ----------------------------------
 *
 *     ┃        Test metric        ┃       DataLoader 0        ┃
 *     │         test_acc          │    0.9239000082015991     │
 *
 * @module
 */
import { makeRecent } from "../recent.ts";
import { sizeOfText } from "../size.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { borderFrom, isBorder, splitCells } from "./cells.ts";
import { beginTable } from "./table.ts";
import { isDigit } from "../scan/characters.ts";
import { type NameInfo, understandName } from "../words/name.ts";
import { scanFirstNumber } from "../scan/number.ts";
import { BROKEN, INTEGER, type ScannedNumber } from "../scan/number_form.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { LineFacts, Pair } from "../grammar/statement.ts";
import { emptyLineFacts } from "../grammar/make_statement.ts";
import { isChosen } from "../grammar/settings/setting_fields.ts";

/** A name and its number. */
interface Row {
  name: string;
  value: number;
  line: number;
  integer: boolean;
  /** True for a number as people choose it. */
  isChosen: boolean;
}

/** An open block. */
interface Block {
  section: string;
  /** True when the columns have rules and no borders. */
  isPlain: boolean;
  /** Rows without a number. */
  words: number;
  /** Rows since the last rule. */
  since: number;
  rows: Row[];
  /** Lines without a row since the last one. */
  idle: number;
}

const ROWS_MAX = 100, NAME_MAX_CHARS = 60, IDLE_LINES_MAX = 2;
const RULE = /^\s*[┌┏╭└┗╰├┡╞+]?[-=─━═┬┳╇┴┼+╋┻]{8,}[┐┓╮┘┛╯┤┩╡+]?\s*$/;
/** The part of a boxed row between its borders: `name    0.5`. */
const BOXED = /^([^\d\s].{0,120}?)\s{2,}(\S{1,60})$/s;
/** A rule between two rows, with a joint between their cells: `+-----+-----+`. */
const GRID_RULE = /^\s*[+├┣╞][-=─━═]{3,}[+┼╋┿╪][-=─━═]{3,}[+┤┫╡]\s*$/;
const CELL_MAX_CHARS = 60, FIRST_CELL_MAX_CHARS = 121;
/** `--------  -----`, and rows below it. */
const PLAIN_RULE = /^\s*-{6,}\s{1,4}-{4,}\s*$/,
  PLAIN_ROW = /^\s*([A-Za-z][^\s|]*(?: [^\s|]+){0,5})\s{2,}([^\s|]{1,60})\s*$/;
const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };

function begin(source: Source): Block | null {
  const text = partOf(source);
  const isPlain = PLAIN_RULE.test(text);
  return isPlain || RULE.test(text) ? { section: "", isPlain, words: 0, since: 0, rows: [], idle: 0 } : null;
}

function proceed(source: Source, block: Block, line: number): SpanStep {
  const text = partOf(source);
  if (isHeader(source, block)) return { ...NOT_TAKEN, over: true };
  const kept = readRow(text, block, line);
  if (kept !== null) {
    block.since++;
    return { taken: true, facts: null, over: false, kept };
  }
  const isBetweenRows = block.since === 1 && GRID_RULE.test(text);
  block.since = 0;
  if (isBetweenRows) return { taken: true, facts: null, over: false };
  if (block.rows.length === 0) return { ...NOT_TAKEN, over: ++block.idle > IDLE_LINES_MAX };
  return { taken: (block.isPlain ? PLAIN_RULE : RULE).test(text), facts: close(block), over: true };
}

/** A letter at the start of a row, behind its border. */
const FIRST_LETTER = /^[\s|│┃║]*\p{L}/u;

/** True for the first line below a rule that is the header of a table: its two cells are no name and value, nor do they open a section. */
function isHeader(source: Source, { rows, words, isPlain }: Block): boolean {
  if (rows.length + words > 0 || isPlain) return false;
  const text = partOf(source);
  return FIRST_LETTER.test(text) && !opensSection(splitBoxed(text)) &&
    splitCells(text).every((cell) => /^\p{L}/u.test(cell.text)) &&
    beginTable(source) !== null;
}

/** True for a row whose name ends with a slash, above an empty cell: `| eval/  |     |`. */
function opensSection(row: readonly [name: string, cell: string] | null): boolean {
  return row !== null && row[1] === "" && row[0].endsWith("/");
}

/** Name and cell of a row between borders, with a border between them or in one box. Null for any other line. */
function splitBoxed(text: string): [name: string, cell: string] | null {
  const row = text.trim(), last = row.length - 1;
  if (last < 0 || !isBorder(row.charCodeAt(0))) return null;
  const border = borderFrom(row, 1), first = row.slice(1, border).trim();
  if (border < 0 || first === "") return null;
  if (border === last) return splitBox(first);
  if (borderFrom(row, border + 1) !== last) return null;
  const second = row.slice(border + 1, last).trim();
  const isRow = !isDigit(first.charCodeAt(0)) && first.length <= FIRST_CELL_MAX_CHARS;
  return isRow && second.length <= CELL_MAX_CHARS ? [first, second] : null;
}

/** A row with a border between its cells alone, the second of which is a number: `timestep  |  2048`. No word of the name is one. */
const OPEN_ROW = /^([^\d\s|│┃](?:[^|│┃\s]| (?!\d)){0,60}?)\s+[|│┃]\s+([-+\d.e]{1,60})$/;

/** Name and cell of a row that has no borders around it. */
function splitOpen(text: string): [name: string, cell: string] | null {
  const row = borderFrom(text, 0) < 0 ? null : OPEN_ROW.exec(text.trim());
  return row && [row[1]!, row[2]!];
}

/** Name and cell of a row in one box. */
function splitBox(inner: string): [name: string, cell: string] | null {
  const boxed = BOXED.exec(inner);
  return boxed && [boxed[1]!, boxed[2]!];
}

/** Name and cell of a row without borders. */
function splitPlain(text: string): [name: string, cell: string] | null {
  const row = PLAIN_ROW.exec(text);
  return row && [row[1]!, row[2]!];
}

/** Name and cell of a row; null for a line that is no row. */
function splitRow(text: string, { isPlain }: Block): readonly [name: string, cell: string] | null {
  return isPlain ? splitPlain(text) : splitBoxed(text) ?? splitOpen(text);
}

/** Bytes of a row beside its name. */
const ROW_BYTES = 100;

/** Adds a row to the block. Gives the bytes that it takes; null for a line that is no row. */
function readRow(text: string, block: Block, line: number): number | null {
  const row = splitRow(text, block);
  if (!row) return /^\s*[│┃][^│┃]*[│┃]\s*$/.test(text) ? passOver(block) : null;
  const [name, cell] = row;
  if (opensSection(row)) {
    block.section = name;
    return sizeOfText(name);
  }
  if (cell === "") return null;
  const isNumber = scanFirstNumber(cell, number) && number.form !== BROKEN && number.end === cell.length;
  if (!isNumber || block.rows.length >= ROWS_MAX) return passOver(block);
  const full = (block.section && !name.includes("/") ? block.section + name : name).slice(0, NAME_MAX_CHARS);
  const { value, form } = number;
  block.rows.push({ name: full, value, line, integer: form === INTEGER, isChosen: isChosen(cell) });
  return ROW_BYTES + sizeOfText(full);
}

/** Counts a row without a number, of which nothing is kept. */
function passOver(block: Block): number {
  block.words++;
  return 0;
}

/** Steps in the environment: in reinforcement learning they are the x axis, not the updates. */
const ENVIRONMENT = /timesteps|env_?steps|envinteracts/i;

/** What the name of a row means. */
interface RowName {
  /** What its last part says that it is: `timesteps` of `time/timesteps`. */
  role: NameInfo["role"];
  /** How well it says that it counts training: 0 is best. */
  priority: number;
  /** True for a counter or a metric. A block without either lists settings. */
  isMeasured: boolean;
  /** What it means as a metric. */
  info: NameInfo;
}

const NAMES_KEPT = 1024;
/** A block has the same names each time. */
const names = makeRecent<string, RowName>(NAMES_KEPT);

function meaningOf(name: string): RowName {
  const known = names.get(name) ?? understandRow(name);
  names.set(name, known);
  return known;
}

function understandRow(name: string): RowName {
  const own = understandName(name),
    { role, priority, known, kind } = understandName(name.slice(name.lastIndexOf("/") + 1));
  const isRate = /learning_rate|(?:^|_)lr(?:_|$)/.test(own.name);
  const isSpeed = kind === "throughput" || (name.startsWith("time/") && !known);
  return {
    role,
    priority: ENVIRONMENT.test(name) ? -1 : priority,
    isMeasured: role === "step" || role === "epoch" || (known && !isRate),
    info: { ...own, kind: isSpeed ? "throughput" : "metric", role: "metric", known: true },
  };
}

/** Settings, words among them, that make a list of a block. */
const SETTINGS_MIN = 3;

/** True for a block of settings: some are words, and all decimals were chosen, whatever their names. */
function listsSettings({ rows, words }: Block, meanings: readonly RowName[]): boolean {
  const settings = meanings.filter(({ isMeasured }) => !isMeasured).length;
  return words > 0 && words + settings >= SETTINGS_MIN && rows.every(({ isChosen }) => isChosen);
}

/** What a block says; null for lines that turn out to be no block. */
function close(block: Block): LineFacts | null {
  const { rows, words } = block;
  if (rows.length < 2 || words > rows.length) return null;
  const meanings = rows.map(({ name }) => meaningOf(name));
  if (!meanings.some(({ isMeasured }) => isMeasured) || listsSettings(block, meanings)) return null;
  const facts = emptyLineFacts(rows.at(-1)!.line);
  facts.step = findStep(rows, meanings);
  rows.forEach((row, at) => {
    const { role, info } = meanings[at]!;
    if (role === "epoch") facts.epoch = row.value;
    else if (role === "metric" || role === "setting") facts.pairs.push(makePair(row, info));
  });
  return facts;
}

/** Value of the first row of those whose counter says best how far training is; NaN when no row counts steps. */
function findStep(rows: readonly Row[], meanings: readonly RowName[]): number {
  let step = NaN, best = Infinity;
  rows.forEach(({ value }, at) => {
    const { role, priority } = meanings[at]!;
    if (role === "step" && priority < best) step = value, best = priority;
  });
  return step;
}

function makePair({ value, line, integer }: Row, info: NameInfo): Pair {
  return { info, value, unit: "", separated: true, phase: "", line, integer, mustRecur: false };
}

/** The format. */
export default { span: { begin, proceed, close } } satisfies Format;
