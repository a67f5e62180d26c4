/**
 * A name that nobody knows on a line of its own, and its value behind R's index on the next one. Any other format is asked first: many lines
 * are words alone. Refuses values without the index, as the first of a vector from top to bottom has none.
 *
 *     Function Value
 *     [1] 24.2
 *
 * @module
 */
import { partOf, type Source } from "../scan/source.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { type Above, beginAbove, proceedBelow } from "./name_above.ts";
import { makeRecent } from "../recent.ts";
import { copyText } from "../../text/own_text.ts";

/** Lines of words that came last, and what begins at them: a log repeats few of them many times. */
const kept = makeRecent<string, Above | null>(64);
const LINE_MAX_CHARS = 80;
/** What ends no name of a value: a path, a name with a number, as of a file. */
const CODE = /[\d/]/;

function begin(source: Source): Above | null {
  if (source.to - source.from > LINE_MAX_CHARS) return null;
  const text = partOf(source), known = kept.get(text);
  if (known !== undefined) return known;
  const found = beginAbove(source, false), isName = found !== null && !CODE.test(found.name);
  const above = isName ? { ...found, name: copyText(found.name) } : null;
  kept.set(copyText(text), above);
  return above;
}

const OVER: SpanStep = { ...NOT_TAKEN, over: true }, SPACE = 32, OPENING = 91;

function proceed(source: Source, above: Above, line: number): SpanStep {
  const { text, to } = source;
  let at = source.from;
  while (at < to && text.charCodeAt(at) === SPACE) at++;
  return at < to && text.charCodeAt(at) !== OPENING ? OVER : proceedBelow(source, above, line);
}

/** The format. */
export default { span: { begin, proceed } } satisfies Format;
