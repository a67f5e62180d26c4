/**
 * Hostile logs: their points must be the same however the bytes are cut, and wherever a reader resumes.
 *
 * @module
 */
import { hostileLines, PIECES } from "./lines.ts";
import type { Random } from "./random.ts";

const encoder = new TextEncoder();
const SLICE_BYTES = 20_000;
/** Names of step and loss in the languages that a log may change to. */
const LANGUAGES = [
  ["Step", "loss"],
  ["Schritt", "Verlust"],
  ["步骤", "损失"],
  ["ステップ", "損失"],
  ["шаг", "потери"],
  [
    "خطوة",
    "الخسارة",
  ],
  ["étape", "perte"],
] as const;

/** A part of a log with some of its bytes changed, doubled or removed. */
export function mutateLog(log: Uint8Array, { whole, pick }: Random): Uint8Array {
  const from = whole(log.length);
  let bytes = [...log.subarray(from, from + SLICE_BYTES)];
  for (let i = whole(30); i > 0; i--) {
    const at = whole(bytes.length), length = whole(20);
    const piece = pick([[whole(256)], [...encoder.encode(pick(PIECES))], bytes.slice(at, at + length), []]);
    bytes = [...bytes.slice(0, at), ...piece, ...bytes.slice(at + pick([0, length]))];
  }
  return new Uint8Array(bytes);
}

const valueAt = (step: number) => (2 / (1 + step / 10)).toFixed(4);

/** A log that changes from decimal points to commas and back. */
function changeDecimalMark(random: Random): string[] {
  const marks = [random.pick([".", ","]), ",", "."], every = 1 + random.whole(20);
  return Array.from({ length: 60 }, (_, step) => {
    const mark = marks[Math.floor(step / every) % marks.length]!;
    return `Step ${step}: loss=${valueAt(step).replace(".", mark)} | 1${mark}200 | lr 1${mark}0e-04`;
  });
}

/** A log that goes on in another language. */
function changeLanguage({ pick, whole }: Random): string[] {
  const spoken = [pick(LANGUAGES), pick(LANGUAGES), pick(LANGUAGES)],
    every = 1 + whole(15),
    tie = pick([": ", "=", " "]);
  return Array.from({ length: 50 }, (_, step) => {
    const [counter, name] = spoken[Math.floor(step / every) % spoken.length]!;
    return `${counter} ${step}, ${name}${tie}${valueAt(step)}`;
  });
}

/** Rows of a table whose header stands below them. */
function putHeaderLast({ pick, whole }: Random): string[] {
  const gap = pick(["  ", " | ", "\t", ","]), columns = ["epoch", "loss", "val_loss", "acc"].slice(0, 2 + whole(3));
  const rows = Array.from({ length: 2 + whole(20) }, (_, step) => {
    return columns.map((_, at) => at === 0 ? String(step) : valueAt(step + at)).join(gap);
  });
  return [...rows, columns.join(gap), ...rows.slice(0, whole(rows.length))];
}

/** Any hostile lines between lines of a training. */
function mixLines(random: Random): string[] {
  return Array.from({ length: 12 }, (_, step) => {
    const make = hostileLines[random.pick(Object.keys(hostileLines))]!(random);
    return random.whole(3) === 0 ? `Step ${step}: loss=${valueAt(step)}` : make(random.whole(4000));
  });
}

/** One line of JSON, 10 MB long, and a line behind it. */
function writeLongJson({ whole }: Random): string[] {
  const fields: string[] = [`{"step": ${whole(100)}`];
  for (let length = 0; length < 10_000_000; length += fields.at(-1)!.length + 2) {
    fields.push(`"metric_${fields.length}": ${valueAt(whole(1000))}`);
  }
  return [fields.join(", ") + "}", "Step 7: loss=0.5"];
}

const asLog = (lines: readonly string[], { pick }: Random) =>
  encoder.encode(lines.join(pick(["\n", "\r\n", "\r"])) + "\n");

/** Logs by the name of their kind. */
export const hostileLogs: Readonly<Record<string, (random: Random) => Uint8Array>> = {
  "a decimal mark that changes": (random) => asLog(changeDecimalMark(random), random),
  "a language that changes": (random) => asLog(changeLanguage(random), random),
  "a table whose header comes last": (random) => asLog(putHeaderLast(random), random),
  "hostile lines in a training": (random) => asLog(mixLines(random), random),
  "a mutated mixture": (random) => mutateLog(asLog([...changeLanguage(random), ...mixLines(random)], random), random),
};

/** A log with one line of 10 MB. Apart from the others, because it takes seconds. */
export const longJsonLog = (random: Random): Uint8Array => asLog(writeLongJson(random), random);
