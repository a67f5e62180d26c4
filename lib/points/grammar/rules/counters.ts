/**
 * Numbers whose name says that they count: steps, epochs, batches, and what counts nothing that is charted.
 *
 * @module
 */
import { DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { isCounterRole, understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { nameStart } from "../field.ts";
import { endsWithEpochs } from "../../words/counters.ts";
import { tellsOfLastRound, tellsOfOutcome } from "../../words/not_counted.ts";
import { ROUNDS_PRIORITY } from "../../words/vocabulary.ts";
import {
  addMetric,
  countBatch,
  countEpoch,
  countStep,
  type Field,
  markCounted,
  textBehind,
  type Walk,
} from "../walk.ts";
import { slotFrom } from "../../scan/source.ts";
import { spacedWords } from "../../scan/split_text.ts";
import { hasCounter } from "../statement.ts";
import { isAmountAgain, isLengthOfEpoch, readNamedLength } from "./lengths.ts";
import type { Rule } from "./rule.ts";

/** Words between a name and the counter's word that it ends with. */
const OF_COUNTER = / (?:over|for|of|in|during|at|on) (?:(?:the|this|that|each|last|end|of) ){0,4}\p{L}+$/iu;

/** All words before a mark, where one of them is a metric's: `Loss on the last accepted step`. Of others those before `over the epoch`. */
function wholeName(gap: string): string {
  const words = wordsBefore(gap);
  const isMeasured = spacedWords(words).some((word) => understandName(word).known && !namesSplit(word));
  if (isMeasured) return words;
  const own = OF_COUNTER.test(words) ? words.replace(OF_COUNTER, "") : "";
  return understandName(own).role === "metric" ? own : "";
}

/** `Loss for this epoch: 0.5`. */
export const valueOfCounter: Rule = {
  name: "a value whose name ends with a counter's word and no number",
  of: "named",
  lines: [
    ["epoch 3\nloss for this epoch: 0.5", "loss=0.5@3"],
    ["step 3 loss on the last accepted step: 0.5", "loss_on_the_last_accepted_step=0.5@3"],
    ["epoch 3\nThe loss at the end of the epoch is 0.5", "loss_at_the_end_of_the_epoch=0.5@3"],
    ["epoch 3\nmean gap over this epoch: 0.5\nepoch 4\nmean gap over this epoch: 0.4", "mean_gap=0.5@3 mean_gap=0.4@4"],
  ],
  bind(field, walk) {
    const { form, info: { role }, phrase: { carried, separated, phase } } = field;
    if (form !== DECIMAL || !separated || !isCounterRole(role)) return false;
    const name = understandName(/\S*$/.exec(carried)![0]).known ? carried : wholeName(field.gap);
    if (name === "") return false;
    addMetric(field, walk, { info: understandName(name), separated: true, phase });
    walk.carried = "";
    return true;
  },
};

/** `step 3`, `iteration: 40/100`. */
export const step: Rule = {
  name: "the step, by its name",
  of: "named",
  lines: [["Step 100: loss=1.25", "loss=1.25@100"], ["iteration 40/1000 | loss 0.5", "loss=0.5@40"], [
    "Iter(train) [40/90] loss 0.5\nIter(val) [20/20] loss 0.6",
    "loss=0.5@40 val_loss=0.6@20",
  ], [
    "episode 3, episode steps: 41, reward: 0.5\nepisode 4, episode steps: 52, reward: 0.4",
    "reward=0.5@3 reward=0.4@4 episode_steps=41@3 episode_steps=52@4",
  ], [
    "Iter(train) [100/400] loss: 0.5\nIter(val) [9/9] loss: 0.6\nIter(train) [200/400] loss: 0.4\nIter(val) [9/9] loss: 0.5",
    "loss=0.5@100 val_loss=0.6@9 loss=0.4@200 val_loss=0.5@18",
  ], [
    "epoch 3, batch size: 16, steps: 41\nloss: 0.5\nepoch 4, batch size: 16, steps: 41\nloss: 0.4",
    "loss=0.5@3 loss=0.4@4",
  ], [
    "step: 100.0 loss: 0.5\nstep: 200.0 loss: 0.4\nstep: 300.0 loss: 0.3",
    "loss=0.5@100 loss=0.4@200 loss=0.3@300",
  ], [
    "step: 0.25 loss: 0.5\nstep: 0.5 loss: 0.4\nstep: 0.75 loss: 0.3",
    "loss=0.5@0 loss=0.4@1 loss=0.3@2",
  ], [
    "step 800 loss 0.5\ntime step: 0.005\nstep 800 loss 0.25",
    "loss=0.5@800 loss=0.25@800",
  ], [
    "Will run 9 rounds of 20 steps = 180 total steps\nloss: 0.5",
    "loss=0.5@0",
  ], [
    "iteration 3\nloss: 0.5\nwolfe search step: 0.25\niteration 4\nloss: 0.4\nwolfe search step: 0.125",
    "loss=0.5@3 wolfe_search_step=0.25@3 loss=0.4@4 wolfe_search_step=0.125@4",
  ]],
  bind(field, walk) {
    if (field.info.role !== "step" || isLossOfRounds(field, walk)) return false;
    if (isAmountAgain(field, walk)) return true;
    if (field.form === DECIMAL && TIME_STEP.test(field.phrase.key)) {
      addMetric(field, walk, { info: STEP_OF_TIME, separated: field.phrase.separated, phase: "" });
    } else if (isSize(field)) {
      addMetric(field, walk, { info: understandName(wordsBefore(field.gap)), separated: true, phase: "" });
    } else if (!isLengthOfEpoch(field, walk) && !readNamedLength(field, walk)) {
      countStep(field, field.info, walk);
      mayCount(field, walk);
    }
    markCounted(field.phrase.key, walk);
    return true;
  },
};

/** Keeps a step that is printed as a decimal: it counts where its numbers are whole and go up, `step: 100.0`. */
function mayCount({ slot, form, unit, info: { name } }: Field, { statement }: Walk): void {
  if (form !== DECIMAL || unit !== "" || hasCounter(statement)) return;
  statement.lead ??= { slot, name, pair: -1, kind: "count", inner: null };
}

/** The words before a tie. */
function wordsBefore(gap: string): string {
  const head = gap.replace(/(?:\s(?:is|was))?[\s=:]+$/, "");
  return head.slice(nameStart(head)).trim().replace(/^(?:the|an?|our) /i, "");
}

/** True for how long a step is, a number with a point behind words that count nothing: `Line search step: 0.0022`. */
function isSize({ form, unit, gap, phrase: { separated } }: Field): boolean {
  if (form !== DECIMAL || unit !== "" || !separated) return false;
  const { role, kind } = understandName(wordsBefore(gap));
  return role === "metric" && kind === "metric";
}

/** A simulation's step of time, where its number has a point. */
const TIME_STEP = /^time[ _-]?step$/i;
const STEP_OF_TIME = { ...understandName("length"), name: "time_step", role: "metric" } as const;

/** True for a decimal under a word that counts rounds elsewhere, behind a counter or a value: `[Epoch 3] [cycle: 0.5]` is a loss. */
function isLossOfRounds(
  { form, unit, info: { priority }, phrase: { separated } }: Field,
  { statement }: Walk,
): boolean {
  return priority === ROUNDS_PRIORITY && form === DECIMAL && unit === "" && separated &&
    (hasCounter(statement) || statement.facts.pairs.length > 0);
}

/** Amounts of data that training has seen, where they stand first on a line. */
const SEEN =
  /^(?:total |env |num )?(?:frames|samples|tokens|images|examples|sequences|positions)(?: seen| processed)?$/i;

/** `frames: 10000, reward: 1.5`, `samples seen 6400 | loss 0.5`. */
export const amountSeen: Rule = {
  name: "the amount of data that training has seen, first on its line",
  of: "named",
  lines: [["frames: 10000, reward: 1.5, episode: 12", "reward=1.5@10000"]],
  bind(field, walk) {
    const { slot, form, unit, phrase: { key } } = field, { source, leading, statement: { slots } } = walk;
    if (form !== INTEGER || !SEEN.test(key) || !/^[kKMB]?$/.test(unit)) return false;
    const isFirst = slot === slotFrom(source, source.from) && leading.length === 0 && slots.epoch < 0 && slots.step < 0;
    const hasMore = /^\s*[,;|)\]-]\s*\p{L}/u.test(textBehind(field, walk));
    if (!isFirst || !hasMore) return false;
    countStep(field, understandName("timesteps"), walk);
    return true;
  },
};

/** `Epoch 3`, `ep: 3`. LeRobot's `ep:3 epch:0.05` counts episodes before. */
export const epoch: Rule = {
  name: "the epoch, by its name",
  of: "named",
  lines: [
    ["Epoch: 003, Loss: 1.9", "loss=1.9@3"],
    ["Epoch: [3 | 90] lr: 0.5", "learning_rate=0.5@3"],
    [
      "step:31K ep:53 epch:2.15 loss:0.14",
      "loss=0.14@31000",
    ],
    ["epochs: 3/10, loss: 0.5", "loss=0.5@3"],
    ["[Epoch train: 3] gap: 0.6\n[Epoch valid: 3] gap: 0.5", "gap=0.6@3 valid_gap=0.5@3"],
    ["epoch 3\nloss = 0.5 (last epoch: 0.6)", "loss=0.5@3"],
    ["第 3 轮\n损失 = 0.5（上一轮 0.6）", "损失=0.5@3"],
    ["[epochs - 3 - 8/9]loss: 0.5\n[epochs - 4 - 1/9]loss: 0.4", "loss=0.5@26 loss=0.4@28"],
    ["[epochs - 3]accuracy: 0.5", "accuracy=0.5@3"],
  ],
  bind(field, walk) {
    if (field.info.role === "epoch" && field.form === DECIMAL && tellsOfLastRound(field.gap)) return true;
    if (field.info.name === "epch") walk.statement.slots.epoch = -1;
    const { info: { role, name } } = field;
    if (role !== "epoch" && !(endsWithEpochs(name) && isReached(field, walk))) return false;
    countEpoch(field, walk);
    markCounted(field.phrase.key, walk);
    return true;
  },
};

/** A count with its total directly behind a number. */
const COUNT_BEHIND = /^\s*[-,;|]\s*\d+\s?\/\s?\d/;
/** The name in a bracket of its own with its number, and a value's name behind it: `[epochs - 3]loss`. */
const NAME_IN_BRACKET = /[[(]\s*[\p{L}\p{M}]+\s?[-:=#]?\s?$/u, NAME_BEHIND_BRACKET = /^\s?[\])]\s*\p{L}/u;

/** True for a number of epochs that training has reached: `Epochs 1-5: mean loss 0.9`, `epochs: 3/10`, `[epochs - 3 - 8/9]loss: 0.5`. */
function isReached(field: Field, walk: Walk): boolean {
  const { form, total, gap } = field, behind = textBehind(field, walk);
  if (form !== INTEGER) return form === RANGE;
  return total >= 0 || COUNT_BEHIND.test(behind) || (NAME_IN_BRACKET.test(gap) && NAME_BEHIND_BRACKET.test(behind));
}

/** Words for a step within a step. */
const WITHIN_STEP = /^(?:sub|inner)/i;

/** Makes a step that others count within what an epoch is to its batches. */
function putStepAround({ statement: { slots, facts } }: Walk): void {
  if (slots.step < 0 || slots.epoch >= 0 || slots.batch >= 0 || facts.pairs.length > 0) return;
  Object.assign(slots, { epoch: slots.step, epochTotal: slots.stepTotal, step: -1, stepTotal: -1 });
}

/** True for a batch behind the values of a line that begins with a count and its total: its size. */
function tellsOfSize({ total }: Field, { leading: [first], statement: { facts, slots } }: Walk): boolean {
  return total < 0 && facts.pairs.length > 0 && slots.epoch < 0 && slots.step < 0 && (first?.total ?? -1) >= 0;
}

/** `batch 20/50`. */
export const batch: Rule = {
  name: "the batch within its epoch, by its name",
  of: "named",
  lines: [
    ["epoch 1 batch 20/50 loss 0.5", "loss=0.5@20"],
    ["epoch 1 batch 20 loss 0.5", "loss=0.5@20"],
    [
      "step 0 sub-step 20 loss 0.5\nstep 0 sub-step 40 loss 0.4\nstep 1 sub-step 20 loss 0.3",
      "loss=0.5@20 loss=0.4@40 loss=0.3@60",
    ],
    ["Epoch 1: loss: 0.5, successful batches: 120, failed batches: 0", "loss=0.5@1"],
    ["에폭 1 - 손실: 0.5, 성공 배치: 120", "손실=0.5@1"],
    ["[100/500] loss 0.5 | batch 16\n[200/500] loss 0.4 | batch 16", "loss=0.5@100 loss=0.4@200"],
  ],
  bind(field, walk) {
    if (field.info.role !== "batch") return false;
    if (tellsOfOutcome(field.gap) || tellsOfSize(field, walk)) return true;
    if (WITHIN_STEP.test(field.phrase.key)) putStepAround(walk);
    countBatch(field, walk);
    return true;
  },
};

/** `output #0`, `run #3`. */
export const ordinal: Rule = {
  name: "an ordinal behind a hash sign, or of an evaluation at a step",
  of: "named",
  lines: [["Valid net output #0: accuracy = 0.3", "valid_accuracy=0.3@0"], [
    "| Eval 2 at step 80 | valid loss 0.5 |\n| Eval 3 at step 120 | valid loss 0.4 |",
    "valid_loss=0.5@80 valid_loss=0.4@120",
  ]],
  bind: ({ slot, form, phrase: { key, opened, separated } }, { source: { text, shape } }) =>
    opened.includes("#") ||
    (form === INTEGER && !separated && namesSplit(key) &&
      /^ (?:at|@) /.test(text.slice(shape.end[slot], shape.end[slot]! + 4))),
};
