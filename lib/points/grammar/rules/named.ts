/**
 * Numbers with a metric's name before them.
 *
 * @module
 */
import { DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { slotFrom } from "../../scan/source.ts";
import { isCounterRole, understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { eitherWord, wordsIn } from "../../words/tables/table.ts";
import { SWITCH_VALUE } from "../../words/vocabulary.ts";
import { nameBeforeCounter } from "../carried.ts";
import { unitBehind } from "../fields.ts";
import { addMetric, type Field, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** The step between a name and its value: `Validation loss 35500 0.31`. */
export const stepInName: Rule = {
  name: "the step between a name and its value",
  of: "named",
  lines: [["Validation loss 35500 0.31", "validation_loss=0.31@35500"]],
  bind({ slot, unit, form, phrase: { separated, key } }, walk) {
    const { shape, text } = walk.source;
    const next = slot + 1;
    if (separated || form !== INTEGER || unit !== "" || next >= shape.count || shape.form[next] !== DECIMAL) {
      return false;
    }
    if (!understandName(key).known || !/^\s{1,3}$/.test(text.slice(shape.end[slot], shape.start[next]))) return false;
    if (walk.statement.slots.step < 0) walk.statement.slots.step = slot;
    walk.carried = key;
    return true;
  },
};

/** A metric's name, and the name of what was set or of a part: `accuracy with k =`, `loss for digit`. */
const GIVEN = /^(.*\p{L})[\s,(]+(with|for|of|at|when|using) (?:the )?(\p{L}[\p{L}_]{0,20})(\s?=\s?|\s)$/iu;
const GIVEN_MAX_CHARS = 80;

/** `Accuracy with k = 5: 0.93`, `Loss for digit 7: 0.5`. */
export const givenInName: Rule = {
  name: "what was set, or the number of a part, between a name and its value",
  of: "named",
  lines: [
    ["step 3\nAccuracy with k = 5: 0.93", "accuracy=0.93@3"],
    ["step 3\nTest accuracy at threshold 0.25: 0.5", "test_accuracy=0.5@3"],
    ["step 3\nLoss for digit 7: 0.5", "digit_7_loss=0.5@3"],
    ["step 3\nAccuracy at k = 1: 0.5\nAccuracy at k = 5: 0.75", "k_1_accuracy=0.5@3 k_5_accuracy=0.75@3"],
  ],
  bind({ slot, form, total, gap, info: { role } }, walk) {
    const { shape, text } = walk.source, next = slot + 1;
    if (total >= 0 || next >= shape.count || isCounterRole(role)) return false;
    if (!/^\)?\s?:\s+$/.test(text.slice(shape.end[slot], shape.start[next]))) return false;
    const [, before = "", link, word, tie] = GIVEN.exec(gap.slice(-GIVEN_MAX_CHARS)) ?? [];
    const name = nameBeforeCounter(before);
    if (name === "") return false;
    walk.carried = name;
    if (form === INTEGER && (tie!.includes("=") ? /at/i : /for|of/i).test(link!)) {
      walk.part = { slot, word: word!.toLowerCase() };
    }
    return true;
  },
};

/** `D(G(z)): 0.48 / 0.18`: a decimal is no total. */
export const twoDecimals: Rule = {
  name: "two decimals with a slash between them: each is a curve",
  of: "named",
  lines: [["step 3 D(G(z)): 0.48 / 0.18", "d_g_z=0.48@3 d_g_z_2=0.18@3"]],
  bind(field, walk) {
    const { slot, total, form, info, phrase: { key, phase, separated } } = field;
    if (total < 0 || form !== DECIMAL || walk.source.shape.form[total] !== DECIMAL) return false;
    const unit = unitBehind(total, walk.source);
    if (!(separated || info.known) || info.role !== "metric" || info.kind !== "metric") return false;
    addMetric({ slot, total: -1, unit }, walk, { info, separated: true, phase });
    addMetric({ slot: total, total: -1, unit }, walk, { info: understandName(`${key} 2`), separated: true, phase });
    return true;
  },
};

/** A value with its goal behind a slash, in a list of fields. */
export const valueOfGoal: Rule = {
  name: "a value before the goal that it must reach",
  of: "named",
  lines: [["Epoch 3/500, Performance 6.6/1e-12, Gradient 98.5/1e-06", "performance=6.6@3 gradient=98.5@3"]],
  bind(field, walk) {
    const { slot, total, form, gap, info, phrase: { phase, separated } } = field, { source: { shape, text } } = walk;
    if (total < 0 || shape.form[total] !== DECIMAL || separated || info.role !== "metric") return false;
    const isGlued = text.slice(shape.end[slot], shape.start[total]) === "/" && /^\s*[,;|]/.test(gap);
    if (isGlued) addMetric({ slot, total: -1, unit: "" }, walk, { info, separated: true, phase });
    return isGlued && form !== RANGE;
  },
};

/** Names of what was right of a total: they count no batches. */
const RIGHT = /(?:^|_)(?:correct|right|matched|solved)$/;
/** What stands behind a count that is a value itself: the end of the line, or the next field. */
const ENDS_FIELD = /^\s*(?:$|[,;|]\s*\p{L})/u;

/** `accuracy: 97/100 (97%)`: the percentage behind it is the value. Without one the count is. */
export const countedOfTotal: Rule = {
  name: "a count of a total: the share behind it is the value",
  of: "named",
  lines: [
    ["step 3 accuracy: 95/100 (0.95)", "accuracy=0.95@3"],
    [
      "Epoch 3\nAccuracy on held-out data: 95 / 100\nEpoch 4\nAccuracy on held-out data: 97 / 100",
      "accuracy_on_held-out_data=95@3 accuracy_on_held-out_data=97@4",
    ],
    ["progress 30/90 loss 0.5\nprogress 60/90 loss 0.4", "loss=0.5@30 loss=0.4@60"],
    ["lap 3/9 | loss 0.5\nlap 4/9 | loss 0.4\nlap 5/9 | loss 0.3", "loss=0.5@3 loss=0.4@4 loss=0.3@5"],
  ],
  bind({ slot, total, form, info, phrase }, walk) {
    if (total < 0 || form !== INTEGER) return false;
    const { separated, phase } = phrase, count = { slot, total: -1, unit: "" };
    if (
      separated && (info.known || RIGHT.test(info.name)) && ENDS_FIELD.test(textBehind({ ...count, slot: total }, walk))
    ) {
      addMetric(count, walk, { info, separated, phase });
      return true;
    }
    walk.fraction = phrase;
    if (walk.leading.length + walk.statement.facts.pairs.length === 0 && !info.known && !RIGHT.test(info.name)) {
      walk.leading.push({ slot, total, bracketed: false, isTraining: false, ofSplit: false });
    }
    return true;
  },
};

/** A number within parentheses and a list, or a list of lists, is data, unless it is the only one: `loss: tensor([0.5])`. */
export const element: Rule = {
  name: "an element of a list",
  of: "named",
  lines: [
    ["step 3 loss 0.5 pairs=[(0.9, 0.95), (0.9, 0.95)]", "loss=0.5@3"],
    ["step 3 loss 0.5 plan: [[3, 6], [4, 5]]\nstep 4 loss 0.4 plan: [[2, 6], [4, 5]]", "loss=0.5@3 loss=0.4@4"],
  ],
  bind(field, walk) {
    const { form, fraction, phrase: { opened } } = field;
    if (form === RANGE || fraction !== null || !opened.includes("[")) return false;
    const isOfSeveral = opened.endsWith("[[") && textBehind(field, walk).startsWith(",");
    return isOfSeveral || (opened.includes("(") && !isOnlyElement(field, walk));
  },
};

/** What a whole number counts: one word or two that end a field. */
const THINGS = /^ ((?:\p{L}+ )?\p{L}+)\s*(?:[,;.(|]|$)/u;

/** `Train: 640 images`. */
export const amountOfSplit: Rule = {
  name: "how many things a split has",
  of: "named",
  lines: [[
    "step 3\nTraining: 4 new cells\nloss 0.5\nstep 4\nTraining: 6 new cells\nloss 0.4\nstep 5\nTraining: 5 new cells\nloss 0.3",
    "loss=0.5@3 loss=0.4@4 loss=0.3@5",
  ]],
  bind(field, walk) {
    const { form, unit, total, phrase: { key, separated } } = field;
    if (form !== INTEGER || unit !== "" || total >= 0 || !separated || !namesSplit(key)) return false;
    const things = THINGS.exec(textBehind(field, walk))?.[1];
    return things !== undefined && !understandName(things).known;
  },
};

/** `loss=0.5`, `loss: 0.5`, `loss 0.5`, `| loss | 0.5 |`. */
export const value: Rule = {
  name: "a value behind its name",
  of: "named",
  lines: [
    ["gen 3 max drag 1.5 min drag 0.5 avg drag 1.25", "max_drag=1.5@3 min_drag=0.5@3 avg_drag=1.25@3"],
    ["step 3 loss=0.5 acc: 0.9 ppl 1.65", "loss=0.5@3 acc=0.9@3 ppl=1.65@3"],
    ["эпоха 3 потери 0.5 штраф 0.25 точность 0.9", "потери=0.5@3 штраф=0.25@3 точность=0.9@3"],
    ["step 3   hit 28.5 %   (2.1 s)", "hit=28.5@3 time=2.1@3!"],
    ["epoch 3 batch 7 [cycle: 0.5]", "cycle=0.5@7"],
    ["step 3 loss (val): 0.5 (0.6)", "loss_val=0.5@3"],
    ["step 3 : drag 0.5 : lift 0.25", "drag=0.5@3 lift=0.25@3"],
    ["step 3 drag 0.5+-0.25 • lift 0.25", "drag=0.5@3 lift=0.25@3"],
    ["step 3: drag 0.5 time=9.5s", "drag=0.5@3 time=9.5@3!"],
    ["step 3 --- drag 0.5 --- lift 0.25 12ms/step", "drag=0.5@3 lift=0.25@3 ms/step=12@3!"],
    ["step 3 | drag 12.5 N | lift 101.5 N", "drag=12.5@3 lift=101.5@3"],
    ["=== step 3 | hit 28.5 | sps 3535 ===", "hit=28.5@3 sps=3535@3!"],
    ["Iteration: \t 3\nMeanWait \t 2.5\nIteration: \t 4\nMeanWait \t 2.4", "meanwait=2.5@3 meanwait=2.4@4"],
  ],
  bind(field, walk) {
    const { phrase: { phase, opened }, info, form } = field;
    const isAlone = walk.source.shape.count === 1 && opened.includes("\t");
    const separated = field.phrase.separated || isAlone;
    if (form === RANGE || (!separated && !isBareValue(field, walk))) return false;
    addMetric(field, walk, { info, separated, phase });
    return true;
  },
};

/** True for `loss: tensor([0.5])`. Longer arrays, and those of unknown names, are data. */
function isOnlyElement(field: Field, walk: Walk): boolean {
  const { key, opened } = field.phrase;
  return understandName(key).known && /[a-zA-Z]\w*\(\[$/.test(opened) && textBehind(field, walk).startsWith("]");
}

const CELL_START = /(?:^|[|,;\t\][{}(:*]|\s-|\s)\s*$/;
/** What may stand between a value and the end of its cell: stars, a quote, a share. */
const BEFORE_END = /^[*!'"]?(?: %)?/;
/** A word that joins two values. */
const AND = new RegExp(`^ ${eitherWord(wordsIn(SMALL_WORDS.and))} (?=\\S)`);
/** What a cell ends with: a mark or a gap, a deviation, a name that is tied to its value, a speed, a unit and a mark, the words before a value. */
const CELL_ENDS = [
  /^(?:\s*(?:[|,;\t\])}]|$)|\.(?:\s|$)|\s(?:[/+=:]|-{1,3})\s|\s\s|\s?[([]|\s?(?:±|\+\/?-?)\s?\.?\d)/,
  /^ (?:\p{L}[^\s=:]{0,20} ?[=:]|\d+(?:\.\d+)?\p{L}{1,7}\/\p{L})/u,
  /^ [\p{L}°][\p{L}\d/²³]{0,2} ?(?:[|;]|$)/u,
  new RegExp(String.raw`^ (?:[\p{L}|]\S{0,20} +){1,2}(?:[\[(]? ?[-+.\d]|${SWITCH_VALUE}\b)`, "u"),
];

/** Marks alone that frame a line: `=== step 3 | fps 52 ===`. */
const FRAME = /^\s+[=*#~<>-]{2,80}\s*$/;

/** True for a text behind a value that ends its cell. */
function endsCell(behind: string): boolean {
  const rest = FRAME.test(behind) ? "" : behind.replace(BEFORE_END, "").replace(AND, " ");
  return CELL_ENDS.some((end) => end.test(rest));
}

/** Speeds that are printed as whole numbers: `FPS 1001`. */
const SPEED = /^(?:[fstiwqup]ps|(?:sps|fps)_\w{1,10})$/i;
/** Fields between slashes: `return 6.12 / length 151 / reward_mean 0.04`. */
const SLASHED_START = /(?:^|\s)\/\s*$/, SLASHED_END = /^\s*(?:$|\/(?:\s|$))/;

/** The same for a whole number without a unit: only of speeds, and between slashes. */
function isPlainInteger(
  { phrase: { key } }: Field,
  { before, behind }: Record<"before" | "behind", string>,
): boolean {
  if (/\|\s*$/.test(before) && /^\s*(?:\||$)/.test(behind)) return true;
  if (SPEED.test(key) && CELL_START.test(before) && endsCell(behind)) return true;
  return /\/s(?:ec)?$/.test(key) || SLASHED_START.test(before) && SLASHED_END.test(behind);
}

/** True for a number that is the name's value without a mark between them: of known names, of speeds, and in a line of cells. */
export function isBareValue(field: Field, walk: Walk): boolean {
  const { info, gap, form, unit, phrase: { key } } = field;
  if (info.known) return true;
  if (/\p{L}\[$/u.test(gap) && /^,\s*[-+.\d]/.test(textBehind(field, walk))) return false; // `out[0.1, 0.9]` is a range
  const before = gap.slice(0, gap.lastIndexOf(key)), behind = textBehind(field, walk);
  if (form === INTEGER && unit === "") return isPlainInteger(field, { before, behind });
  if (info.kind === "throughput") return true;
  return CELL_START.test(before) && endsCell(behind);
}

/**
 * True for a whole number behind other fields or alone on its line, one word before it and no tie: `step 3 level 5`, `Min 48`. The first one of
 * several may count them.
 */
export function isCountInCell(field: Field, walk: Walk): boolean {
  const { slot, gap, form, unit, total, phrase: { key } } = field, { source } = walk;
  const isFirst = slot === slotFrom(source, source.from) && slot < source.shape.count - 1;
  if (isFirst || form !== INTEGER || unit !== "" || total >= 0 || !/^\p{L}[\p{L}_-]{1,20}$/u.test(key)) return false;
  return FIELD_START.test(gap.slice(0, gap.lastIndexOf(key))) && endsCell(textBehind(field, walk));
}

/** No other word stands between the field before and the name. */
const FIELD_START = /(?:^|[|,;\t\])}-])\s*$/;
