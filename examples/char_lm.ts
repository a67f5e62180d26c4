/**
 * A real training to watch: a character-level language model (context of letters → embedding → hidden layer → next letter), with gradients
 * written by hand and Adam, in plain TypeScript. Prints what training programs print.
 *
 *     deno run examples/char_lm.ts [--steps 3000] [--seconds 120] [--seed 1]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { TEXT } from "./text.ts";

const { values: flags } = parseArgs({
  options: {
    steps: { type: "string", default: "3000" },
    seconds: { type: "string", default: "110" },
    seed: { type: "string", default: "1" },
    lr: { type: "string", default: "0.006" },
  },
});
const steps = Number(flags.steps), seconds = Number(flags.seconds), peakRate = Number(flags.lr);

const CONTEXT = 10, EMBEDDING = 14, HIDDEN = 96, BATCH = 48, WARM_UP = Math.ceil(steps * 0.06), CLIP = 1;

/** Mulberry32: the same numbers for the same seed. */
function makeRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const random = makeRandom(Number(flags.seed));
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const letters = [...new Set(TEXT)].sort();
const codes = Int32Array.from(TEXT, (letter) => letters.indexOf(letter));
const split = Math.floor(codes.length * 0.9);
const size = letters.length, inputs = CONTEXT * EMBEDDING;

/** Values, their gradient, and Adam's two moments. */
function makeWeights(count: number, deviation: number) {
  const value = Float64Array.from({ length: count }, () => normal() * deviation);
  return { value, gradient: new Float64Array(count), first: new Float64Array(count), second: new Float64Array(count) };
}
const embedding = makeWeights(size * EMBEDDING, 0.5);
const hiddenWeights = makeWeights(inputs * HIDDEN, 1 / Math.sqrt(inputs));
const hiddenBias = makeWeights(HIDDEN, 0);
const outWeights = makeWeights(HIDDEN * size, 0.1 / Math.sqrt(HIDDEN));
const outBias = makeWeights(size, 0);
const all = [embedding, hiddenWeights, hiddenBias, outWeights, outBias];

const input = new Float64Array(inputs), hidden = new Float64Array(HIDDEN), odds = new Float64Array(size);

/** Probabilities of the letter that follows the context ending before `at`, into `odds`. */
function forward(text: Int32Array, at: number): void {
  for (let c = 0; c < CONTEXT; c++) {
    const from = text[at - CONTEXT + c]! * EMBEDDING;
    for (let e = 0; e < EMBEDDING; e++) input[c * EMBEDDING + e] = embedding.value[from + e]!;
  }
  for (let h = 0; h < HIDDEN; h++) {
    let sum = hiddenBias.value[h]!;
    for (let i = 0, w = h * inputs; i < inputs; i++, w++) sum += input[i]! * hiddenWeights.value[w]!;
    hidden[h] = Math.tanh(sum);
  }
  let highest = -Infinity, total = 0;
  for (let o = 0; o < size; o++) {
    let sum = outBias.value[o]!;
    for (let h = 0, w = o * HIDDEN; h < HIDDEN; h++, w++) sum += hidden[h]! * outWeights.value[w]!;
    odds[o] = sum;
    if (sum > highest) highest = sum;
  }
  for (let o = 0; o < size; o++) total += odds[o] = Math.exp(odds[o]! - highest);
  for (let o = 0; o < size; o++) odds[o]! /= total;
}

const hiddenGradient = new Float64Array(HIDDEN), inputGradient = new Float64Array(inputs);

/** Adds the gradient of −log p(the letter at `at`) to all weights. Gives that loss. */
function backward(text: Int32Array, at: number): number {
  forward(text, at);
  const target = text[at]!, loss = -Math.log(odds[target]!);
  hiddenGradient.fill(0);
  inputGradient.fill(0);
  for (let o = 0; o < size; o++) {
    const delta = (odds[o]! - (o === target ? 1 : 0)) / BATCH;
    outBias.gradient[o]! += delta;
    for (let h = 0, w = o * HIDDEN; h < HIDDEN; h++, w++) {
      outWeights.gradient[w]! += delta * hidden[h]!;
      hiddenGradient[h]! += delta * outWeights.value[w]!;
    }
  }
  for (let h = 0; h < HIDDEN; h++) {
    const delta = hiddenGradient[h]! * (1 - hidden[h]! ** 2);
    hiddenBias.gradient[h]! += delta;
    for (let i = 0, w = h * inputs; i < inputs; i++, w++) {
      hiddenWeights.gradient[w]! += delta * input[i]!;
      inputGradient[i]! += delta * hiddenWeights.value[w]!;
    }
  }
  for (let c = 0; c < CONTEXT; c++) {
    const to = text[at - CONTEXT + c]! * EMBEDDING;
    for (let e = 0; e < EMBEDDING; e++) embedding.gradient[to + e]! += inputGradient[c * EMBEDDING + e]!;
  }
  return loss;
}

/** Adam (Kingma and Ba, 2014) on clipped gradients, which are then zero again. Gives the norm before clipping. */
function update(step: number, rate: number): number {
  let squares = 0;
  for (const { gradient } of all) for (const g of gradient) squares += g * g;
  const norm = Math.sqrt(squares), scale = norm > CLIP ? CLIP / norm : 1;
  const firstBias = 1 - 0.9 ** step, secondBias = 1 - 0.99 ** step;
  for (const { value, gradient, first, second } of all) {
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]! * scale;
      first[i] = 0.9 * first[i]! + 0.1 * g;
      second[i] = 0.99 * second[i]! + 0.01 * g * g;
      value[i]! -= rate * (first[i]! / firstBias) / (Math.sqrt(second[i]! / secondBias) + 1e-8);
    }
    gradient.fill(0);
  }
  return norm;
}

/** Linear warm-up, then half a cosine down to a tenth. */
function rateAt(step: number): number {
  if (step <= WARM_UP) return peakRate * step / WARM_UP;
  const done = (step - WARM_UP) / Math.max(steps - WARM_UP, 1);
  return peakRate * (0.1 + 0.9 * (1 + Math.cos(Math.PI * done)) / 2);
}

function validate(): number {
  let sum = 0, count = 0;
  for (let at = split + CONTEXT; at < codes.length; at += 3, count++) {
    forward(codes, at);
    sum -= Math.log(odds[codes[at]!]!);
  }
  return sum / count;
}

function sample(length: number): string {
  const text = [...codes.subarray(0, CONTEXT)];
  for (let i = 0; i < length; i++) {
    forward(Int32Array.from(text), text.length);
    let left = random(), letter = 0;
    while ((left -= odds[letter]!) > 0 && letter < size - 1) letter++;
    text.push(letter);
  }
  return text.slice(CONTEXT).map((code) => letters[code]).join("");
}

const stepsAnEpoch = Math.max(1, Math.floor(steps / 10));
const weights = all.reduce((sum, { value }) => sum + value.length, 0);
console.log(`Character-level language model: ${size} letters, ${weights} weights, ${codes.length} characters of text`);
console.log(`context=${CONTEXT} hidden=${HIDDEN} batch_size=${BATCH} seed=${flags.seed}`);

const began = performance.now();
let epochSum = 0;
for (let step = 1; step <= steps; step++) {
  let loss = 0;
  for (let b = 0; b < BATCH; b++) loss += backward(codes, CONTEXT + Math.floor(random() * (split - CONTEXT))) / BATCH;
  const rate = rateAt(step), norm = update(step, rate);
  epochSum += loss;
  if (step === 1 || step % 10 === 0) {
    console.log(`Step ${step}: loss=${loss.toFixed(4)}, lr=${rate.toExponential(2)}, grad_norm=${norm.toFixed(3)}`);
  }
  if (step % stepsAnEpoch === 0) {
    console.log(`Epoch ${step / stepsAnEpoch} average loss: ${(epochSum / stepsAnEpoch).toFixed(4)}`);
    console.log(`Step ${step}: val_loss=${validate().toFixed(4)}`);
    epochSum = 0;
  }
  // Spread over the time that was asked for, so that there is something to watch; also lets signals in.
  const ahead = seconds * 1000 * step / steps - (performance.now() - began);
  if (ahead > 5) await new Promise((resolve) => setTimeout(resolve, ahead));
}
console.log(`\nWhat it writes now:\n${sample(240)}`);
