/**
 * Trains the small language model of `char_model.ts` on a text, with warm-up and cosine decay, and prints what a training program
 * prints. No dependencies.
 *
 *     deno run --allow-read examples/char_lm.ts [--seconds 120 | --steps N] [--seed 1] [--text FILE]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { CharModel, CONTEXT, createRandom } from "./char_model.ts";

const BATCH = 32;
const RATE_HIGHEST = 3e-3, RATE_LOWEST = 1e-4;
/** Share of the text for validation, and number of validations. */
const HELD_OUT = 0.1, VALIDATIONS = 60;
const LINES_PRINTED = 1200, CALIBRATION_STEPS = 30, SAMPLE_CHARS = 400;
const TEXT_MIN_CHARS = 1000;

/** Learning rate of a step: linear warm-up over the first twentieth, then half a cosine. */
function rateAt(step: number, steps: number): number {
  const warm = Math.max(1, Math.round(steps / 20));
  if (step <= warm) return RATE_HIGHEST * step / warm;
  const done = (step - warm) / Math.max(1, steps - warm);
  return RATE_LOWEST + (RATE_HIGHEST - RATE_LOWEST) * (1 + Math.cos(Math.PI * done)) / 2;
}

function shuffle(positions: Int32Array, random: () => number): void {
  for (let i = positions.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [positions[i], positions[j]] = [positions[j]!, positions[i]!];
  }
}

function trainBatch(model: CharModel, text: ArrayLike<number>, positions: Int32Array): number {
  let loss = 0;
  for (const at of positions) loss += model.learn(text, at, 1 / positions.length);
  return loss / positions.length;
}

/** Number of steps that fit into a time on this machine. Measures them with a model of its own. */
function countSteps(seconds: number, text: ArrayLike<number>, size: number): number {
  const model = new CharModel(size, createRandom(0)), positions = new Int32Array(BATCH).fill(CONTEXT);
  const measure = () => {
    const from = performance.now();
    for (let i = 0; i < CALIBRATION_STEPS; i++) {
      trainBatch(model, text, positions);
      model.update(1e-3);
    }
    return performance.now() - from;
  };
  measure();
  return Math.max(50, Math.round(seconds * 1000 / (measure() / CALIBRATION_STEPS)));
}

/** Mean loss over the characters from index `from` on, without learning. */
function measureLoss(model: CharModel, text: Int32Array, from: number): number {
  let loss = 0;
  for (let at = from; at < text.length; at++) loss -= Math.log(model.predict(text, at)[text[at]!]! + 1e-12);
  return loss / (text.length - from);
}

function sample(model: CharModel, text: ArrayLike<number>, vocabulary: string[], random: () => number): string {
  const ids = Array.from({ length: CONTEXT }, (_, i) => text[i]!);
  while (ids.length < CONTEXT + SAMPLE_CHARS) {
    const p = model.predict(ids, ids.length);
    let left = random(), next = 0;
    while (next < p.length - 1 && (left -= p[next]!) > 0) next++;
    ids.push(next);
  }
  return ids.map((id) => vocabulary[id]!).join("");
}

/** Number of steps, and after how many steps the training reports, validates and ends an epoch. */
interface Schedule {
  steps: number;
  reportEvery: number;
  validateEvery: number;
  epochSteps: number;
}

function printSettings(model: CharModel, text: ArrayLike<number>, { steps }: Schedule, seed: number): void {
  const weights = model.parameters.reduce((sum, { value }) => sum + value.length, 0);
  console.log(`model: char_mlp\nparameters: ${weights}\nvocabulary: ${model.size}\ncharacters: ${text.length}`);
  console.log(`batch_size: ${BATCH}\ntotal_steps: ${steps}\nseed: ${seed}\n`);
}

/** Trains the model on all of the text but the part for validation, and prints what a training program prints. */
function trainModel(model: CharModel, text: Int32Array, schedule: Schedule, random: () => number): void {
  const { steps, reportEvery, validateEvery, epochSteps } = schedule;
  const heldOut = firstHeldOut(text);
  const positions = Int32Array.from({ length: heldOut - CONTEXT }, (_, i) => i + CONTEXT);
  let sum = 0, counted = 0;
  for (let step = 1; step <= steps; step++) {
    const within = (step - 1) % epochSteps;
    if (within === 0) shuffle(positions, random);
    const loss = trainBatch(model, text, positions.subarray(within * BATCH, (within + 1) * BATCH));
    const rate = rateAt(step, steps), norm = model.update(rate);
    sum += loss;
    counted++;
    if (step % reportEvery === 0 || step === 1 || step === steps) {
      console.log(`Step ${step}: loss=${loss.toFixed(4)}, lr=${rate.toExponential(2)}, grad_norm=${norm.toFixed(3)}`);
    }
    if (step % validateEvery === 0 || step === steps) {
      console.log(`Step ${step}: val_loss=${measureLoss(model, text, heldOut).toFixed(4)}`);
    }
    if (within === epochSteps - 1 || step === steps) {
      console.log(`Epoch ${Math.ceil(step / epochSteps)} average loss: ${(sum / counted).toFixed(4)}`);
      sum = counted = 0;
    }
  }
}

/** Index of the first character for validation. */
const firstHeldOut = (text: ArrayLike<number>): number => Math.floor(text.length * (1 - HELD_OUT));

function train(source: string, { steps: asked, seconds, seed }: TrainOptions): void {
  const vocabulary = [...new Set(source)].sort(), random = createRandom(seed);
  const ids = new Map(vocabulary.map((char, id) => [char, id]));
  const text = Int32Array.from([...source], (char) => ids.get(char)!);
  const model = new CharModel(vocabulary.length, random);
  const steps = asked ?? countSteps(seconds, text, vocabulary.length);
  const schedule = {
    steps,
    reportEvery: Math.max(1, Math.round(steps / LINES_PRINTED)),
    validateEvery: Math.max(1, Math.round(steps / VALIDATIONS)),
    epochSteps: Math.floor((firstHeldOut(text) - CONTEXT) / BATCH),
  };
  printSettings(model, text, schedule, seed);
  trainModel(model, text, schedule, random);
  console.log(`\nWhat it writes now:\n\n${sample(model, text, vocabulary, random)}`);
}

/** Options of the training. */
export interface TrainOptions {
  /** Number of steps; repositions `seconds`. */
  steps?: number;
  seconds: number;
  seed: number;
  /** Path of the text to learn; by default `harbour.txt` beside this file. */
  text?: string;
}

const USAGE = "deno run --allow-read examples/char_lm.ts [--seconds 120 | --steps N] [--seed 1] [--text FILE]";

function readCount(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isFinite(count) && count > 0) return count;
  throw new Error(`--${flag} must be a number above 0, not ${text}`);
}

/** Parses the command line. Throws an Error that names the wrong option. */
export function readOptions(args: string[]): TrainOptions {
  const one = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { steps: one, seconds: one, seed: one, text: one } });
  const steps = readCount(values.steps, "steps");
  return {
    seconds: readCount(values.seconds, "seconds") ?? 120,
    seed: readCount(values.seed, "seed") ?? 1,
    ...(steps ? { steps: Math.ceil(steps) } : {}),
    ...(values.text ? { text: values.text } : {}),
  };
}

/** Reads the text to learn. Throws an Error when it cannot be read or is too short. */
export function readText({ text }: TrainOptions): string {
  let source;
  try {
    source = Deno.readTextFileSync(text ?? new URL("harbour.txt", import.meta.url));
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such file" : String(cause);
    throw new Error(`cannot read ${text}: ${why}`, { cause });
  }
  if (source.length < TEXT_MIN_CHARS) {
    throw new Error(`${text} has ${source.length} characters; the training needs at least ${TEXT_MIN_CHARS}`);
  }
  return source;
}

if (import.meta.main) {
  try {
    const options = readOptions(Deno.args);
    train(readText(options), options);
  } catch (error) {
    console.error(`char_lm: ${error instanceof Error ? error.message.split("\n")[0] : error}\nusage: ${USAGE}`);
    Deno.exit(2);
  }
}
