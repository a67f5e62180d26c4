/**
 * Finds the words that may set a line apart from lines of the same numbers: at its start, `[student] step 3 loss 0.5`, at its end,
 * `step 3 loss 0.5 [ood]`, in a field, `{"step": 3, "dataset": "sketch", "loss": 0.5}`. Whether they do shows in the log: here they are only
 * named.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";
import { makeForm } from "../scan/steps.ts";
import { endsWithGiven } from "./given_words.ts";
import { canonicalName, isCounterRole, understandName } from "./name.ts";
import { mayNameSplit, namesSplit } from "./splits.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { makeWordSet, type WordSet, wordsIn } from "./tables/table.ts";

const BADGE =
  /^(?:[[(](\p{L}[\p{L}_-]{0,20}(?: \p{L}[\p{L}\d]{0,11})?)[\])]|<(\p{L}[\p{L}_-]{0,20})>|(\p{L}[\p{L}_-]{0,20}) \|)\s/u;
/** The same behind the split that it is a part of: `Validation (night) loss 0.5`. */
const PART_OF_SPLIT = /^(\p{L}{3,12}) [[(](\p{L}[\p{L}_-]{0,20})[\])]:?\s/u;
/** Which values a line lists: `best metrics, acc: 0.5`. */
const OF_METRICS = /^(\p{L}[\p{L}_-]{1,20}) (?:metrics?|results?|scores?), (?=\p{L})/u;
/** Words of which one says that a line lists the best values so far. */
export const BEST_WORDS: WordSet = makeWordSet(wordsIn(STATE_WORDS.best));
/** Without one of these words a line lists no best values. */
export const BEST_CLUES: Clues = makeClues(...wordsIn(STATE_WORDS.best));
/** Words that may begin a title of several words: `Mean heights:`. */
const MEAN: ReadonlySet<string> = new Set(wordsIn(STATE_WORDS.mean));
/** Such a word that marks set off from the names behind it: `Best model: acc 0.5`, `==> Best [top1: 50.5`, `[Best] acc: 0.5`. */
const OF_BEST = makeForm([
  String.raw`^[\s\[(=*#>→★-]{0,12}(?<best>\p{L}{2,10})(?: \p{L}{2,10}(?= metrics| results| scores))?`,
  String.raw`(?: (?:model|results?|scores?|metrics?|so far|checkpoint)){0,2}`,
  String.raw`(?: ?(?:[:\])]|[-=]?>|→)| [\[(]) ?[\[({]?['"]?(?=\p{L})`,
], { flags: "u" });

/** What the values of a line are of: `Solving for Ux, Initial residual = 0.14`. */
const FOR = /^[^=\d]{0,60}\bfor (?:the )?(\p{L}[\p{L}\d_-]{0,20})[,:;] /u;
/** A service, as docker compose prints it before its number. */
const SERVICE = /(?:^|\s)([A-Za-z][\w.-]{0,40}?)[-_]$/;

/** The words before the first name of a line, and a number behind that name. */
const LABEL_WORD = String.raw`\p{L}[\p{L}\p{M}\p{N}_.@-]{0,30}`;
const LABEL = makeForm([
  String.raw`^[\s|]*(?:[-*•·└├─>#=]+ )?`,
  String.raw`(?<label>${LABEL_WORD}(?: ${LABEL_WORD})?)(?:\s*:\s+\(?|\s{2,}|\s[-=|→]>?\s)`,
  String.raw`(?<name>\p{L}[^\d=:,;|]{0,30}?)\s?[\s=:]\s*[-+.\d]`,
], { flags: "u" });

/** The same where the last of the words is a remark in brackets: `Critic (real) loss 0.5`. */
const REMARKED = makeForm([
  String.raw`^[\s|]*(?:[-*•·└├─>#=]+ )?`,
  String.raw`(?<label>${LABEL_WORD}(?: ${LABEL_WORD})? \([^()\d=:]{1,24}\))`,
  String.raw` (?<name>\p{L}[^\d=:,;|()]{0,30}?)\s?[\s=:]\s*[-+.\d]`,
], { flags: "u" });

/** The words before a line's names, with a colon or a wide gap: `road` of `road: IoU = 0.4` and `road   IoU 0.4`. Empty without them. */
export function labelOf(part: string): string {
  const { label, name } = (LABEL.find(part) ?? REMARKED.find(part))?.offsets ?? {};
  if (!label || !name) return whatFor(part);
  const apart = part.slice(...label).split(" ").filter((word) => !namesSplit(word)).join(" ");
  return !apart.startsWith("(") && maySetApart(apart) && !namesSplit(part.slice(...name)) ? apart : "";
}

/** True for words that name no counter. A known split is one of them where others tell it from the next one: `val_seen`, `val_unseen`. */
function maySetApart(label: string): boolean {
  const words = label.split(/[ _.@()]+/).filter((word) => word !== "").filter((word) => !namesSplit(word));
  return words.length > 0 && words.every(mayTellApart) && isNoCounter(label);
}

/** True for a word that is no counter; of `held-out` one part is enough. */
function mayTellApart(word: string): boolean {
  const parts = word.split("-");
  return parts.some(mayNameSplit) && parts.every(isNoCounter);
}

function isNoCounter(word: string): boolean {
  const { role } = understandName(word);
  return role === "metric" || role === "noise" || role === "setting";
}

/** A line of one to three words, and a letter, with marks around them. */
const TITLE = /^[\s*=#>+\-_[({'".:]*((?:\p{L}[\p{L}\p{M}\d_@-]{1,20} ?){1,3}(?:(?<= )\p{Lu})?)[\])}'"\s*=#<+\-_.:…]*$/u;
/** Words behind the one that sets apart: `Holdout pass`. */
const OF_TITLE = /(?: (?:pass|phase|stage|set|data|loop|run|mode|part))+$/;

const BEST_COUNTER = /^[\s*=#>+\-_[({'".:]*(\p{L}+)[ _-](\p{L}{1,9})\s?[:=#]?\s?\d+[^\p{L}\d]*$/u;

/** True for the counter of the best values, alone on its line: `Best epoch: 12`. */
export function isBestCounter(part: string): boolean {
  const [, best = "", counter = ""] = BEST_COUNTER.exec(part) ?? [];
  return BEST_WORDS.has(best.toLowerCase()) && isCounterRole(understandName(counter).role);
}

/** The title that such a line is. */
export const BEST_TITLE = "best";

/** The words of a line that has nothing else: `checking` of `Checking...`. Empty where they are known to set nothing apart. */
export function titleOf(part: string): string {
  if (isBestCounter(part)) return BEST_TITLE;
  const title = TITLE.exec(part)?.[1]?.trim().toLowerCase().replace(OF_TITLE, "") ?? "";
  if (endsWithGiven(title)) return title;
  return mayBeTitle(title) ? title : "";
}

/** True for words that may set the lines below them apart. */
function mayBeTitle(title: string): boolean {
  const words = title.split(/[ _-]/);
  return title !== "" && isNoCounter(title) &&
    words.every((word, at) => mayNameSplit(word) || (at === 0 && words.length > 1 && MEAN.has(word)));
}

/** A count in brackets behind or before the words of a heading. */
const COUNT_IN_BRACKETS = /[([][^()[\]]{0,24}\d[^()[\]]{0,12}[)\]]/;

/** The words of a heading with a count in brackets: `holdout` of `--- Holdout results (Epoch 3) ---`, `[3/9] Holdout`. Empty without any. */
export function titleBesideCount(part: string): string {
  const [, words = ""] = COUNT_IN_BRACKETS.test(part) ? TITLE.exec(part.replace(COUNT_IN_BRACKETS, " ")) ?? [] : [];
  const title = withoutAsides(words.trim().toLowerCase());
  return mayBeTitle(title) ? title : "";
}

/** The words of a title without those at its end that say what stands below any title: `holdout` of `holdout results`. */
function withoutAsides(title: string): string {
  const words = title.split(" "), own = words.findLastIndex(mayNameSplit);
  return own >= 0 ? words.slice(0, own + 1).join(" ") : title;
}

/** What a heading is of, at its end: `Evaluation results for masks:`. */
const HEADED_OF =
  /\p{L} (?:for|on|of|in) (?:the )?["'`]?(\p{L}[\p{L}\d_@-]{1,30})["'`]?(?: (?:set|data|dataset|split))?[\s*=.:…]*$/u;

/** The same alone, behind a field's name or a verb: `Dataset: sketch`, `Evaluating photo`, `Training A`. */
const HEADED_BY =
  /^[^\p{L}]*(?:(?:data ?set|domain|task|env)\s?[:=]|(?:evaluat|test|validat|train)ing)\s+["'`]?(\p{L}[\p{L}\d_@-]*)\W*$/iu;

/** The word for what a heading is of, in lower case; empty without one, and for a split. */
export function subjectOf(heading: string): string {
  const word = (HEADED_OF.exec(heading) ?? HEADED_BY.exec(heading))?.[1]?.toLowerCase() ?? "";
  return word !== "" && isNoCounter(word) && word.split(/[_-]/).some(mayNameSplit) ? word : "";
}

/** Around such a word, and before what a line is of. */
const BADGE_CLUES: Clues = makeClues("[", "(", "<", "|", "for ");

/** A bracket behind a line's first words, with what stands behind a column's mark: `Best (rho=0.1) | step 3` names a run. */
const NAME_IN_COLUMN = /^[^()[\]|]*[([][^()[\]|]*[)\]]\s*\|/;

/** The word for the best values so far that a line begins with, in lower case; empty without one. */
function bestWordOf(part: string): string {
  if (NAME_IN_COLUMN.test(part)) return "";
  const best = part.slice(...(OF_BEST.find(part)?.offsets.best ?? [0, 0])).toLowerCase();
  return BEST_WORDS.has(best) ? best : "";
}

/** True for a line that lists the best values so far: `Best model: acc 0.5`. */
export const isOfBest = (part: string): boolean => bestWordOf(part) !== "";

/** The word that begins a line's own text; empty without one. */
export function badgeOf(part: string, look?: Look): string {
  const listed = OF_METRICS.exec(part)?.[1];
  if (listed !== undefined) return namesSplit(listed) ? "" : listed;
  const best = mayStand(BEST_CLUES, look) ? bestWordOf(part) : "";
  if (best !== "") return best;
  if (!mayStand(BADGE_CLUES, look)) return "";
  const [, bracketed, angled, piped] = BADGE.exec(part) ?? [];
  const word = bracketed ?? angled ?? piped;
  if (word !== undefined) return mayNameSplit(word) ? asBadge(word, bracketed !== undefined) : "";
  return partOfSplit(part) || whatFor(part);
}

/** The word in brackets behind a split at the start of a line, any word: `Test (final) loss 0.5`. Empty without one. */
function partOfSplit(part: string): string {
  const [, split, word = ""] = PART_OF_SPLIT.exec(part) ?? [];
  return split !== undefined && namesSplit(split) && !namesSplit(word) ? asBadge(word) : "";
}

/** The word behind `for`, which says what the values are of; empty without one. */
function whatFor(part: string): string {
  const word = FOR.exec(part)?.[1] ?? "";
  return mayNameSplit(word) ? asBadge(word) : "";
}

/** The word, where it may set a line apart. In brackets a word that says nothing about training may too: `[Sample] loss 0.5`. */
function asBadge(word: string, isBracketed = false): string {
  if (word === "") return "";
  const { role, known, kind } = understandName(word);
  return (role === "metric" || (isBracketed && role === "noise")) && !known && kind === "metric" ? word : "";
}

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
  if (words === "" || !isCounterRole(understandName(counter).role)) return "";
  const own = words.split(" ").filter((word) => !namesSplit(word));
  return own.length > 0 && own.every((word) => mayNameSplit(word) && isNoCounter(word)) ? words : "";
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
  return isNoCounter(words.split(" ")[0]!) ? words : "";
}

/** A word that ends with a number: `client_1`, `node02`. */
const NUMBERED = /(?<![\p{L}\d_./:=@\\-])(\p{L}[\p{L}_-]{1,20}\d{1,3})(?![\p{L}\d_/=@-]|[.,]\d|\.\p{L})/gu;

/** The words before a line's values that end with a number and say which of several things they are of: none is part of a name. */
export function numberedOf(before: string, names: readonly string[]): string {
  const words = Array.from(before.matchAll(NUMBERED), ([word]) => word).filter((word) => {
    const bare = word.replace(/[_-]?\d+$/, ""), name = canonicalName(word);
    return bare.length > 1 && mayNameSplit(bare) && isNoCounter(bare) && !understandName(word).known &&
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

/** The word before the names of a line's values, any word: `Result: acc 0.5`, `Final: loss 0.4, acc 0.5`. */
const HEADED_VALUES = /^[^\p{L}\d]{0,12}(\p{L}{3,20}): (\p{L}[\p{L}_-]{1,20}) [-+]?\d/u;
/** The word before a dictionary, and a word for what it holds: `Test - Upper results: {'acc': 0.5`. */
const HEADED_DICTIONARY =
  /(?:^|[\s|:-])(\p{L}[\p{L}\d_]{2,20}) (?:metrics?|results?|scores?): \{ ?["']?(\p{L}[\p{L}_-]{1,20})["']?:/u;

/** The word that a line begins with, before a name that every program knows; empty without one, and for a split and a counter. */
function headOfValues(part: string): string {
  const [, head = "", name = ""] = HEADED_VALUES.exec(part) ?? HEADED_DICTIONARY.exec(part) ?? [];
  return head !== "" && understandName(name).known && !namesSplit(name) && !namesSplit(head) && isNoCounter(head)
    ? head
    : "";
}

/** The service whose replica's number follows a text; empty without one. */
export function serviceBefore(text: string): string {
  return SERVICE.exec(text)?.[1] ?? "";
}
