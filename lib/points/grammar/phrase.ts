/**
 * What the text before a number says of it: its name, what ties the two together, and on which data it was measured. Works on the text
 * alone and remembers it, because a log repeats its few phrases for ever.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { isWord } from "../scan/number.ts";
import { phaseOfWord } from "../words/vocabulary.ts";

/** What stands before a number. */
export interface Phrase {
  /** The name as printed; empty when there is none. */
  key: string;
  /** True when `=`, `:`, ` - ` or "is" ties name and number together. */
  separated: boolean;
  /** Brackets and quotes between the two. */
  opened: string;
  /** The name's own phase, or that of the words before it; empty when neither names one. */
  phase: string;
  /** The words before the name name a phase or training: it holds for the rest of the line. */
  marks: boolean;
  /** The name is a counter's. */
  counts?: boolean;
  /** A name that a counter took the place of: `Loss after epoch 3: 0.5`. */
  carried: string;
}

/** Types that print themselves around a number: `tensor(0.5)`, `np.float64(0.5)`, `<tf.Tensor: shape=(), dtype=float32, numpy=0.5>`. */
const EAGER_TENSOR = /<tf\.[A-Z]\w{2,12}(?:: | )[^<>]{0,80}numpy=$/;
const WRAPPER = /(?<![\w.])(?:tensor|tf\.Tensor|array|Array|Decimal|(?:np|numpy|jnp|torch)\.\w{1,12}|float\d\d?)$/;
const PHRASES_KEPT = 4096, PHRASE_KEPT_MAX_CHARS = 200;
const kept = new Map<string, Phrase>();

/** Reads the text before a number; remembered. Returned records are shared: don't change them. */
export function readPhrase(text: string): Phrase {
  const known = kept.get(text);
  if (known) return known;
  const phrase = parsePhrase(text);
  if (text.length > PHRASE_KEPT_MAX_CHARS) return phrase;
  if (kept.size >= PHRASES_KEPT) kept.clear();
  kept.set(text, phrase);
  return phrase;
}

/** Words that tie a name to its number, or lead from one to the other. */
const TIES = /[\s)](?:is|was|are|equals|reached|of|now|->|→|=>|~)$/;
/** Names that are none: the number is part of a sentence. */
const SENTENCE =
  /^(?:.* )?(?:from|than|to|by|of|for|in|over|after|before|with|and|or|at|the|a|an|on|every|first|last|next|another|top|about|around|within|per|until|till|into|under|above|below|least|most|only|until|since|be|has|have|had|that|this|these|it|we|will|you|if|as|so|no|not|between|contains?|using|used|found|loaded|loading|saved|saving|took_in|step_in|total_of)$/i;
/** Counters in a sentence: what stands before them names the number behind them. */
const CARRIED =
  /^(.*?[A-Za-z@\d)])[\s,]*[\[(]?\s*(?:(?:after|at|for|on|in|of|@|-|over|by|from)\s+)?(?:the\s+)?(?:end of\s+)?$/i;

/** Offset of the spaces, quotes and brackets that end at `end`. */
function openedFrom(text: string, end: number): number {
  while (end > 0 && " \t\"'[({<~≈$+#".includes(text[end - 1]!)) end--;
  return end;
}

function parsePhrase(text: string): Phrase {
  let tail = openedFrom(text, text.length), end = text.length;
  const wrapped = text[tail] === "(" ? WRAPPER.exec(text.slice(0, tail)) : EAGER_TENSOR.exec(text);
  if (wrapped) {
    if (!text.includes("[", wrapped.index)) end = wrapped.index;
    tail = openedFrom(text, wrapped.index);
  }
  const opened = text.slice(tail, end);
  let head = text.slice(0, tail), separated = false;
  const mark = head[tail - 1];
  if (mark === "=" || mark === ":" || mark === "：") {
    separated = true;
    head = head.replace(/[\s=:：]+$/, "");
  } else if (/\S -$/.test(head)) {
    separated = true;
    head = head.slice(0, -2);
  } else if (mark === "|" || mark === "│" || mark === "┃") {
    const cell = /^\s*[|│┃]?\s*([^|│┃]*?[A-Za-z][^|│┃]*?)\s*[|│┃]$/.exec(head)?.[1];
    separated = cell !== undefined && understandName(cell).known;
    head = separated ? cell! : "";
  } else if (/\s\s$/.test(opened) && understandName(NAMED_OF.exec(head)?.[1] ?? "").known) {
    separated = true;
  } else if (mark === ")" && opened === "" && tail === text.length) {
    const inner = /\(([A-Za-z][\w ./-]{0,30})\)$/.exec(head);
    if (inner) return { key: inner[1]!, separated: true, opened, phase: "", marks: false, carried: "" };
  }
  const symbol = mark === "," ? /(?:^|[(,\s]):(\w+) ?,$/.exec(head) : null;
  if (symbol) return { key: symbol[1]!, separated: true, opened, phase: "", marks: false, carried: "" };
  const norm = /(?:^|\s)(\|{1,2}\w{1,12}\|{1,2})$/.exec(head);
  if (norm) return { key: norm[1]!, separated, opened, phase: "", marks: false, carried: "" };
  const tie = TIES.exec(head);
  if (tie && !separated) {
    separated = !/of|~|->|→/.test(tie[0]) || understandName(lastWords(head.slice(0, tie.index), 2)).known;
    if (separated || /->|→/.test(tie[0])) head = head.slice(0, tie.index + (tie[0]!.startsWith(")") ? 1 : 0));
  }
  head = head.replace(/["'`*]+$/, "").trimEnd();
  if (separated && head.endsWith(">")) {
    head = head.replace(
      /\s?<([\w ]+)>$/,
      (_, inner: string, offset: number) => offset > 0 && /\w/.test(head[offset - 1]!) ? "" : inner,
    );
  }
  const start = nameStart(head);
  return understandWords(head.slice(start).trim(), head.slice(0, start), { separated, opened });
}

function lastWords(text: string, count: number): string {
  return text.trim().split(/\s+/).slice(-count).join(" ");
}

/** `Eval mIoU of Airplane       0.79`: a name that is wide enough for a column. */
const NAMED_OF = /(?:^|[\s*-])(\w{1,40}) (?:of|for) \S{1,40}(?: \S{1,20})?$/;

/** Splits the words before a number into name, phase and prose. */
function understandWords(
  words: string,
  before: string,
  { separated, opened }: { separated: boolean; opened: string },
): Phrase {
  const phrase: Phrase = { key: words, separated, opened, phase: "", marks: false, carried: "" };
  const marked = phaseOf(before);
  phrase.phase = marked ?? "";
  phrase.marks = marked !== null;
  const bracketed = /([\w/.-]+)\s?[\[(]$/.exec(before);
  if (bracketed && words && bracketed[1]!.length > words.length && bracketed[1]!.endsWith(words)) {
    phrase.key = bracketed[1]!;
  }
  if (!/\s/.test(words)) {
    const own = /^train(?:ing)?$/i.test(words) ? "" : phaseOfWord(words) || null;
    if (own !== null && /[\[(]/.test(opened)) return { ...phrase, key: "", phase: own, marks: true };
    if (!separated && SENTENCE.test(words)) phrase.key = "";
    if (!separated && /\b(?:from|than)\s*$/.test(before)) phrase.key = "";
    phrase.carried = carriedName(words, before);
    return phrase;
  }
  trimProse(phrase, before);
  return phrase;
}

/** Words that make a counter's name a setting's: `Total optimization steps`. */
const AMOUNT = /\b(?:total|max(?:imum)?|num(?:ber)?|accumulation|warm-?up|every|per)\b/i;

/** What stands behind a name of several words and belongs to it. */
const OF_BEST = / (?:of|for|with) (?:the )?best model$/i;

/** Takes the prose off a name of several words: `Epoch finished with validation loss` → `validation loss`. */
function trimProse(phrase: Phrase, before: string): void {
  const best = OF_BEST.exec(phrase.key)?.[0];
  if (!best) return trimWords(phrase, before);
  phrase.key = phrase.key.slice(0, -best.length);
  trimWords(phrase, before);
  if (understandName(phrase.key).known) phrase.key += best;
}

function trimWords(phrase: Phrase, before: string): void {
  const { separated } = phrase;
  const words = phrase.key.split(/\s+/);
  const last = words.at(-1)!;
  const role = understandName(last).role;
  if (role === "step" || role === "epoch" || role === "batch") {
    const whole = understandName(phrase.key).role;
    const own = whole === role ? phrase.key : last;
    const lead = phrase.key.slice(0, phrase.key.length - own.length);
    if (AMOUNT.test(lead)) return;
    const marked = phaseOf(` ${lead}`) ?? phaseOf(own);
    if (marked !== null) {
      phrase.phase = marked;
      phrase.marks = true;
    }
    phrase.carried = carriedName(own, before + lead);
    phrase.counts = true;
    phrase.key = own;
    return;
  }
  const limit = separated ? 6 : 4;
  let from = Math.max(0, words.length - limit);
  const cut = words.findLastIndex((word, at) =>
    at < words.length - 1 && SENTENCE.test(word) &&
    !(separated && at > 0 && /^(?:of|per|to|and|in|for|over|at|@)$/i.test(word))
  );
  from = Math.max(from, cut + 1);
  if (!separated || words.length - from > 3) {
    const known = words.findIndex((word, at) => at >= from && understandName(word).known);
    const isCell = words.length - from <= 2 && /\|\s*$/.test(before); // `| matrix lr 5e-07 |`
    if (known > from && !separated && !isCell) { while (from < known && !isQualifier(words[from]!)) from++; }
  }
  if (!separated && (from > 0 && /^(?:from|than)$/i.test(words[from - 1]!) || SENTENCE.test(last))) {
    phrase.key = "";
    return;
  }
  phrase.key = words.slice(from).join(" ");
  const own = phaseOfWord(words[from]!.replace(/[:,]$/, ""));
  if (own && words.length - from > 1) {
    phrase.phase = own;
    phrase.marks = true;
  } else if (from > 0) {
    const marked = phaseOf(` ${words.slice(0, from).join(" ")}`);
    if (marked !== null) {
      phrase.phase = marked;
      phrase.marks = true;
    }
  }
}

/** Words that belong to the name behind them. */
function isQualifier(word: string): boolean {
  return /^(?:train(?:ing)?|average|avg|mean|total|running|smoothed?|best|final|min|max|top|global|local|overall|current|last|per|weighted|macro|micro|balanced|[a-z]{1,3})$/i
    .test(word) || phaseOfWord(word) !== "" || understandName(word).known;
}

function carriedName(own: string, before: string): string {
  const { role } = understandName(own);
  if (role !== "step" && role !== "epoch" && role !== "batch") return "";
  const found = CARRIED.exec(before.slice(-80));
  if (!found) return "";
  const words = found[1]!.slice(nameStart(found[1]!)).trim();
  const name = lastWords(words, 3);
  return understandName(name).known ? name : "";
}

const PHASE_WORD =
  /(?:^|[\s\[({|<*#"'-])(saving dict|train(?:ing)?|val(?:id(?:ation|ating)?)?|test(?:ing)?|eval(?:uat(?:ion|ing|e))?|dev)(?=[\s\]):|,>*_\-"']|$)(?!\s*(?:size|every|steps|freq|interval|_))/gi;

/** The phase that words name, the last one where there are several: "" for training, null when they name none. */
export function phaseOf(text: string): string | null {
  let found: string | null = null;
  for (const match of text.matchAll(PHASE_WORD)) found = phaseOfWord(match[1]!);
  return found;
}

/** Offset where the name starts: behind the last thing that ends another field. */
function nameStart(head: string): number {
  let at = openingOf(head);
  while (at > 0) {
    const code = head.charCodeAt(at - 1);
    if (code === 40 || code === 41 || endsField(head, at, code)) return at;
    at--;
  }
  return 0;
}

/** Offset of the bracket that the name's last one closes: `f1-score (micro avg)`, `D(G(z))`, `mAP@[0.5:0.95]`; the length when it closes none. */
function openingOf(head: string): number {
  const threshold = head.endsWith("]") ? /@\[[^\]]{1,24}\]$/.exec(head) : null;
  if (threshold) return threshold.index;
  let depth = 0;
  for (let at = head.length; at > 0 && head.length - at < BRACKETS_MAX_CHARS; at--) {
    const code = head.charCodeAt(at - 1);
    if (code === 41) depth++;
    else if (code === 40) depth--;
    if (depth === 0) return code === 40 && at > 1 ? at - 1 : head.length;
  }
  return head.length;
}

const BRACKETS_MAX_CHARS = 30;

/** Words that end with a point and not a sentence. */
const ABBREVIATED =
  /(?:^|[\s|(-]|\[)(?:val|valid|avg|ave|acc|ep|up|sen|std|max|min|num|iter|cum|tr|te|lr|no|spec|err|rec|reg|disc|gen|adv|recon|prec|sens|grad)\.$/i;
const FIELD_ENDS = new Set(Array.from(",|;\t[]{}│┃├└╰─=>\u3000", (mark) => mark.charCodeAt(0)));

function endsField(head: string, at: number, code: number): boolean {
  if (FIELD_ENDS.has(code)) return true;
  if (code === 34 || code === 39) return !(isWord(head.charCodeAt(at)) && at > 1 && isWord(head.charCodeAt(at - 2)));
  if (code === 58) return at === head.length || head.charCodeAt(at) !== 58;
  if (code === 47) return at === 1 || head.charCodeAt(at - 2) === 32;
  if (code !== 32) return false;
  const before = head.charCodeAt(at - 2);
  if (before === 45 || before === 43) return true;
  if (before === 46) return !ABBREVIATED.test(head.slice(Math.max(0, at - 8), at - 1));
  return before === 32 && head.slice(at).trim() !== "" && !/^\(/.test(head.slice(at));
}
