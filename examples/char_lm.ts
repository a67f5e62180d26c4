/**
 * A character-level language model that truly learns: embeddings of the last characters, one hidden layer, softmax; gradients by
 * hand, Adam, warm-up and cosine decay. After Bengio et al., "A Neural Probabilistic Language Model" (2003). No dependencies.
 *
 *     deno run --allow-read examples/char_lm.ts [--seconds 120 | --steps N] [--seed 1] [--text FILE]
 *
 * @module
 */
import { parseArgs } from "node:util";

const CONTEXT = 12, EMBEDDING = 16, HIDDEN = 128, BATCH = 32;
const INPUT = CONTEXT * EMBEDDING;
const RATE_HIGHEST = 3e-3, RATE_LOWEST = 1e-4, NORM_HIGHEST = 1;
/** Share of the text that is only looked at, and how often; decay of the weights, so that they don't learn the rest by heart. */
const HELD_OUT = 0.1, LOOKS = 60, DECAY = 0.25;
const LINES_PRINTED = 1200, CALIBRATION_STEPS = 30, SAMPLE_CHARS = 400;
const TEXT_LEAST_CHARS = 1000;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A weight matrix or bias with its gradient and Adam's two moments. */
interface Parameter {
  value: Float32Array;
  gradient: Float32Array;
  mean: Float32Array;
  square: Float32Array;
}

function createParameter(size: number, scale: number, random: () => number): Parameter {
  const value = Float32Array.from({ length: size }, () => (random() * 2 - 1) * scale);
  return {
    value,
    gradient: new Float32Array(size),
    mean: new Float32Array(size),
    square: new Float32Array(size),
  };
}

/** The model of a vocabulary, with what one character's pass leaves for its gradients. */
class CharModel {
  readonly parameters: Parameter[];
  readonly #embedding: Parameter;
  readonly #hidden: Parameter;
  readonly #hiddenBias: Parameter;
  readonly #output: Parameter;
  readonly #outputBias: Parameter;
  readonly #x = new Float32Array(INPUT);
  readonly #h = new Float32Array(HIDDEN);
  readonly #p: Float32Array;
  #updates = 0;

  constructor(readonly size: number, random: () => number) {
    this.#embedding = createParameter(size * EMBEDDING, 0.5, random);
    this.#hidden = createParameter(INPUT * HIDDEN, Math.sqrt(3 / INPUT), random);
    this.#hiddenBias = createParameter(HIDDEN, 0, random);
    this.#output = createParameter(HIDDEN * size, Math.sqrt(3 / HIDDEN) * 0.1, random);
    this.#outputBias = createParameter(size, 0, random);
    this.#p = new Float32Array(size);
    this.parameters = [this.#embedding, this.#hidden, this.#hiddenBias, this.#output, this.#outputBias];
  }

  /** Probabilities of the character at `at`, from the characters before it. */
  predict(text: ArrayLike<number>, at: number): Float32Array {
    const x = this.#x, h = this.#h, p = this.#p;
    for (let c = 0; c < CONTEXT; c++) {
      const from = text[at - CONTEXT + c]! * EMBEDDING;
      for (let e = 0; e < EMBEDDING; e++) x[c * EMBEDDING + e] = this.#embedding.value[from + e]!;
    }
    for (let j = 0; j < HIDDEN; j++) {
      let sum = this.#hiddenBias.value[j]!;
      for (let i = 0, w = j * INPUT; i < INPUT; i++, w++) sum += this.#hidden.value[w]! * x[i]!;
      h[j] = Math.tanh(sum);
    }
    let highest = -Infinity, total = 0;
    for (let k = 0; k < this.size; k++) {
      let sum = this.#outputBias.value[k]!;
      for (let j = 0, w = k * HIDDEN; j < HIDDEN; j++, w++) sum += this.#output.value[w]! * h[j]!;
      p[k] = sum;
      highest = Math.max(highest, sum);
    }
    for (let k = 0; k < this.size; k++) total += p[k] = Math.exp(p[k]! - highest);
    for (let k = 0; k < this.size; k++) p[k]! /= total;
    return p;
  }

  /** Adds the gradients of one character, of weight `share`. Gives its loss in nats. */
  learn(text: ArrayLike<number>, at: number, share: number): number {
    const p = this.predict(text, at), target = text[at]!, x = this.#x, h = this.#h;
    const loss = -Math.log(p[target]! + 1e-12);
    const dh = new Float32Array(HIDDEN), dx = new Float32Array(INPUT);
    for (let k = 0; k < this.size; k++) {
      const d = (p[k]! - (k === target ? 1 : 0)) * share;
      this.#outputBias.gradient[k]! += d;
      for (let j = 0, w = k * HIDDEN; j < HIDDEN; j++, w++) {
        this.#output.gradient[w]! += d * h[j]!;
        dh[j]! += d * this.#output.value[w]!;
      }
    }
    for (let j = 0; j < HIDDEN; j++) {
      const d = dh[j]! * (1 - h[j]! * h[j]!);
      this.#hiddenBias.gradient[j]! += d;
      for (let i = 0, w = j * INPUT; i < INPUT; i++, w++) {
        this.#hidden.gradient[w]! += d * x[i]!;
        dx[i]! += d * this.#hidden.value[w]!;
      }
    }
    for (let c = 0; c < CONTEXT; c++) {
      const to = text[at - CONTEXT + c]! * EMBEDDING;
      for (let e = 0; e < EMBEDDING; e++) this.#embedding.gradient[to + e]! += dx[c * EMBEDDING + e]!;
    }
    return loss;
  }

  /** One step of Adam on gradients clipped to `NORM_HIGHEST`, which are then cleared. Gives their norm before that. */
  update(rate: number): number {
    let squares = 0;
    for (const { gradient } of this.parameters) for (const g of gradient) squares += g * g;
    const norm = Math.sqrt(squares), scale = Math.min(1, NORM_HIGHEST / (norm + 1e-6));
    this.#updates++;
    const meanFix = 1 - 0.9 ** this.#updates, squareFix = 1 - 0.999 ** this.#updates;
    for (const { value, gradient, mean, square } of this.parameters) {
      for (let i = 0; i < value.length; i++) {
        const g = gradient[i]! * scale;
        mean[i] = 0.9 * mean[i]! + 0.1 * g;
        square[i] = 0.999 * square[i]! + 0.001 * g * g;
        const change = (mean[i]! / meanFix) / (Math.sqrt(square[i]! / squareFix) + 1e-8);
        value[i]! -= rate * (change + DECAY * value[i]!);
      }
      gradient.fill(0);
    }
    return norm;
  }
}

/** Warm-up over the first twentieth, then half a cosine. */
function rateAt(step: number, steps: number): number {
  const warm = Math.max(1, Math.round(steps / 20));
  if (step <= warm) return RATE_HIGHEST * step / warm;
  const done = (step - warm) / Math.max(1, steps - warm);
  return RATE_LOWEST + (RATE_HIGHEST - RATE_LOWEST) * (1 + Math.cos(Math.PI * done)) / 2;
}

function shuffle(places: Int32Array, random: () => number): void {
  for (let i = places.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
}

function trainBatch(model: CharModel, text: ArrayLike<number>, places: Int32Array): number {
  let loss = 0;
  for (const at of places) loss += model.learn(text, at, 1 / places.length);
  return loss / places.length;
}

/** Steps that fit into a time on this machine, by a model that is thrown away. */
function countSteps(seconds: number, text: ArrayLike<number>, size: number): number {
  const model = new CharModel(size, createRandom(0)), places = new Int32Array(BATCH).fill(CONTEXT);
  const measure = () => {
    const from = performance.now();
    for (let i = 0; i < CALIBRATION_STEPS; i++) {
      trainBatch(model, text, places);
      model.update(1e-3);
    }
    return performance.now() - from;
  };
  measure();
  return Math.max(50, Math.round(seconds * 1000 / (measure() / CALIBRATION_STEPS)));
}

/** Mean loss over the places from `from` on, without learning. */
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

function train(source: string, { steps: asked, seconds, seed }: TrainOptions): void {
  const vocabulary = [...new Set(source)].sort(), random = createRandom(seed);
  const ids = new Map(vocabulary.map((char, id) => [char, id]));
  const text = Int32Array.from([...source], (char) => ids.get(char)!);
  const model = new CharModel(vocabulary.length, random);
  const steps = asked ?? countSteps(seconds, text, vocabulary.length);
  const every = Math.max(1, Math.round(steps / LINES_PRINTED));
  const heldOut = Math.floor(text.length * (1 - HELD_OUT)), look = Math.max(1, Math.round(steps / LOOKS));
  const places = Int32Array.from({ length: heldOut - CONTEXT }, (_, i) => i + CONTEXT);
  const epochSteps = Math.floor(places.length / BATCH);
  const weights = model.parameters.reduce((sum, { value }) => sum + value.length, 0);
  console.log(`model: char_mlp\nparameters: ${weights}\nvocabulary: ${vocabulary.length}\ncharacters: ${text.length}`);
  console.log(`batch_size: ${BATCH}\ntotal_steps: ${steps}\nseed: ${seed}\n`);
  let sum = 0, counted = 0;
  for (let step = 1; step <= steps; step++) {
    const within = (step - 1) % epochSteps;
    if (within === 0) shuffle(places, random);
    const loss = trainBatch(model, text, places.subarray(within * BATCH, (within + 1) * BATCH));
    const rate = rateAt(step, steps), norm = model.update(rate);
    sum += loss;
    counted++;
    if (step % every === 0 || step === 1 || step === steps) {
      console.log(`Step ${step}: loss=${loss.toFixed(4)}, lr=${rate.toExponential(2)}, grad_norm=${norm.toFixed(3)}`);
    }
    if (step % look === 0 || step === steps) {
      console.log(`Step ${step}: val_loss=${measureLoss(model, text, heldOut).toFixed(4)}`);
    }
    if (within === epochSteps - 1 || step === steps) {
      console.log(`Epoch ${Math.ceil(step / epochSteps)} average loss: ${(sum / counted).toFixed(4)}`);
      sum = counted = 0;
    }
  }
  console.log(`\nWhat it writes now:\n\n${sample(model, text, vocabulary, random)}`);
}

/** What can be asked for. */
export interface TrainOptions {
  /** Instead of `seconds`. */
  steps?: number;
  seconds: number;
  seed: number;
  /** Path of the text to learn; the one beside this file unless given. */
  text?: string;
}

const USAGE = "deno run --allow-read examples/char_lm.ts [--seconds 120 | --steps N] [--seed 1] [--text FILE]";

function readCount(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isFinite(count) && count > 0) return count;
  throw new Error(`--${flag} is a number above 0, not ${text}`);
}

/** Takes the program's words apart. Throws an Error that says which of them is wrong. */
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

/** The text to learn. Throws an Error for one that can't be read or is too short to learn from. */
export function readText({ text }: TrainOptions): string {
  let source;
  try {
    source = Deno.readTextFileSync(text ?? new URL("harbour.txt", import.meta.url));
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such file" : String(cause);
    throw new Error(`cannot read ${text}: ${why}`, { cause });
  }
  if (source.length < TEXT_LEAST_CHARS) {
    throw new Error(`${text} has ${source.length} characters; it takes ${TEXT_LEAST_CHARS} to learn from`);
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
