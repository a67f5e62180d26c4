/**
 * The signs of a list of settings, or that a line is none. Each is a record whose lines are what it promises, and its tests.
 *
 * @module
 */
import { endsWithEpochs } from "../../words/counters.ts";
import { isRate } from "../../words/measured.ts";
import { understandName } from "../../words/name.ts";
import { isSplitAlone } from "../../words/splits.ts";
import { SETTING_NAME, SWITCH_VALUE } from "../../words/vocabulary.ts";
import { repeatsName } from "../repeated.ts";
import { hasCounter, type Pair, type Statement } from "../statement.ts";
import { listsFields } from "./setting_fields.ts";

/** A line that may list settings: what it says, and its own words. */
export interface DumpLine {
  statement: Statement;
  part: string;
}

/** One sign. Its place in the table is its priority. */
export interface DumpRule {
  /** What it sees, in plain words. */
  name: string;
  /** Logs, and their metric points: `name=value@step`, separated by spaces. */
  lines: readonly (readonly [log: string, points: string])[];
  /** True for a list of settings, false for a line that is none, null where the next rule decides. */
  decide(line: DumpLine): boolean | null;
}

/** Values that are words. No metric has them. */
const WORD_VALUE = /[:=]\s*(?:'[^'\d][^']*'|"[^"\d][^"]*"|\[\]|\{\})(?=\s*[,})\]]|\s|$)/g;
const SWITCH = new RegExp(String.raw`[:=]\s*${SWITCH_VALUE}(?=\s*[,})\]]|\s|$)`, "g");
const HAS_SWITCH = new RegExp(SWITCH_VALUE);
/** Words or switches that make a list of settings. */
const PLAIN_VALUES_MIN = 3;
/** A line with this many settings is a configuration. */
const SETTINGS_MANY = 4;

const repeatedName: DumpRule = {
  name: "three numbers with one name; durations may share theirs",
  lines: [["step 3 loss=0.5 loss=0.4 loss=0.3", ""], ["step 3 loss 0.5 loss 0.6", "loss=0.5@3 loss=0.6@3"]],
  decide: ({ statement }) => repeatsName(statement) || null,
};

const switches: DumpRule = {
  name: "three switches",
  lines: [["Epoch 1 amp=True fp16=False compile=None loss=0.5", ""], [
    "Epoch 2 best=True saved=False loss=0.5",
    "loss=0.5@2",
  ]],
  decide: ({ part }) => countSwitches(part) >= PLAIN_VALUES_MIN || null,
};

/** A line of a configuration in Python: `pos_iou_thr=0.7,`. */
const ARGUMENT = /^\w+ ?= ?[-+.\de]+,$/;

const argument: DumpRule = {
  name: "an argument on a line of its own, as in Python's configurations",
  lines: [["loss=0.7,", ""], ["max_steps=200.5,\nmax_steps=300.5,\nmax_steps=400.5,", ""]],
  decide: ({ part }) => ARGUMENT.test(part) || null,
};

/** A sum that a model or a test printed. */
const EXPRESSION = /\d ?[+*] ?\d+ ?=/;

const sum: DumpRule = {
  name: "a sum, on a line without a step",
  lines: [["DECODE: 96+964 = 1002 loss=0.5", ""], ["step 3 loss: 0.5 96+964 = 1002", "loss=0.5@3"]],
  decide: ({ part, statement: { slots } }) => EXPRESSION.test(part) ? slots.step < 0 && slots.epoch < 0 : null,
};

const manySettings: DumpRule = {
  name: "four settings that are half of all numbers",
  lines: [["batch_size=32 hidden_size=0.5 dropout=0.1 num_layers=4 loss=0.5 acc=0.9", ""]],
  decide: ({ statement: { facts: { pairs } } }) => hasManySettings(pairs) || null,
};

const namedSettings: DumpRule = {
  name: "a dictionary or a call with three names of settings, and no metric",
  lines: [
    ["{'best_loss': 0.5, 'log_interval': 50, 'seed': 7, 'shift': {'x': 1}, 'patience': 3}", ""],
    ["{'loss': 0.5, 'accuracy': 0.9, 'f1': 0.8}", "loss=0.5@0 accuracy=0.9@0 f1=0.8@0"],
  ],
  decide: ({ part, statement: { facts: { pairs } } }) => (!pairs.some(isMetric) && namesSettings(part)) || null,
};

/** A call with nothing but named arguments: `Swarm(epoch=12, c1=2.05, w=0.4)`. */
const MAKER = /^\s*[A-Z]\w*\((?:\w+=[^,()=]{1,40}(?:, |\)$)){2,40}$/;

const maker: DumpRule = {
  name: "an object with its arguments, none of which is a metric",
  lines: [["Swarm(epoch=12, size=20, c1=2.05, w=0.4)", ""], ["Result(step=3, loss=0.5)", "loss=0.5@3"]],
  decide: ({ part, statement: { facts: { pairs } } }) => (MAKER.test(part) && !pairs.some(isMetric)) || null,
};

const plan: DumpRule = {
  name: "how many epochs there will be, and nothing that was measured",
  lines: [
    ["Epochs: 50, LR: 0.001, Batch: 32\nEpoch 1: loss 0.5\nEpochs: 50, LR: 0.001, Batch: 32", "loss=0.5@1"],
    ["Epochen=100, Lernrate=0.001", ""],
    ["Epochs: 50 loss: 0.5", "loss=0.5@0"],
  ],
  decide({ statement: { facts: { pairs, asides }, slots } }) {
    const isPlan = slots.step < 0 && slots.epoch < 0 && asides.some(({ info }) => endsWithEpochs(info.name));
    return (isPlan && !pairs.some(isMetric)) || null;
  },
};

/** How many steps there are, in a field of its own. */
const STEPS_ALONE =
  /(?:^|[\s,;|])(?:\w*[ _])?\w*(?:steps|iter(?:ation)?s)(?:[ _]num)?\s*[=:]\s*\d+\s*(?:[,;|]|$|(?<= )\w+=)/i;

/** The word for what is planned, first on its line. */
const PLANNED = /^[^\p{L}\d]{0,4}(?:planned|planning|plan|schedule|budget)\b/iu;

const planned: DumpRule = {
  name: "what a line says is planned, and nothing that was measured",
  lines: [["planned: epoch 9, drag=0.5", ""], [
    "Plan step 3: loss=0.5",
    "loss=0.5@3",
  ]],
  decide: ({ part, statement: { facts: { pairs } } }) => (PLANNED.test(part) && !pairs.some(isMetric)) || null,
};

/** The header of a share of the data: a fold, a client. */
const SHARE = /^[^\p{L}\d]{0,20}(?:\p{L}+ )?(?:fold|split|seed|subject|client|site|repeat)\b/iu;

/**
 * True for whole numbers under words for splits, two of which stand alone: `train: 640  val: 80  test (held out): 80`. Beside them nothing is
 * known to be measured.
 */
function areSizes(pairs: readonly Pair[]): boolean {
  const alone = pairs.filter(({ info }) => isSplitAlone(info.name)).length;
  return alone > 1 &&
    pairs.every(({ info, integer }) => isSplitAlone(info.name.split("_")[0]!) ? integer : !info.known);
}

const sizes: DumpRule = {
  name: "how much each split holds, where nothing counts and no value has a point",
  lines: [
    ["step 3 loss=0.5\nFold 2/3  train=673  val=169\nstep 4 loss=0.4", "loss=0.5@3 loss=0.4@4"],
    ["step 3 loss=0.5\nFold 2/3  train=0.8  val=0.7", "loss=0.5@3 train=0.8@3 val=0.7@3"],
    [
      "step 3 train 0.5 val 0.6\ntrain: 640  val: 80  test (held out): 80\nstep 4 train 0.4 val 0.5",
      "train=0.5@3 val=0.6@3 train=0.4@4 val=0.5@4",
    ],
    ["users: 88, gap: 0.08, train: 674, test: 212\nEpoch 3 loss: 0.5", "loss=0.5@3"],
  ],
  decide({ part, statement }) {
    const { facts: { pairs } } = statement, isListed = SHARE.test(part) || !hasCounter(statement);
    return (isListed && areSizes(pairs)) || null;
  },
};

const schedule: DumpRule = {
  name: "a number of steps beside the learning rate and other settings",
  lines: [
    ["  LR=0.0002, EMA decay=0.99, timesteps=1000", ""],
    ["Widgets: 64, Steps: 200000, LR: 0.5, Hidden: 128", ""],
    ["steps: 100 | lr: 0.5", "learning_rate=0.5@100"],
    ["Epoch 3: loss 0.5\niters num: 40, batch_size: 128\nacc 0.9", "loss=0.5@3 acc=0.9@3"],
    ["fit starts steps=600 batch_size=64 time_log_interval=30.0s\nstep=3 loss=0.5", "loss=0.5@3"],
  ],
  decide({ part, statement: { facts: { pairs }, slots } }) {
    const isGiven = pairs.every(({ info: { role, name, known }, integer }) =>
      role === "setting" || name === "learning_rate" || (integer && !known) || SETTING_NAME.test(name)
    );
    const isPlan = isGiven && pairs.some(({ info: { role } }) => role === "setting") && slots.epoch < 0;
    return (isPlan && slots.stepTotal < 0 && STEPS_ALONE.test(part)) || null;
  },
};

const counted: DumpRule = {
  name: "a step, an epoch or a batch: words beside it are no settings",
  lines: [["Epoch 3: model='vit', crit='mse', opt='adam', score=0.5", "score=0.5@3"]],
  decide: ({ statement }) => hasCounter(statement) ? false : null,
};

const fields: DumpRule = {
  name: "nothing but fields, more than half of which are settings",
  lines: [
    ["Task: CLASSIFY, Max Epochs: 10, Patience: 3, Stop Loss: 0.1000, Validation: true", ""],
    ["batch_size: 8, opt: sgd, dropout: 0.1, loss: 0.5, acc: 0.9, f1: 0.8", "loss=0.5@0 acc=0.9@0 f1=0.8@0"],
  ],
  decide: ({ part }) => listsFields(part) || null,
};

const wordValues: DumpRule = {
  name: "three values that are words or switches",
  lines: [["model='vit' crit='mse' opt='adam' loss=0.5", ""]],
  decide({ part }) {
    return countSwitches(part) + [...part.matchAll(WORD_VALUE)].length >= PLAIN_VALUES_MIN || null;
  },
};

/** The table. `mutants` takes each rule out in turn. */
export const DUMP_RULES: DumpRule[] = [
  repeatedName,
  switches,
  argument,
  sum,
  manySettings,
  namedSettings,
  maker,
  plan,
  planned,
  sizes,
  schedule,
  counted,
  fields,
  wordValues,
];

function countSwitches(part: string): number {
  return HAS_SWITCH.test(part) ? [...part.matchAll(SWITCH)].length : 0;
}

/** True for a known metric other than a learning rate or the best value so far. */
function isMetric({ info }: Pair): boolean {
  return info.known && !/^best_|(?:^|_)(?:lr|learning_rate)(?:_|$)/.test(info.name) && !isRate(info.name);
}

const KEY = /["']?([A-Za-z_][\w.]{0,60})["']?\s?[:=](?!=)/g;

/** True when at least three names, and two in five of all, are of settings or noise: `{'best_loss': inf, 'log_interval': 50, …}`. */
function namesSettings(part: string): boolean {
  if (!/^\s*[{(]|^\w+\(/.test(part)) return false;
  const roles = Array.from(part.matchAll(KEY), (match) => understandName(match[1]!).role);
  const idle = roles.filter((role) => role === "setting" || role === "noise").length;
  return idle >= 3 && idle * 5 >= roles.length * 2;
}

/** True when at least four numbers, and half of all, are settings. */
function hasManySettings(pairs: readonly Pair[]): boolean {
  const settings = pairs.filter(({ info }) => info.role === "setting").length;
  return settings >= SETTINGS_MANY && settings * 2 >= pairs.length;
}
