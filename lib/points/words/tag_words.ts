/**
 * Finds the words that may set a line apart at its end, `step 3 loss 0.5 [ood]`, in a field, `{"step": 3, "dataset": "sketch", "loss": 0.5}`, before
 * its counter, `Teacher epoch 3`, or with a number, `client_1`. Whether they do shows in the log.
 *
 * @module
 */
import { canonicalName, isCounterName, understandName } from "./name.ts";
import { mayNameSplit, namesSplit } from "./splits.ts";

/** A word in brackets at the end of a line. */
const END = /[\])>]\s*$/, TAG = /\s[[(<](\p{L}[\p{L}\d_-]{1,20}(?: [\p{L}\d]{1,12})?)[\])>]\s*$/u;
/** A field whose value is a word, and one whose value is several words in quotes. */
const WORD_FIELD =
    /(?<![\p{L}\d_.-])["']?([a-z][a-z_]{1,20})["']?\s?[:=]\s?\[?(["']?)(\p{L}[\p{L}\d_-]{1,30})\2\]?(?=[\s,;|})]|$)(?!\s[:=])/giu,
  WORDS_FIELD =
    /(?<![\p{L}\d_.-])["']?([a-z][a-z_]{1,20})["']?\s?[:=]\s?(["'])(\p{L}[\p{L}_-]* [\p{L}_ -]{1,30})\2(?=[\s,;|})]|$)/giu;
/** The end of such a field's name, and the first letter of its word. Looked for first, because most lines have none. */
const TIED_WORD = /[a-z_]["']?\s?[:=]\s?\[?["']?\p{L}/iu;
/** `balance : sum inner = 0.5`: behind its colon a name begins, not a value. */
const OPENS_NAME = /^[^=]*: \p{L}+ \p{L}+ =/u;
/** Fields that name what a line was measured on, or which of several things. */
const OF_LINE =
  /^(?:data|dataset|set|source|domain|env|task|model|net|variant|group|subset|mode|stage|kind|part|agent|policy)$/i;
/** Fields of a record, not of what it measures. */
const OF_RECORD =
  /^(?:event|level|lvl|logger|msg|message|text|status|state|time|type|user|file|name|metric|key|tag|id|caller|func)$/i;
/** Fields that number a record: a version's may be a word. */
const OF_NUMBER = /^version$|_(?:id|num)$/i;
/** Words that stand for a value or for none. */
const OF_VALUE = /^(?:nan|inf|infinity|none|null|nil|true|false)$/i;
/** Fields that name the process which printed a record. */
const OF_PROCESS =
  /^(?:host|hostname|node|device|pod|container|process|proc|thread|worker|rank|replica|machine|server)$/i;

/** True for the name of a field that says nothing of what its line measures. */
export const isIdleField = (key: string): boolean => [OF_RECORD, OF_NUMBER, OF_PROCESS].some((each) => each.test(key));

/** Words before a counter's name at the start of a line: `Teacher epoch 3, loss 0.5`. */
const BEFORE_COUNTER =
  /^[\s*>#-]*(\p{L}[\p{L}\d_-]+ +(?:\p{L}[\p{L}\d_-]* +){0,2})(?:[-–|>»]{1,3} )?(\p{L}{2,12}) ?(?:[:#]? ?|= *)[[(]?\d/u;

/** The words before the counter that begins a line; empty without one. */
function counterOwner(part: string): string {
  const [, before = "", counter = ""] = BEFORE_COUNTER.exec(part) ?? [], words = before.trim();
  if (words === "" || !isCounterName(counter)) return "";
  const own = words.split(" ").filter((word) => !namesSplit(word));
  return own.length > 0 && own.every((word) => mayNameSplit(word) && !isCounterName(word)) ? words : "";
}

/** The word at the end of a line, in a field of it, or before its counter, that may set it apart; empty without one. */
export function tagOf(part: string): string {
  const head = headOfValues(part);
  if (head !== "") return head;
  const word = tagAtEnd(part) || fieldOf(part) || counterOwner(part);
  const isWord = word !== "" && !OF_VALUE.test(word);
  return isWord && mayNameSplit(word) && mayNameSplit(word.replace(/[-_]?\d+$/, "")) ? word : "";
}

/** The words in brackets at the end of a line; empty without any, and for a counter: `best: 0.5 (epoch 3)`. */
function tagAtEnd(part: string): string {
  const words = END.test(part) ? TAG.exec(part)?.[1] ?? "" : "";
  return !isCounterName(words.split(" ")[0]!) ? words : "";
}

/** A word that ends with a number: `client_1`, `node02`. */
const NUMBERED = /(?<![\p{L}\d_./:=@\\-])(\p{L}[\p{L}_-]{1,20}\d{1,3})(?![\p{L}\d_/=@-]|[.,]\d|\.\p{L})/gu;

/** The words before a line's values that end with a number and say which of several things they are of: none is part of a name. */
export function numberedOf(before: string, names: readonly string[]): string {
  const words = Array.from(before.matchAll(NUMBERED), ([word]) => word).filter((word) => {
    const bare = word.replace(/[_-]?\d+$/, ""), name = canonicalName(word);
    return bare.length > 1 && mayNameSplit(bare) && !isCounterName(bare) && !understandName(word).known &&
      !names.some((each) => each.includes(name));
  });
  return [...new Set(words)].join(" ");
}

/** The word in the field that says what a line is of; empty without one, and where several fields may. */
function fieldOf(part: string): string {
  if (!TIED_WORD.test(part)) return "";
  const fields = [WORD_FIELD, WORDS_FIELD].flatMap((field) => [...part.matchAll(field)])
    .map(({ index, 1: key, 3: word }) => ({ index, key: key!, word: word! }))
    .filter(({ index, key }) => !isIdleField(key) && !OPENS_NAME.test(part.slice(index)));
  const found = fields.find(({ key }) => OF_LINE.test(key)) ?? (fields.length === 1 ? fields[0] : undefined);
  const word = found?.word ?? "";
  return understandName(word).known && !namesSplit(word) ? "" : word; // the name of a value: `Val: acc 0.5`
}

/** Such fields where they begin a line: there a class is no name. */
const OF_FIRST = /^(?:label|class|data|dataset|domain|env|task|model|net|variant|group|part|agent|policy)$/i;
/** A field that begins a line. */
const FIRST_FIELD = /^[\s{([]{0,4}["']?(\p{L}{2,12})["']?\s?[:=]\s?["']?(\p{L}[\p{L}\d_.-]{0,30})["']?\s?[,;|]/u;

/** The word in the field that begins a line and says what it is of, `label: fox, acc: 0.5`; empty without one, and for a split. */
export function labelInField(part: string): string {
  const [, key = "", word = ""] = FIRST_FIELD.exec(part) ?? [];
  return OF_FIRST.test(key) && mayNameSplit(word) && !OF_VALUE.test(word) && !understandName(word).known ? word : "";
}

/** The word before the names of a line's values, any word: `Result: acc 0.5`, `Final (k=3): loss 0.4, acc 0.5`. */
const HEADED_VALUES = /^[^\p{L}\d]{0,12}(\p{L}{3,20})(?: \([^()]{1,30}\))?: (\p{L}[\p{L}_-]{1,20}) [-+]?\d/u;
/** The word before a dictionary, and a word for what it holds: `Test - Upper results: {'acc': 0.5`. */
const HEADED_DICTIONARY =
  /(?:^|[\s|:-])(\p{L}[\p{L}\d_]{2,20}) (?:metrics?|results?|scores?): \{ ?["']?(\p{L}[\p{L}_-]{1,20})["']?:/u;

/** The word that a line begins with, before a name that every program knows; empty without one, and for a split and a counter. */
function headOfValues(part: string): string {
  const [, head = "", name = ""] = HEADED_VALUES.exec(part) ?? HEADED_DICTIONARY.exec(part) ?? [];
  return head !== "" && understandName(name).known && !namesSplit(name) && !namesSplit(head) && !isCounterName(head)
    ? head
    : "";
}
