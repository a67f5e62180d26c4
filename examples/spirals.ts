/**
 * A small network learns to tell two spirals apart. One hidden layer, ReLU, momentum, a cosine schedule; gradients written by hand. Too high a
 * learning rate makes it diverge: then the loss becomes NaN and the program ends with 1, as trainings do.
 *
 *     stdcurve run -- deno run examples/spirals.ts [--lr 0.03] [--width 16] [--seed 1] [--epochs 30]
 *
 * @module
 */
import { parseArgs } from "node:util";

const POINTS = 600, HELD_OUT = 200, BATCH = 20, TURNS = 1.25, NOISE = 0.06, MOMENTUM = 0.9;

/** Random numbers from a seed: xorshift32. */
function makeRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Example {
  x: number;
  y: number;
  /** Which spiral: 0 or 1. */
  label: number;
}

function makeSpirals(random: () => number, count: number): Example[] {
  return Array.from({ length: count }, (_, at) => {
    const label = at % 2, radius = 0.1 + 0.9 * random(), angle = TURNS * 2 * Math.PI * radius + label * Math.PI;
    const blur = () => NOISE * (random() - 0.5);
    return { x: radius * Math.cos(angle) + blur(), y: radius * Math.sin(angle) + blur(), label };
  });
}

/** Weights of the network. Each hidden unit has two weights and a bias for its input, and one weight for the output. */
class Network {
  readonly weights: Float64Array;
  readonly slopes: Float64Array;
  readonly speeds: Float64Array;

  constructor(readonly width: number, random: () => number) {
    const size = width * 4 + 1;
    this.weights = Float64Array.from({ length: size }, (_, at) => at === size - 1 ? 0 : 3 * (random() - 0.5));
    this.slopes = new Float64Array(size);
    this.speeds = new Float64Array(size);
  }

  /** The output before the sigmoid. Fills `hidden` with what the units give. */
  predict({ x, y }: Example, hidden: Float64Array): number {
    const { weights: w, width } = this;
    let out = w[width * 4]!;
    for (let unit = 0; unit < width; unit++) {
      const at = unit * 4, sum = w[at]! * x + w[at + 1]! * y + w[at + 2]!;
      hidden[unit] = sum > 0 ? sum : 0.1 * sum;
      out += w[at + 3]! * hidden[unit]!;
    }
    return out;
  }

  /** Adds the gradient of one example. Returns its loss in nats. */
  learn(example: Example, hidden: Float64Array, share: number): number {
    const { weights: w, slopes, width } = this, out = this.predict(example, hidden);
    const error = (1 / (1 + Math.exp(-out)) - example.label) * share;
    for (let unit = 0; unit < width; unit++) {
      const at = unit * 4, back = error * w[at + 3]! * (hidden[unit]! > 0 ? 1 : 0.1);
      slopes[at] = slopes[at]! + back * example.x;
      slopes[at + 1] = slopes[at + 1]! + back * example.y;
      slopes[at + 2] = slopes[at + 2]! + back;
      slopes[at + 3] = slopes[at + 3]! + error * hidden[unit]!;
    }
    slopes[width * 4] = slopes[width * 4]! + error;
    return lossOf(out, example.label);
  }

  /** Moves the weights, clears the gradient, and returns its length. */
  move(rate: number): number {
    let squares = 0;
    for (const [at, slope] of this.slopes.entries()) {
      squares += slope * slope;
      this.speeds[at] = MOMENTUM * this.speeds[at]! - rate * slope;
      this.weights[at] = this.weights[at]! + this.speeds[at]!;
    }
    this.slopes.fill(0);
    return Math.sqrt(squares);
  }
}

/** Cross entropy of an output before the sigmoid. */
const lossOf = (out: number, label: number): number =>
  Math.max(out, 0) - out * label + Math.log1p(Math.exp(-Math.abs(out)));

function evaluate(network: Network, examples: readonly Example[], hidden: Float64Array) {
  let loss = 0, right = 0;
  for (const example of examples) {
    const out = network.predict(example, hidden);
    loss += lossOf(out, example.label) / examples.length;
    if ((out > 0) === (example.label === 1)) right++;
  }
  return { loss, accuracy: right / examples.length };
}

interface Options {
  lr: number;
  width: number;
  seed: number;
  epochs: number;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      lr: { type: "string", default: "0.03" },
      width: { type: "string", default: "16" },
      seed: { type: "string", default: "1" },
      epochs: { type: "string", default: "30" },
    },
  });
  const numbers = Object.entries(values).map(([name, text]) => {
    const value = Number(text);
    if (!(value > 0) || name !== "lr" && !Number.isInteger(value)) throw new Error(`--${name} ${text} can't be used`);
    return [name, value];
  });
  return Object.fromEntries(numbers);
}

function train({ lr, width, seed, epochs }: Options): number {
  console.log(
    `Config(lr=${lr}, width=${width}, seed=${seed}, epochs=${epochs}, batch_size=${BATCH}, momentum=${MOMENTUM})`,
  );
  const random = makeRandom(seed), held = makeSpirals(random, HELD_OUT), data = makeSpirals(random, POINTS);
  const network = new Network(width, random), hidden = new Float64Array(width);
  const batches = POINTS / BATCH, steps = epochs * batches;
  for (let step = 1; step <= steps; step++) {
    const rate = lr * (0.5 + 0.5 * Math.cos(Math.PI * step / steps));
    let loss = 0;
    for (let each = 0; each < BATCH; each++) {
      loss += network.learn(data[Math.floor(random() * POINTS)]!, hidden, 1 / BATCH) / BATCH;
    }
    const norm = network.move(rate);
    if (step % 10 === 0) {
      console.log(
        `step ${step}/${steps}: loss=${loss.toPrecision(5)}, lr=${rate.toExponential(2)}, grad_norm=${
          norm.toPrecision(4)
        }`,
      );
    }
    if (Number.isNaN(loss) || Number.isNaN(norm)) {
      console.error(`FloatingPointError: the loss is NaN at step ${step}; lower --lr`);
      return 1;
    }
    if (step % batches === 0) {
      const { loss, accuracy } = evaluate(network, held, hidden);
      console.log(`step ${step}/${steps}: val_loss=${loss.toPrecision(5)}, val_accuracy=${accuracy.toFixed(3)}`);
    }
  }
  return 0;
}

try {
  Deno.exitCode = train(readOptions(Deno.args));
} catch (error) {
  console.error(`spirals.ts: ${error instanceof Error ? error.message : error}`);
  Deno.exitCode = 2;
}
