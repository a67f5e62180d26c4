/**
 * Numbers without a name before them: shares, values behind a counter, speeds, values before their names, counters before their unit.
 *
 * @module
 */
import { isDrawing } from "../../words/drawings.ts";
import { understandName } from "../../words/name.ts";
import { DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { eitherWord, wordsIn } from "../../words/tables/table.ts";
import { METRIC_ALONE } from "../../words/vocabulary.ts";
import { beginsWithTime, unitLength } from "../../words/units.ts";
import { addMetric, countBatch, countEpoch, type Field, markPhase, paceAt, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** `accuracy: 97/100 (97%)`, `accuracy: 97/100 (0.97)`, `accuracy: 97/100 = 0.97`. */
export const share: Rule = {
  name: "the share of a count and its total",
  of: "unnamed",
  lines: [["step 3 accuracy: 97/100 (0.97)", "accuracy=0.97@3"], ["step 3 acc: 5/8 = 0.625", "acc=0.625@3"], [
    "step 40 | loss 0.5 | overall 40/900 (4%)",
    "loss=0.5@40",
  ]],
  bind(field, walk) {
    const before = field.gap.trim();
    const isQuotient = before === "=" || (before === "(" && field.form === DECIMAL);
    if (!walk.fraction || !(field.unit === "%" || isQuotient)) return false;
    const { key, phase, separated } = walk.fraction;
    walk.fraction = null;
    const isBehind = before === "(" && walk.statement.facts.pairs.length > 0;
    if (isBehind && !separated && !understandName(key).known) return true; // `global 40/1000 (4%)` says how far the run is
    addMetric(field, walk, { info: understandName(key), separated: true, phase });
    return true;
  },
};

/** What else was so, between a counter and the value of the name before it. */
const CONDITION = new RegExp(String.raw`^,? ${eitherWord(wordsIn(SMALL_WORDS.with))} [^\d:=,;|]{1,40}[:=]\s*$`, "i");

/** `KL divergence after 250 iterations with early exaggeration: 54.5`. */
export const carriedPast: Rule = {
  name: "a value behind a counter and a condition, whose name stands before the counter",
  of: "any",
  lines: [["Loss after 40 steps with warmup: 0.5", "loss=0.5@40"], [
    "KL divergence after 250 iterations with early exaggeration: 54.5",
    "kl_divergence=54.5@250",
  ]],
  bind(field, walk) {
    if (!walk.carried || !CONDITION.test(field.gap)) return false;
    if (field.phrase.key.split(" ").some((word) => understandName(word).known)) return false; // `saved at epoch 3 with loss 0.5`
    addMetric(field, walk, { info: understandName(walk.carried), separated: true, phase: field.phrase.phase });
    walk.carried = "";
    return true;
  },
};

/** `Loss after epoch 3: 0.5`. */
export const carried: Rule = {
  name: "a value behind a counter, whose name stands before the counter",
  of: "unnamed",
  lines: [
    ["Loss after epoch 3: 0.5", "loss=0.5@3"],
    [
      "Accuracy on the test set after 2 epochs: 75.1 %",
      "accuracy_on_the_test_set=75.1@2",
    ],
    ["Chamfer distance after epoch 3: 0.5\nWeights after epoch 3: [0.25, 0.5]", "chamfer_distance=0.5@3"],
    ["valid 100 0.5 61.25 80.5", "valid=0.5@100 valid_2=61.25@100 valid_3=80.5@100"],
  ],
  bind(field, walk) {
    if (!walk.carried || !(field.phrase.separated || field.gap.trim() === "" || isDrawing(field.gap))) return false;
    const info = understandName(walk.carried), isSplit = METRIC_ALONE.has(walk.carried.toLowerCase());
    const isData = !info.known && !isSplit && isFirstOfData(field.last, walk);
    if (!isData) addMetric(field, walk, { info, separated: true, phase: field.phrase.phase });
    if (isSplit) addRest(field, walk);
    walk.carried = "";
    return !isData;
  },
};

/** Values behind the first one of a split, at most. */
const REST_MAX = 7;

/** Adds the decimals that fill the rest of the line, which nothing names: `valid 100 0.5 61.2 80.4`. */
function addRest(field: Field, walk: Walk): void {
  const { shape, text, to } = walk.source, from = field.last + 1, rest = shape.count - from;
  if (rest > REST_MAX || !isList(field.last, walk) || text.slice(shape.end[shape.count - 1], to).trim() !== "") return;
  for (let slot = from; slot < shape.count; slot++) {
    const info = understandName(`${walk.carried} ${slot - from + 2}`);
    addMetric({ slot, total: -1, unit: "" }, walk, { info, separated: true, phase: field.phrase.phase });
  }
  field.last = shape.count - 1;
}

/** True for a number with another one right behind it: `Weights after epoch 3: [0.1, 0.2]`. */
function isFirstOfData(slot: number, { source: { shape, text, to } }: Walk): boolean {
  const next = slot + 1;
  return next < shape.count && shape.end[next]! <= to &&
    /^,?[ \t]+$/.test(text.slice(shape.end[slot], shape.start[next]));
}

/** True when decimals with spaces or commas between them follow a number to the end of the line. */
function isList(slot: number, { source: { shape, text, to } }: Walk): boolean {
  for (let next = slot + 1; next < shape.count; next++) {
    if (shape.form[next] !== DECIMAL || shape.end[next]! > to) return false;
    if (!/^,?[ \t]{1,4}$/.test(text.slice(shape.end[next - 1], shape.start[next]))) return false;
  }
  return true;
}

/** Reads `1200/1300 tok/s`: the speeds of source and target. */
function readTwoSpeeds({ slot, last, total, gap }: Field, walk: Walk): boolean {
  const isAlone = last === total && /^\s*[,;|]?\s*$/.test(gap) && walk.statement.facts.pairs.length > 0;
  const pace = isAlone ? paceAt(textBehind({ slot: total, total: -1, unit: "" }, walk)) : null;
  if (!pace) return false;
  [slot, total].forEach((each, at) => {
    const info = understandName(at === 0 ? pace.unit : `${pace.unit} 2`);
    const speedInfo = { ...info, role: "metric", kind: "throughput" } as const;
    addMetric({ slot: each, total: -1, unit: "" }, walk, { info: speedInfo, separated: true, phase: "" });
  });
  return true;
}

/** `113.4k tok/s`. */
export const speed: Rule = {
  name: "a speed before its unit",
  of: "unnamed",
  lines: [["step 3 loss 0.5 113.4k tok/s", "loss=0.5@3 tok/s=113400@3!"], [
    "step 3; loss 0.5; 1200/1300 tok/s;",
    "loss=0.5@3 tok/s=1200@3! tok/s_2=1300@3!",
  ], [
    "ステップ 50（損失：2.9）89.6 件/秒",
    "損失=2.9@50 件/秒=89.6@50!",
  ], ["эпоха 3: потери 0.5; 7.5 с/эпоху", "потери=0.5@3 с/эпоху=7.5@3!"]],
  bind(field, walk) {
    const { unit, total } = field, behind = textBehind(field, walk);
    if (total >= 0) return readTwoSpeeds(field, walk);
    const pace = total < 0 ? paceAt(unit === "" || /^[kMB]$/.test(unit) ? behind : unit + behind) : null;
    if (!pace) return false;
    const info = { ...understandName(pace.unit), role: "metric", kind: "throughput" } as const;
    addMetric(/^[kMB]?$/.test(unit) ? field : { ...field, unit: "" }, walk, { info, separated: true, phase: "" });
    return true;
  },
};

const LEADS = " avg average mean total train test val".split(" ");
const NOUNS = ["loss", "accuracy", "acc", "reward", "error", "ppl", "perplexity", "lr", "learning rate"];
/** Names that may stand behind their value, with what may stand before their noun. */
const NAMES: ReadonlySet<string> = new Set(
  LEADS.flatMap((lead) => ["", " ", "_"].flatMap((mark) => NOUNS.map((noun) => lead + mark + noun))),
);
const WORDS_BEHIND = String.raw`^ ([ _]?(?:[a-z]+|(?:[a-z]\.){2,4})(?:[ _][a-z]+){0,2})`;
/** A value before its name: `0.612 avg loss,`. */
const NAME_BEHIND = new RegExp(String.raw`${WORDS_BEHIND}(?=\s*(?:[,;|)]|$))`, "i");
/** A name behind the value, and the line's counter behind that: `0.5 loss @ iter 100`. */
const NAME_BEFORE_COUNTER = new RegExp(
  String.raw`${WORDS_BEHIND}(?= (?:@|at|after) (?:[A-Za-z]{2,12} )?#?\d)`,
  "i",
);

/** Letters with points before a name's noun: `C.E. Loss`. */
const INITIALS = /^(?:[a-z]\.){2,4} /;

/** The words that an expression finds behind a value, where they are a name. */
function nameIn(pattern: RegExp, behind: string): RegExpExecArray | null {
  const found = pattern.exec(behind);
  return found && NAMES.has(found[1]!.toLowerCase().replace(INITIALS, "")) ? found : null;
}

/** A name and the next value behind a value: `10.50 loss, 0.0001 LR, 8.83 GB used`. */
const GOES_ON_BEHIND = /^ [A-Za-z]+, [-+.\d]/;
/** `0.83 = Validation score (accuracy)`. */
const EQUAL_BEHIND = /^\s*= ([A-Za-z][\w ]{2,40}?)\s*(?:\(|$)/;

/** A name that fills the rest of a cell between pipes: `| 0.02 nll |`. */
const CELL_BEHIND = /^ (\p{L}(?:[\p{L}\d_./-]| (?!\d)){0,24}?)\s*(?=\||$)/u;

/** The metric that every program knows in the rest of a cell. */
function knownInCell(gap: string, behind: string): RegExpExecArray | null {
  const cell = /\|\s*$/.test(gap) ? CELL_BEHIND.exec(behind) : null;
  return cell && understandName(cell[1]!).known ? cell : null;
}

/** A name of a list behind its value. */
const LISTED = String.raw`\p{L}[\p{L}_-]*(?: \p{L}[\p{L}_-]*){0,2}?`;
const LISTED_BEHIND = new RegExp(
  String.raw`^ (${LISTED})(?=, [-+]?\.?\d| (?:based|measured|estimated|averaged) |\.?\s*$)`,
  "u",
);
/** The next value of the list, and its name. */
const LISTED_NEXT = new RegExp(
  String.raw`^, [-+.\de]+ (${LISTED})(?=,| (?:based|measured|estimated|averaged) |\.?\s*$)`,
  "u",
);
const LISTED_MAX_CHARS = 80;

/** `-2.5 per-word bound, 5.7 perplexity estimate`. */
export const namesBehind: Rule = {
  name: "a value of a list, each before its name",
  of: "unnamed",
  lines: [[
    "step 3\n-2.521 per-word bound, 5.7 perplexity estimate based on 100 documents",
    "per-word_bound=-2.521@3 perplexity_estimate=5.7@3",
  ]],
  bind(field, walk) {
    const { source: { text, shape }, statement: { rules } } = walk, { slot, form, gap } = field;
    if (form !== DECIMAL || !/^\s*,?\s*$/.test(gap)) return false;
    const behind = text.slice(shape.end[slot], shape.end[slot]! + LISTED_MAX_CHARS);
    const found = LISTED_BEHIND.exec(behind);
    if (!found || unitLength(behind) > 0) return false;
    const info = understandName(found[1]!);
    const next = LISTED_NEXT.exec(behind.slice(found[0].length))?.[1] ?? "";
    const isListed = rules[slot - 1] === namesBehind.name || (info.known ? next !== "" : understandName(next).known);
    if (!isListed || info.role !== "metric" || info.kind !== "metric") return false;
    field.behind = found[0].length;
    addMetric(field, walk, { info, separated: true, phase: "" });
    return true;
  },
};

/** True before the first value of a line that counts nothing so far. */
function isFirstOnLine({ statement: { facts, slots }, leading }: Walk): boolean {
  return facts.pairs.length + leading.length === 0 && slots.epoch < 0 && slots.step < 0;
}

/** `0.61 avg loss`, `0.83 = Validation score`. */
export const nameBehind: Rule = {
  name: "a value before its name",
  of: "unnamed",
  lines: [
    ["step 3: 10.50 loss, 0.0001 LR, 8.83 GB used", "loss=10.5@3 learning_rate=0.0001@3"],
    ["step 3 | 0.02 nll | 1.02 ppl | 300.2 ex/s", "nll=0.02@3 ppl=1.02@3 ex/s=300.2@3!"],
    ["step 3: 0.5 C.E. Loss, 75% Accuracy", "c.e_loss=0.5@3 accuracy=75@3"],
    ["0.5 loss @ iter 20\n0.4 loss @ iter 40", "loss=0.5@20 loss=0.4@40"],
  ],
  bind(field, walk) {
    const behind = textBehind(field, walk);
    const isFirst = isFirstOnLine(walk);
    const name = (field.gap.trim() === "" ? EQUAL_BEHIND.exec(behind) ?? nameIn(NAME_BEFORE_COUNTER, behind) : null) ??
      ((!isFirst || GOES_ON_BEHIND.test(behind)) && /^(?:.*, |\s*[,|:;]?\s*)$/.test(field.gap)
        ? nameIn(NAME_BEHIND, behind)
        : null) ??
      knownInCell(field.gap, behind);
    if (!name) return false;
    const info = understandName(name[1]!);
    if (info.kind !== "throughput" && (!info.known || beginsWithTime(field.unit))) return false; // `0.1ms loss` says how long it took
    field.behind = name[0].length;
    addMetric(field, walk, { info, separated: true, phase: "" });
    return true;
  },
};

/** `loss: 2.30  [ 6400/60000]`: what of the epoch is done, behind the values. */
export const countBehind: Rule = {
  name: "the batch with its total, in brackets behind the values",
  of: "unnamed",
  lines: [["Epoch 2\nloss: 2.3  [   64/60000]\nloss: 2.2  [ 6464/60000]", "loss=2.3@60064 loss=2.2@66464"], [
    "loss=0.5 [60/90] epoch=1\nloss=0.4 [90/90] epoch=1",
    "loss=0.5@60 loss=0.4@90",
  ]],
  bind(field, walk) {
    const { slots, facts } = walk.statement;
    const hasCounter = slots.step >= 0 || slots.batch >= 0 || walk.leading.length > 0;
    if (field.total < 0 || field.form !== INTEGER || hasCounter || facts.pairs.length === 0) return false;
    const { text, shape, to } = walk.source;
    if (!/^\s+\[\s*$/.test(field.gap) || !CLOSED.test(text.slice(shape.end[field.last], to))) return false;
    countBatch({ ...field, unit: "" }, walk);
    return true;
  },
};

/** The bracket behind a count, at the end of the line or before the counter around it. */
const CLOSED = /^\s*\]\s*(?:$|[|,;]?\s*ep(?:och)?\b)/i;

const COUNTED_UNIT = /^(?:epoch|step|iter|it|batch)s?$/;

/** `8epoch:train:1-100batch:`. */
export const counterByUnit: Rule = {
  name: "a counter before its unit",
  of: "unnamed",
  lines: [["8epoch:train:1-100batch: loss=0.5", "loss=0.5@100"]],
  bind(field, walk) {
    const { text, shape } = walk.source;
    const end = shape.end[field.slot]!;
    const isRange = field.form === RANGE;
    if (!isRange && !COUNTED_UNIT.test(field.unit)) return false;
    const unit = isRange ? /[A-Za-z]+$/.exec(text.slice(Math.max(0, end - 8), end))?.[0] ?? "" : field.unit;
    const { role } = understandName(unit);
    if (namesSplit(field.phrase.key)) markPhase(field.phrase.key, walk);
    if (role === "epoch" && field.gap.trim() === "") countEpoch({ ...field, unit: "" }, walk);
    else if (role === "batch" || role === "step") countBatch({ ...field, unit: "" }, walk);
    return true;
  },
};
