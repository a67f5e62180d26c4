/**
 * Finds a name that marks enclose, which no tie follows: `(mf)0.470`, `:tst, 0.13`, `('loss', 0.5)`. Sees the text before a number alone.
 *
 * @module
 */
import { isSplitAlone, namesSplit } from "../words/splits.ts";
import { unitInBrackets } from "../words/units.ts";
import { understandName } from "../words/name.ts";

/** Julia's `:tst, 0.13`, and the strings of a tuple: `('epoch', 1, ' loss ', 0.5)`. */
const ENCLOSED = /(?:^|[(,\s]):(\w+) ?,$|^["']?[(,]\s?["'] ?([\p{L}_][\p{L}\w ./-]{0,40}?) ?["'] ?,$/u;

/** A tuple of a list, `OrderedDict([('loss', 0.5)])`: of known metrics, for most such lists are data. */
const IN_TUPLE = /\(["']([\p{L}_][\p{L}\w ./-]{0,40})["'], ?$/u;

/** A name of one word in a field of its own, whose value is the next field: `step, 10, train_loss, 0.5`. */
const LISTED = /(?:^|, ?)([a-z]+_[a-z_]{1,40}) ?,$/;

/** A name in square brackets of its own, before its value: `[Train Loss] 0.5`, `[Loss]: 0.5`. */
const SQUARE_END = /\](?:\s?[:=])?$/;
const IN_SQUARE = /(?:^|[\s\]])\[(\p{L}[\p{L}\d _/.-]{0,30})\]$/u;

/** The enclosed name at the end of a text; empty without one. `isAdjacent` says that the number follows directly. */
export function enclosedKey(head: string, isAdjacent: boolean): string {
  if (isAdjacent && head.endsWith(")")) return /\(([A-Za-z][\w ./-]{0,30})\)$/.exec(head)?.[1] ?? "";
  if (SQUARE_END.test(head)) return squareKey(head.replace(/\s?[:=]$/, ""));
  const inTuple = head.endsWith(",") ? IN_TUPLE.exec(head)?.[1] : undefined;
  if (inTuple !== undefined && understandName(inTuple).known) return inTuple;
  if (!head.endsWith(",")) return "";
  const listed = LISTED.exec(head)?.[1] ?? "";
  if (understandName(listed).known) return listed;
  return ENCLOSED.exec(head)?.slice(1).find((key) => key !== undefined) ?? "";
}

function squareKey(head: string): string {
  const key = IN_SQUARE.exec(head)?.[1] ?? "", unit = key === "" ? -1 : unitInBrackets(head);
  const isUnit = unit > 0 && /[\p{L}\d)]$/u.test(head.slice(0, unit).trimEnd());
  return isUnit || isSplitAlone(key) || LEVELS.test(key) ? "" : key;
}

/** Levels of loggers, which are no names. */
const LEVELS = /^(?:debug|info|warn(?:ing)?|error|critical|fatal|trace|notice|success)$/i;

/** What stands between one or two bars: one word or two, or a term of which each space stands at a sign: `V-WH`, `Ax - b`, `f(x)`. */
const BARS = [
  /\|{1,2}\p{L}[\p{L}\p{M}\d_]{0,11}(?: [\p{L}\d_]{1,8})?\|{1,2}$/u,
  /\|{1,2}\p{L}(?=[^|]*[-+−*·(/'])(?:[^|\s=:<>[\],;"]| (?=[-+−*·])|(?<=[-+−*·]) (?! )){1,24}\|{1,2}$/u,
];
/** The words before a norm, as those of `max|w|`, and what says which norm it is: `||r||_2`, `||r||^2`. */
const BEFORE_NORM = /(?:^|[\s[({,;:-])((?:(\p{L}{2,12})[ -])?\w{0,12})$/u, KIND = /(?:_\w{1,3}|\^2|²)$/;
/** What ties a norm to its value, and the split that it was measured on. */
const NORM_TIE = / ?(?:=>|->|→| is)$/, NORM_SPLIT = / ?[[(](\p{L}{2,12})[\])]$| on (\p{L}{2,12})$/u;

/** The norm at the end of a text, with the split before or behind it: `|g|`, `max|w|`, `|proj g|`, `val |g|`; empty without one. */
export function normKey(head: string): string {
  if (!head.includes("|")) return "";
  const tied = head.replace(NORM_TIE, ""), [end = "", inBrackets, behind] = NORM_SPLIT.exec(tied) ?? [];
  if (end === "") return normAtEnd(tied);
  const split = inBrackets ?? behind!, norm = namesSplit(split) ? normAtEnd(tied.slice(0, -end.length)) : "";
  return norm && `${norm} ${split}`;
}

function normAtEnd(text: string): string {
  const bare = text.replace(KIND, ""), own = barsAtEnd(bare);
  if (own < 0) return "";
  const over = bare[own - 1] === "/" ? barsAtEnd(bare.slice(0, own - 1)) : -1, from = over < 0 ? own : over;
  const [, words, before] = BEFORE_NORM.exec(text.slice(0, from)) ?? [];
  if (words === undefined) return "";
  const key = words + text.slice(from);
  return before === undefined || namesSplit(before) ? key : key.slice(before.length + 1);
}

/** Offset of the bars that end a text, with what stands between them; -1 without them. */
function barsAtEnd(text: string): number {
  return Math.max(...BARS.map((bars) => text.search(bars)));
}
