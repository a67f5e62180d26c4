/**
 * Inputs of any size, for which the reader's time must grow with the size and no faster: long lines of JSON, and logs that make it remember
 * something with each line.
 *
 * @module
 */
import { forgetShapes } from "../../../lib/points/known_shapes.ts";
import { createPointReader } from "../../../lib/points/reader.ts";

/** Lines of an input of a size. */
export type Grown = (size: number) => string[];

/** A word for each number: the digits would be no part of a line's shape. */
const word = (number: number) => Array.from(String(number), (digit) => "abcdefghij"[Number(digit)]).join("");
const value = (at: number) => (2 / (1 + at / 10)).toFixed(4);
const list = (size: number, make: (at: number) => string) => Array.from({ length: size }, (_, at) => make(at));
const record = (fields: readonly string[]) => [`{"step": 3, ${fields.join(", ")}}`];

/** Lines of JSON with so many fields. 2,000 of them are about as long as what is read of a line. */
export const GROWN_LINES: Readonly<Record<string, Grown>> = {
  "a line of JSON with as many names": (size) => record(list(size, (at) => `"m_${word(at)}": ${value(at)}`)),
  "a line of JSON with one name again and again": (size) => record(list(size, (at) => `"loss": ${value(at)}`)),
  "a line of JSON with a mean and a deviation of each": (size) =>
    record(list(size / 2, (at) => `"${word(at)}_mean": ${value(at)}, "${word(at)}_std": ${value(at)}`)),
  "a line of JSON with each name of two splits": (size) =>
    record(list(size / 2, (at) => `"val_${word(at)}": ${value(at)}, "${word(at)}": ${value(at)}`)),
  "records in one another": (size) => [
    `{"step": 3${list(size, (at) => `, "m_${word(at)}": {"a": ${value(at)}`).join("")}${"}".repeat(size + 1)}`,
  ],
  "a line of JSON with words for values": (size) => record(list(size, (at) => `"m_${word(at)}": "word ${word(at)}"`)),
};

/** Logs of so many lines. */
export const GROWN_LOGS: Readonly<Record<string, Grown>> = {
  "a table whose header comes last": (size) => [
    ...list(size, (at) => `${at}  ${value(at)}  ${value(at + 1)}`),
    "epoch  loss  val_loss",
  ],
  "a decimal mark that changes": (size) =>
    list(size, (at) => `Step ${at}: loss=${at % 40 < 20 ? value(at) : value(at).replace(".", ",")} | 1.200`),
  "a language that changes": (size) =>
    list(size, (at) => `${["Step", "步骤", "шаг"][at % 3]} ${at}, ${["loss", "损失", "потери"][at % 3]}: ${value(at)}`),
  "settings without end": (size) => list(size, (at) => `${word(at)}_size: ${at}`),
  "a result without end": (size) => ["Result for PPO_x:", ...list(size, (at) => `  ${word(at)}_mean: ${value(at)}`)],
  "bars that each have a name of their own": (size) =>
    list(size, (at) => `${word(at)}: 10%|#         | 10/${at + 20} [00:01<00:09, 10.00it/s, loss=${value(at)}]`),
};

/** How much larger the larger input is, and how much longer it may take: a quadratic reader takes 16 times as long. */
const GROWTH = 4, RATIO_MAX = 9;
const TRIES = 8, READINGS = 2;

/** The least milliseconds of some readings, each by a new reader that knows no shapes. */
function measure(lines: readonly string[]): number {
  let least = Infinity;
  for (let i = 0; i < READINGS; i++) {
    forgetShapes();
    const reader = createPointReader(() => {}), began = performance.now();
    lines.forEach((text, at) => reader.read(text, at + 1));
    reader.finish();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

/** Says so when four times as large an input takes far more than four times as long, each time that it is tried; null when it doesn't. */
export function findGrowth(make: Grown, size: number): string | null {
  const small = make(size), large = make(GROWTH * size);
  let said = "";
  for (let tries = 0; tries < TRIES; tries++) {
    const short = measure(small), long = measure(large);
    if (long <= RATIO_MAX * short) return null;
    said = `${short.toFixed(1)} ms, and ${long.toFixed(1)} ms for ${GROWTH} times as much`;
  }
  return said;
}
