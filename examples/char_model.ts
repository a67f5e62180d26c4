/**
 * A language model that predicts the next character from the last ones: embeddings, one hidden layer, softmax; gradients written by
 * hand, and Adam. After Bengio et al., "A Neural Probabilistic Language Model" (2003).
 *
 * @module
 */

/** Number of characters that the model sees. */
export const CONTEXT = 12;
const EMBEDDING = 16, HIDDEN = 128;
const INPUT = CONTEXT * EMBEDDING;
/** Largest norm of the gradients, and weight decay against overfitting. */
const NORM_HIGHEST = 1, DECAY = 0.25;

/** Random numbers from 0 to 1 (mulberry32). The same seed gives the same numbers. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A weight matrix or a bias, with its gradient and Adam's two moments. */
export interface Parameter {
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

/** The model, with the activations of the last forward pass. */
export class CharModel {
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

  /** Predicts the character at index `at` from the characters before it. Returns a probability per character. */
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

  /** Adds the gradients of one character, multiplied by `share`. Returns its loss in nats. */
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

  /** One step of Adam with gradients clipped to the norm `NORM_HIGHEST`. Clears the gradients and returns their norm before the clipping. */
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
