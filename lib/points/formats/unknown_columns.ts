/**
 * A header between commas, semicolons or tabs whose words nobody knows, and rows of as many numbers at once below it. Any file of data looks so:
 * the values are metrics' only where the first number of each row proves to count. Refuses rows that another column counts.
 *
 *     learning instances,correct (percent),Kappa Statistic (percent)
 *     2000.0,60.4,20.33
 *
 *     sweep;energy;magnet
 *     10;-1.52;0.31
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import { makeClues } from "../scan/clues.ts";
import { makeRecent } from "../recent.ts";
import { copyText } from "../../text/own_text.ts";
import { partOf, type Source } from "../scan/source.ts";
import { spacedWords } from "../scan/split_text.ts";
import { COLUMNS_MAX } from "./cells.ts";
import type { Column } from "./columns.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { readColumns } from "./table_row.ts";

/** What is remembered of a header. It is stored. */
interface Header {
  names: string[];
  mark: string;
  /** Line of the last row; 0 until the first one came. */
  last: number;
}

const MARKS = ["\t", ";", ","], HEADER_MAX_CHARS = 900;
/** Other lines that may stand between two rows; none between the header and the first. */
const IDLE_LINES_MAX = 12;
/** Words of a name where nothing but the mark stands between names. Else it may be a sentence: one. */
const WORDS_MAX = 6;
/** A name, with words or a unit in brackets. */
const NAME = /^\p{L}(?:[^,;:=?!"{}<>()\t]|\([^()]*\)){0,47}$/u, SENTENCE = /[.…]$|(?:^|\s)[-+]?\d/;
/** A number of a row, and the first one. */
const NUMBER = /^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?%?|[-+]?(?:nan|inf))$/i, COUNT = /^\d+(?:\.0*)?$/;
const DECIMAL = /\.\d/;

/** Lines that came last, and the names in them: a log repeats few of them many times. */
const kept = makeRecent<string, Pick<Header, "names" | "mark"> | null>(64);

function begin(source: Source): Header | null {
  if (source.to - source.from > HEADER_MAX_CHARS) return null;
  const printed = partOf(source), known = kept.get(printed), header = known === undefined ? keepHeader(printed) : known;
  return header && { ...header, last: 0 };
}

function keepHeader(printed: string): Pick<Header, "names" | "mark"> | null {
  const text = copyText(printed), header = namesOf(text);
  kept.set(text, header);
  return header;
}

/** The names of a header, and the mark between them; null for any other line. */
function namesOf(printed: string): Pick<Header, "names" | "mark"> | null {
  const text = printed.trim(), mark = MARKS.find((mark) => text.includes(mark));
  if (mark === undefined) return null;
  const names = splitAt(mark, text), wordsMax = names.length === 2 || text.includes(`${mark} `) ? 1 : WORDS_MAX;
  const isHeader = names.length > 1 && names.length <= COLUMNS_MAX && names.every((name) => isName(name, wordsMax));
  return isHeader ? { names, mark } : null;
}

const splitAt = (mark: string, text: string): string[] => text.split(mark).map((cell) => cell.trim());

const isName = (text: string, wordsMax: number): boolean =>
  NAME.test(text) && !SENTENCE.test(text) && spacedWords(text).length <= wordsMax;

function proceed(source: Source, header: Header, line: number): SpanStep {
  const facts = readRow(partOf(source), header, line);
  if (!facts) return { ...NOT_TAKEN, over: header.last === 0 || line - header.last > IDLE_LINES_MAX };
  header.last = line;
  return { taken: true, facts, over: false };
}

/** What a row says whose first number may count; null for any other line. */
function readRow(text: string, { names, mark }: Header, line: number): LineFacts | null {
  const cells = splitAt(mark, text);
  if (cells.length !== names.length || !COUNT.test(cells[0]!) || !cells.every((cell) => NUMBER.test(cell))) return null;
  if (!cells.slice(1).some((cell) => DECIMAL.test(cell))) return null;
  const facts = readColumns(names.map((name, at): Column => [name, cells[at]!]), line);
  return facts?.lead ? { ...facts, lead: { ...facts.lead, kind: "guess" } } : null;
}

/** The format. */
export default { span: { clues: makeClues(...MARKS), begin, proceed } } satisfies Format;
