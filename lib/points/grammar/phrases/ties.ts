/**
 * Signs and words between a name and its number.
 *
 * @module
 */
import { understandName } from "../../words/name.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { spokenIn, wordsIn } from "../../words/tables/table.ts";
import { namesSplit } from "../../words/splits.ts";
import { isSpace, spacedWords } from "../../scan/split_text.ts";
import { spellings } from "../../words/spellings.ts";
import { withoutPlaceholder } from "../placeholders.ts";
import type { PhraseDraft, PhraseRule } from "./draft.ts";

/** Takes off the end of what is left. */
function tie(draft: PhraseDraft, head: string, separated = true): false {
  draft.head = head;
  draft.separated = separated;
  return false;
}

/** The end of a text of a tuple, as Python 2 prints one: `('loss:', 0.5)`. */
const QUOTED_SIGN = /(?<=[=:] ?)["'] ?,$/;

/** `loss=0.5`, `loss : 0.5`, `('loss:', 0.5)`. */
export const signBetween: PhraseRule = {
  name: "an equals sign or a colon",
  lines: [
    ["step: 3 widgets=0.5 gadgets : 0.25", "widgets=0.5@3 gadgets=0.25@3"],
    ["('Epoch:', '0003', 'loss=', '0.5', 'acc=', '0.9')", "loss=0.5@3 acc=0.9@3"],
    ['{:gen=>3, :set=>"a", :widgets=>0.5, "gadgets"=>0.25}', "widgets=0.5@3 gadgets=0.25@3"],
    ["epoch→3 widgets->0.5 gadgets→-0.25", "widgets=0.5@3 gadgets=-0.25@3"],
  ],
  read(draft) {
    const head = draft.head.endsWith(",") ? draft.head.replace(QUOTED_SIGN, "").trimEnd() : draft.head;
    return /[=:：]$/.test(head) && tie(draft, head.replace(/[\s=:：]+$/, ""));
  },
};

/** `Loss: %f 0.5`, `Accuracy: {} 0.9`. */
export const unfilled: PhraseRule = {
  name: "a placeholder that its program didn't fill",
  lines: [["Epoch: %d 3 Loss: %.4f 0.5", "loss=0.5@3"], ["step 3\nAccuracy: {:.2f}% 0.5", "accuracy=0.5@3"]],
  read(draft) {
    const head = withoutPlaceholder(draft.head);
    return head !== null && tie(draft, head);
  },
};

/** Points that lead the eye from a name to its value. */
const LEADERS = /[\p{L}\d)\]] ?\.{3,80}$/u;
/** Few points behind a word may end a sentence, `Evaluating... 5`; not a longer row, nor any behind a digit. */
const SURE_LEADERS = /\.{8}$|\d ?\.+$/;

/** `train loss ........ 0.5`, `R@10 ........ 75%`. */
export const leadersBetween: PhraseRule = {
  name: "points that lead from a name to its number",
  lines: [["epoch 3\ntrain loss ........ 0.5", "train_loss=0.5@3"], [
    "Époque 3\nTaux d'apprentissage .... 0.5\nÉpoque 4\nTaux d'apprentissage .... 0.25",
    "taux_d'apprentissage=0.5@3 taux_d'apprentissage=0.25@4",
  ], [
    "epoch 3\nR@10 ....... 75.0%\nF1... 0.5\nepoch 4\nR@10 ....... 76.0%\nF1... 0.25",
    "f1=0.5@3 r@10=75@3 r@10=76@4 f1=0.25@4",
  ]],
  read(draft) {
    const name = LEADERS.test(draft.head) ? draft.head.replace(/ ?\.+$/, "") : "";
    return name !== "" && (SURE_LEADERS.test(draft.head) || endsWithKnown(name)) && tie(draft, name);
  },
};

/** Words of a known name, at most: `learning rate`. */
const KNOWN_WORDS_MAX = 3;

/** True for words the last of which are a known name. */
function endsWithKnown(words: string): boolean {
  for (let count = 1; count <= KNOWN_WORDS_MAX; count++) if (understandName(lastWords(words, count)).known) return true;
  return false;
}

/** Words in brackets that are too long for a part of a name. */
const LONG_REMARK = /(?<=\p{L}) \((?=.{29})\p{L}[^()\d=:]{1,90}\)$/u;

/** `loss (sum over all examples seen in this epoch): 0.5`. */
export const remarkBefore: PhraseRule = {
  name: "a long remark behind a known metric",
  lines: [["step 3 loss (sum over all examples' seen this epoch): 0.5", "loss=0.5@3"]],
  read(draft) {
    const remark = draft.separated && draft.head.endsWith(")") ? LONG_REMARK.exec(draft.head) : null;
    const isKnown = remark !== null && understandName(lastWords(draft.head.slice(0, remark.index), 1)).known;
    return isKnown && tie(draft, draft.head.slice(0, remark.index));
  },
};

/** `loss - 0.5`. */
export const dashBetween: PhraseRule = {
  name: "a dash between spaces",
  lines: [[
    "step 3, loss - 0.5, widgets - 4\nstep 4, loss - 0.4, widgets - 5",
    "loss=0.5@3 loss=0.4@4 widgets=4@3 widgets=5@4",
  ]],
  read: (draft) => !draft.separated && /\S -$/.test(draft.head) && tie(draft, draft.head.slice(0, -2)),
};

const CELL = /^\s*\|?\s*([^|]*?[A-Za-z][^|]*?)\s*\|$/;

/** `| loss | 0.5 |`. Only a name that every program knows stands in such a cell. */
export const cellBorder: PhraseRule = {
  name: "the border behind a cell",
  lines: [["step 3 | loss | 5% |", "loss=5@3"]],
  read(draft) {
    if (draft.separated || !draft.head.endsWith("|")) return false;
    const cell = CELL.exec(draft.head)?.[1], isKnown = cell !== undefined && understandName(cell).known;
    return tie(draft, isKnown ? cell : "", isKnown);
  },
};

/** A name alone between two commas or semicolons, the first of which may be the line's start. */
const LISTED = /^(?:\s*[,;]\s*)?(\p{L}[^,;=:|\d]{0,40}?)[\s:=]{0,2}[,;]$/u;

/** `epoch, 3, loss, 0.5`, `lr, 0.001`. Of other names it may be a cell with text: `3, resnet, 0.5`. */
export const commaBetween: PhraseRule = {
  name: "a comma or a semicolon behind a known name that is an item of its own",
  lines: [
    ["epoch 3, loss, 0.5, acc, 0.9", "loss=0.5@3 acc=0.9@3"],
    ["Epoch 3 ; loss ; 0.5", "loss=0.5@3"],
    ["step 3\nlr, 0.01\nstep 4\nlr, 0.001", "learning_rate=0.01@3 learning_rate=0.001@4"],
  ],
  read(draft) {
    const name = draft.separated ? undefined : LISTED.exec(draft.head)?.[1];
    return name !== undefined && understandName(name).known && tie(draft, name);
  },
};

/** The name in `Eval mIoU of Airplane       0.79`, which fills a column. */
const NAMED_OF = /(?:^|[\s*-])(\w{1,40}) (?:of|for) \S{1,40}(?: \S{1,20})?$/;

/** Of other names two spaces tell nothing. */
export const columnOf: PhraseRule = {
  name: "two spaces behind a known metric and what it is of",
  lines: [["step 3 loss 0.5\nEval mIoU of Airplane       0.79", "loss=0.5@3 eval_miou_of_airplane=0.79@3"]],
  read: (draft) =>
    !draft.separated && /\s\s$/.test(draft.opened) && understandName(NAMED_OF.exec(draft.head)?.[1] ?? "").known &&
    tie(draft, draft.head),
};

const { is, isOf, of } = SMALL_WORDS;
/** Words and arrows between a name and its number. */
const TIES: ReadonlySet<string> = new Set([
  ...spokenIn(is, isOf),
  ..."now ke- -> → => ==>".split(" "),
  ...spellings("(?:has |had )?reached"),
  ...spellings("(?:stands|stays|remains) at"),
  ...spellings("(?:is |was )?equal to"),
  ...spellings("(?:went|gone|dropped|fell|rose|came|got|improved) (?:down |up )?to"),
]);
/** The same behind a known name alone. */
const LOOSE_TIES: ReadonlySet<string> = new Set([...wordsIn(of), "~", "->", "→"]);
const TIE_MAX_CHARS = Math.max(...Array.from(TIES, ({ length }) => length));

const CLOSE = 41;

/** Offset of the space or bracket before the words that tie a number to the text; -1 without such words. */
function tieStart(head: string): number {
  let start = -1;
  for (let at = head.length - 1; at >= 0 && head.length - at - 1 <= TIE_MAX_CHARS; at--) {
    const code = head.charCodeAt(at);
    if (!isSpace(code) && code !== CLOSE) continue;
    const word = head.slice(at + 1);
    if (TIES.has(word) || LOOSE_TIES.has(word)) start = at;
  }
  return start;
}

/** What was measured in `RMSE on Boston`. */
const MEASURED_ON =
  /(?:^|\s)(\p{L}[\w-]{0,40}) (?:on|of|over|for) (?:the )?(\S{1,40})(?: (?:set|data|dataset|split|model))?$/u;

/** `loss is 0.5`, `loss -> 0.5`. Of some words only a known name before them counts. */
export const wordBetween: PhraseRule = {
  name: "a word or an arrow: is, was, reached, dropped to",
  lines: [["step 3 loss is 0.5", "loss=0.5@3"], ["step 3 with cost equal to 0.5", "cost=0.5@3"], [
    "step 3: the loss dropped to 0.5",
    "loss=0.5@3",
  ], [
    "step 3 loss 0.5\nRMSE on Boston -> 0.75",
    "loss=0.5@3 rmse_on_boston=0.75@3",
  ]],
  read(draft) {
    const { head, separated } = draft, start = separated ? -1 : tieStart(head);
    if (start < 0) return false;
    const word = head.slice(start + 1), isArrow = /->|→/.test(word);
    const before = head.slice(0, start).trimEnd(), [, noun, data] = MEASURED_ON.exec(before) ?? [];
    const measured = noun && !namesSplit(data!) ? noun : lastWords(before, 2);
    const isTied = !LOOSE_TIES.has(word) || understandName(measured).known;
    if (!isTied && !isArrow) return false;
    return tie(draft, head.slice(0, start + (head[start] === ")" ? 1 : 0)), isTied);
  },
};

/** Words at the end of a text. */
export function lastWords(text: string, count: number): string {
  return spacedWords(text.trim()).slice(-count).join(" ");
}

/** ` - ` between two fields. */
export const dashAlone: PhraseRule = {
  name: "a dash alone is no name",
  lines: [["3/10 - 1s - 76ms/step - loss: 0.5", "ms/step=76@3! loss=0.5@3"]],
  read: (draft) => draft.head.trim() === "-" && tie(draft, "", draft.separated),
};

/** `train loss <loss>: 0.5`, `**loss**: 0.5`, `"loss": 0.5`. */
export const marksBehind: PhraseRule = {
  name: "quotes, stars and angle brackets behind a name",
  lines: [
    ["step 3 *loss*: 0.5 'acc': 0.9", "loss=0.5@3 acc=0.9@3"],
    [
      "step 3 train loss <loss>: 0.5",
      "train_loss=0.5@3",
    ],
    ["step 3 loss<train>: 0.5 loss<val>: 0.6", "loss_train=0.5@3 loss_val=0.6@3"],
    [
      "step 3 drag<left>=0.5 drag<right>: 0.25",
      "drag_left=0.5@3 drag_right=0.25@3",
    ],
  ],
  read: (draft) => tie(draft, trimMarks(draft.head, draft.separated), draft.separated),
};

function trimMarks(head: string, separated: boolean): string {
  const name = head.replace(/["'`*]+$/, "").trimEnd();
  if (!separated || !name.endsWith(">")) return name;
  return name.replace(
    /(\s?)<([\w ]+)>$/,
    (_, gap: string, inner: string, offset: number) => {
      if (offset === 0 || !/\w/.test(name[offset - 1]!)) return inner;
      return gap === "" || namesSplit(inner) ? `_${inner}` : "";
    },
  );
}

const SO_FAR = /\s+(?:so far|until now|up to now|at present|is|is now|value is)$/i;

/** A best value of nothing: how far it goes is part of its name. */
const BEST_ALONE = /(?:^|[|,;:([])\s*(?:best|worst|lowest|highest)$/i;

/** `loss so far is 0.5`, `loss is: 0.5`, and `loss in epoch 3 is: 0.5`, whose noun stands before the counter. */
export const sentenceBetween: PhraseRule = {
  name: "words of a sentence between the noun and its number",
  lines: [["step 3 loss so far: 0.5", "loss=0.5@3"], ["test loss in epoch 3 is: 0.5", "test_loss=0.5@3"]],
  read(draft) {
    if (draft.separated && TIES.has(draft.head.trim())) return tie(draft, "");
    const noun = draft.head.replace(SO_FAR, "");
    return noun !== "" && !BEST_ALONE.test(noun) && tie(draft, noun, draft.separated);
  },
};
