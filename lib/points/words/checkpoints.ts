/**
 * Recognises lines that tell of a checkpoint: that it was saved, found or loaded. The values on such a line are what the checkpoint holds;
 * the run's own lines print them too. Doesn't find marks of a run: `run_mark_kinds.ts` does.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";
import { type NameList, namesWith, wholeNames } from "./spellings.ts";
import { RUN_WORDS } from "./tables/run_words.ts";
import { wordsBeyondEnglish } from "./tables/table.ts";

const MODEL_FILES = "pt pth ckpt npz h5 keras safetensors msgpack pdparams gguf".split(" ");
/** The end of the name of a file that a model is kept in. Part of an expression. */
export const MODEL_FILE_END: string = String.raw`\.(?:${MODEL_FILES.join("|")})(?:\.tar)?`;

/** What a line begins with, before its words: arrows, stars, brackets. */
const START = String.raw`^[^\p{L}\d]{0,6}`;
/** Words between the verb and its object: no value stands among them. */
const BETWEEN = "^[^=:|;]{0,60}?";
const NAMED = new RegExp(String.raw`${BETWEEN}(?:checkpoint|ckpt|snapshot|weights|model|state)s?\b`, "iu");
const FILED = new RegExp(String.raw`${BETWEEN}${MODEL_FILE_END}\b`, "iu");
const COUNTED = new RegExp(
  String.raw`${BETWEEN}\b(?:from|of|at) [^=:|;]{0,60}?(?:step|epoch|iteration|iter|update|round)[ =:#]*\d`,
  "iu",
);
/** Verbs that a message begins with, and what may stand behind each. */
const VERBS: readonly { words: NameList; objects: readonly RegExp[] }[] = [{
  words: wholeNames("(?:load|reload|restor|resum|continu|initiali[sz]|start|found|us|read)(?:e|ed|ing|d)?"),
  objects: [COUNTED, NAMED, FILED],
}, { words: wholeNames("(?:sav|writ|stor|dump|export)(?:e|ed|ing|ten)? wrote"), objects: [NAMED, FILED] }];
const FIRST_WORD = new RegExp(String.raw`${START}([a-z]+)\b`, "iu");
/** `starting of`: no verb of a checkpoint. */
const STARTS_OF = /^\w* of\b/i;

/** The same behind what it was done to, and in what way: `Teacher loaded from`, `Successfully restored model`. */
const LATER_WORD = new RegExp(
  String.raw`${START}(?:\p{L}+[\]:]? ){1,2}((?:reload|load|restor|resum|initiali[sz])ed)\b`,
  "iu",
);
/** A remark without a value: `Initialized (residual=True) from`. */
const REMARK = /\([^()\d]*\) ?/g;

/** True for a text that begins with what was done to a checkpoint: `Saved model to`. */
function tellsOfDoing(line: string): boolean {
  const text = line.replace(REMARK, "");
  return tellsOfVerb(text, FIRST_WORD) || tellsOfVerb(text, LATER_WORD);
}

function tellsOfVerb(text: string, word: RegExp): boolean {
  const found = word.exec(text), verb = found?.[1]?.toLowerCase() ?? "", rest = text.slice(found?.[0].length);
  if (verb.startsWith("start") && STARTS_OF.test(rest)) return false;
  return VERBS.some(({ words, objects }) => words.test(verb) && objects.some((object) => object.test(rest)));
}

const SUBJECT = new RegExp(
  String.raw`${START}(?:(?:new|best|last|latest|final|the) ){0,2}(?:checkpoint|model|weights|snapshot|ckpt)\b`,
  "iu",
);
const DONE = /^[^=|;]{0,40}?\b(?:saved|loaded|restored|written|found|exported)\b/iu;

/** True for a text that begins with a checkpoint, and says what was done to it: `Best model saved`. */
function tellsOfObject(text: string): boolean {
  const subject = SUBJECT.exec(text);
  return subject !== null && DONE.test(text.slice(subject[0].length));
}

const MESSAGES = [
  String.raw`${START}updat(?:e|ed|ing) (?:the )?(?:new )?best (?:checkpoint|model|weights)\b`,
  String.raw`${START}(?:best|last|latest|final) (?:checkpoint|ckpt|snapshot)\b`,
  String.raw`${START}(?:checkpoint|ckpt|resume|restore)\]`,
  String.raw`${START}[\w./-]{1,80}${MODEL_FILE_END}\b\s?[:(]`,
].map((source) => new RegExp(source, "iu"));

const FILE = new RegExp(String.raw`${MODEL_FILE_END}(?![\w.])['"]?`, "iu"), FROM = /\bfrom \S{1,80}$/i;
const COUNT = String.raw`(?:global[ _])?(?:step|epoch|iter(?:ation)?|update|round)[ =:#]{1,3}\d+`;
/** How far training was when the file was written, behind its name: with more in brackets, and alone. */
const IN_BRACKETS = new RegExp(String.raw`^\s*[(\[]\s*${COUNT}[^)\]\d]{2,40}\d`, "i"),
  BEHIND = new RegExp(String.raw`^[,:]?\s+${COUNT}`, "i");

/** True for a text that says what a model's file is from: `best.pt (epoch 3, loss 0.5)`, `from best.pt, epoch 3, loss 0.5`. */
function tellsOfFile(text: string): boolean {
  const file = FILE.exec(text);
  if (file === null) return false;
  const before = text.slice(0, file.index), behind = text.slice(file.index + file[0].length);
  return !/[|;]/.test(before) && (IN_BRACKETS.test(behind) || (FROM.test(before) && BEHIND.test(behind)));
}

/** A part of its own that prints a value behind the message: `saved ckpt-500.pt; val_loss=2.56`. */
const OWN_VALUE = /[;|] *[\p{L}_][\p{L}\d_ /.-]{0,30} ?[=:] ?[-+]?\d/u;

const { model, modelPart, savedOrLoaded } = RUN_WORDS, OTHER_VERBS = wordsBeyondEnglish(savedOrLoaded);
/** What is saved or loaded, and that it was, in languages other than English: both stand before a line's first value. */
const OTHER_OBJECT = namesWith(...wordsBeyondEnglish(model, modelPart)), OTHER_VERB = namesWith(...OTHER_VERBS);
const HEAD_MAX_CHARS = 80;
/** What is saved or loaded, where a message says from which step, and the verbs of other languages. */
const CLUES: Clues = makeClues(
  ..."checkpoint ckpt snapshot weights model state resume] restore]".split(" "),
  ...MODEL_FILES.map((end) => `.${end}`),
  ...["from ", "of ", "at "],
  ...OTHER_VERBS,
);

/** True for a text whose words before the first value say in another language that a model was saved or loaded. */
function isOther(text: string): boolean {
  const head = /^[^=:(\d|;]*/.exec(text.slice(0, HEAD_MAX_CHARS))![0].toLowerCase();
  return OTHER_VERB.test(head) && OTHER_OBJECT.test(head);
}

/** True for a line that tells of a checkpoint, and prints no value in a part of its own. */
export function isCheckpointLine(text: string, look?: Look): boolean {
  if (!mayStand(CLUES, look)) return false;
  const isMessage = tellsOfDoing(text) || tellsOfObject(text) || tellsOfFile(text) || isOther(text) ||
    MESSAGES.some((message) => message.test(text));
  return isMessage && !OWN_VALUE.test(text);
}
