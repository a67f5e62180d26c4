/**
 * A metric's name on a line of its own, and its value alone on the next one. The same of a counter, as MATLAB prints a variable.
 *
 *     Train loss:
 *     0.412345
 *
 *     Class IoU:
 *     [0.91 0.55]
 *
 *     iter =
 *
 *          3
 *
 *     [1] "Loss:"            $loss
 *     [1] 0.412345           [1] 0.412345
 *
 *     epoch: 2 loss: Tensor(shape=[1], dtype=float32, place=Place(cpu), stop_gradient=False,
 *            [0.25])
 *
 * @module
 */
import { BROKEN, DECIMAL, INTEGER } from "../scan/number_form.ts";
import { partOf, slotFrom, type Source } from "../scan/source.ts";
import type { LineFacts } from "../grammar/statement.ts";
import { emptyLineFacts, metricName, rowFacts } from "../grammar/make_statement.ts";
import { isCounterName, isCounterRole, type NameInfo, understandName } from "../words/name.ts";
import { isSplitAlone } from "../words/splits.ts";
import { areMetrics } from "./table.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";

/** What is remembered of the line with the name. */
export interface Above {
  name: string;
  /** True for a name that nobody knows. A vector may stand below it, from top to bottom; not where R's index says that it is one value. */
  needsIndex?: true;
}

/** The index that R prints before a vector, a value or a text among them. */
const INDEX = /^\s*\[\d+\] +/;
/** A text as R prints it, and the name of a list's element. */
const TEXT = /^"([^"]*)"\s*$/, ELEMENT = /^\$(?=\p{L})/u;

const NAME = /^\s*(?:[-*>•]+ )?((?:\p{L}[\p{L}\p{M}\d_@/-]{0,30} ){0,3}\p{L}[\p{L}\p{M}\d_@/-]{0,30}) ?[:=：]?\s*$/u;
/** The same behind a counter: a mark ties it to what follows. */
const TIED_NAME = /(?:[\d\])]\s+|[,;|]\s*)((?:\p{L}[\p{L}\d_/-]{0,30} ){0,2}\p{L}[\p{L}\d_/-]{0,30}) ?[:=：]\s*$/u;
/** A tensor whose numbers stand on the next line. */
const TENSOR = /\b[A-Za-z]{0,12}Tensor\(shape=[^()]{0,60}(?:\([^()]{0,20}\)[^()]{0,40})?,\s*$/;
const LINE_MAX_CHARS = 200;
/** What may stand around the value: `tensor(`, brackets, a percent sign. */
const BEFORE = /^\s*(?:\w{0,12}\()?\[{0,2}\s*$/, BEHIND = /^\s*%?\s*\]{0,2}(?:,[^()]{0,80})?\)?\s*$/;

/** Begins at a line with a name; `isKnown` says whether at one that every program knows, or at any other. */
export function beginAbove(printed: Source, isKnown: boolean): Above | null {
  const part = printed.to - printed.from > LINE_MAX_CHARS ? null : namePart(printed);
  if (part === null) return null;
  const found = part.isCounted ? null : NAME.exec(part.text), name = (found ?? TIED_NAME.exec(part.text))?.[1];
  if (name === undefined || isHeader(part.text)) return null;
  const above = nameAbove(name.replace(/ is$/, ""), part, found !== null);
  return above !== null && isKnown === (above.needsIndex === undefined) ? above : null;
}

/** What is remembered of a name, where it may be of what stands below it. */
function nameAbove(name: string, { isTied }: NamePart, isAlone: boolean): Above | null {
  const info = understandName(name);
  if ((isCounterRole(info.role) && isTied) || isMeasured(info, name)) return { name };
  return isAlone && mayMeasure(info, name) ? { name, needsIndex: true } : null;
}

/** A line that may hold a name alone. */
interface NamePart {
  text: string;
  /** True where a number stands in it. */
  isCounted: boolean;
  /** True where a mark or R's quotes tie it to what follows. */
  isTied: boolean;
}

/** A line without R's index, quotes and mark of an element; null for a value behind an index: `[1] TRUE`. */
function namePart(printed: Source): NamePart | null {
  const source = withoutIndex(printed), own = partOf(source), text = TEXT.exec(own)?.[1];
  if (text === undefined && source !== printed) return null;
  return {
    text: (text ?? own.replace(ELEMENT, "")).replace(TENSOR, ""),
    isCounted: source.shape.count > slotFrom(source, source.from),
    isTied: text !== undefined || TIED.test(own),
  };
}

/** A mark at the end of a line. */
const TIED = /[=:：]\s*$/;

/** The line behind R's index; itself where it has none. */
function withoutIndex(source: Source): Source {
  const index = INDEX.exec(partOf(source))?.[0];
  return index === undefined ? source : { ...source, from: source.from + index.length };
}

/**
 * True for names of columns, the first of which counts the rows, and for three metrics or more: `Epoch Loss Acc`, `precision recall f1`. No mark
 * ties them to what follows.
 */
function isHeader(part: string): boolean {
  const words = part.trim().split(" ");
  if (words.length < 2 || TIED.test(part)) return false;
  return /^(?:epoch|step)$/.test(understandName(words[0]!).role) || areMetrics(words);
}

/** True for a metric that every program knows; a split alone is a heading. */
function isMeasured({ known, role, kind }: NameInfo, name: string): boolean {
  return known && role === "metric" && kind === "metric" && !isSplitAlone(name);
}

/** True for a name that nobody knows, of what may be measured. */
function mayMeasure({ role, kind }: NameInfo, name: string): boolean {
  return role === "metric" && kind === "metric" && !isSplitAlone(name);
}

/** Reads the value below a name. */
export function proceedBelow(printed: Source, above: Above, line: number): SpanStep {
  if (partOf(printed).trim() === "") return NOT_TAKEN;
  const source = withoutIndex(printed), { shape, text, from, to } = source;
  if (above.needsIndex && source === printed) return { ...NOT_TAKEN, over: true };
  const slot = slotFrom(source, from), start = shape.start[slot]!, end = shape.end[slot]!;
  const listed = slot < shape.count - 1 ? listOf(source) : null;
  if (listed) return { taken: true, facts: factsOfList(above.name, listed, line), over: true };
  const isAlone = slot === shape.count - 1 && shape.form[slot] !== BROKEN && BEFORE.test(text.slice(from, start)) &&
    BEHIND.test(text.slice(end, to));
  if (!isAlone) return { ...NOT_TAKEN, over: true };
  const facts = makeFacts(above.name, { value: shape.value[slot]!, isInteger: shape.form[slot] === INTEGER }, line);
  return { taken: true, facts, over: true, ...(above.needsIndex && { isUnsure: true }) };
}

/** What opens a list, stands between its values and ends it, where it is all of the line: `[0.91 0.55 1.  ]`. */
const OPENS = /^\s*(?:\w{0,12}\()?\[\s*$/, BETWEEN = /^\.?(?:,\s*|\s+)$/, CLOSES = /^\.?\s*\]\)?\s*$/;
const VALUES_MAX = 64;

/** The decimals of a list that is all of a line; null for any other line. */
function listOf({ shape, text, from, to }: Source): number[] | null {
  const first = slotFrom({ text, shape, from, to }, from), { count, start, end } = shape;
  if (
    count - first > VALUES_MAX || !OPENS.test(text.slice(from, start[first])) ||
    !CLOSES.test(text.slice(end[count - 1], to))
  ) {
    return null;
  }
  const values: number[] = [];
  for (let slot = first; slot < count; slot++) {
    const isTied = slot === first || BETWEEN.test(text.slice(end[slot - 1], start[slot]));
    if (!isTied || shape.form[slot] === BROKEN) return null;
    values.push(shape.value[slot]!);
  }
  return shape.form.subarray(first, count).some((form) => form === DECIMAL) ? values : null;
}

function factsOfList(name: string, values: readonly number[], line: number): LineFacts | null {
  if (isCounterName(name)) return null;
  return rowFacts(line, values.map((value, at) => [metricName(`${name}/${at}`), value]));
}

function makeFacts(
  name: string,
  { value, isInteger }: { value: number; isInteger: boolean },
  line: number,
): LineFacts | null {
  const info = understandName(name), { role, priority } = info;
  const facts = emptyLineFacts(line);
  if (isCounterRole(role) && !isInteger) return null;
  if (role === "epoch") return { ...facts, epoch: value };
  if (role === "batch") return { ...facts, batch: value };
  if (role === "step") return { ...facts, step: value, stepPriority: priority };
  facts.pairs.push({ info, value, unit: "", separated: true, phase: "", line, integer: isInteger, mustRecur: false });
  return facts;
}

/** The format. */
export default { span: { begin: (source) => beginAbove(source, true), proceed: proceedBelow } } satisfies Format;
