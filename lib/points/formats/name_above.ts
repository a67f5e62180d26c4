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
interface Above {
  name: string;
}

const NAME = /^\s*(?:[-*>•]+ )?((?:\p{L}[\p{L}\p{M}\d_@/-]{0,30} ){0,3}\p{L}[\p{L}\p{M}\d_@/-]{0,30}) ?[:=：]?\s*$/u;
/** The same behind a counter: a mark ties it to what follows. */
const TIED_NAME = /(?:[\d\])]\s+|[,;|]\s*)((?:\p{L}[\p{L}\d_/-]{0,30} ){0,2}\p{L}[\p{L}\d_/-]{0,30}) ?[:=：]\s*$/u;
/** A tensor whose numbers stand on the next line. */
const TENSOR = /\b[A-Za-z]{0,12}Tensor\(shape=[^()]{0,60}(?:\([^()]{0,20}\)[^()]{0,40})?,\s*$/;
const LINE_MAX_CHARS = 200;
/** What may stand around the value: `tensor(`, brackets, a percent sign. */
const BEFORE = /^\s*(?:\w{0,12}\()?\[{0,2}\s*$/, BEHIND = /^\s*%?\s*\]{0,2}(?:,[^()]{0,80})?\)?\s*$/;

function begin(source: Source): Above | null {
  if (source.to - source.from > LINE_MAX_CHARS) return null;
  const part = partOf(source).replace(TENSOR, ""), form = source.shape.count > 0 ? TIED_NAME : NAME;
  const name = form.exec(part)?.[1]?.replace(/ is$/, "");
  if (name === undefined || isHeader(part)) return null;
  const info = understandName(name), isCounter = isCounterRole(info.role) && /[=:：]\s*$/.test(part);
  return isCounter || isMeasured(info, name) ? { name } : null;
}

/**
 * True for names of columns, the first of which counts the rows, and for three metrics or more: `Epoch Loss Acc`, `precision recall f1`. No mark
 * ties them to what follows.
 */
function isHeader(part: string): boolean {
  const words = part.trim().split(" ");
  if (words.length < 2 || /[=:：]\s*$/.test(part)) return false;
  return /^(?:epoch|step)$/.test(understandName(words[0]!).role) || areMetrics(words);
}

/** True for a metric that every program knows; a split alone is a heading. */
function isMeasured({ known, role, kind }: NameInfo, name: string): boolean {
  return known && role === "metric" && kind === "metric" && !isSplitAlone(name);
}

function proceed(source: Source, above: Above, line: number): SpanStep {
  const { shape, text, from, to } = source;
  if (partOf(source).trim() === "") return NOT_TAKEN;
  const slot = slotFrom(source, from), start = shape.start[slot]!, end = shape.end[slot]!;
  const listed = slot < shape.count - 1 ? listOf(source) : null;
  if (listed) return { taken: true, facts: factsOfList(above.name, listed, line), over: true };
  const isAlone = slot === shape.count - 1 && shape.form[slot] !== BROKEN && BEFORE.test(text.slice(from, start)) &&
    BEHIND.test(text.slice(end, to));
  if (!isAlone) return { ...NOT_TAKEN, over: true };
  return {
    taken: true,
    facts: makeFacts(above.name, { value: shape.value[slot]!, isInteger: shape.form[slot] === INTEGER }, line),
    over: true,
  };
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
export default { span: { begin, proceed } } satisfies Format;
