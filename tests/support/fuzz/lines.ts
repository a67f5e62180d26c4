/**
 * Hostile lines of any length: the reader's time for them must grow with their length and no faster.
 *
 * @module
 */
import type { Random } from "./random.ts";

/** Parts of lines that mean something to the reader. */
export const PIECES: readonly string[] = [
  ..."= |│[](){}'\",;-/%\t#@$\\^*é".split(""),
  ..."loss|: |  | - |it/s|nan|inf|1|0.5|1e-5|1e|1,234|12:30:01|2024-01-01|Step |epoch |Epoch [|val|test |INFO|[INFO] |rank0"
    .split("|"),
  ...["%|", "|█", "█████", "[rank1]: ", "\x1b[32m", "\x1b", "\b\b\b", "\0", "\ufffd", "損失", "𝛼", "a.b.c", "tensor("],
  ...["--", "====", "....", "mAP@0.5:0.95", "Result for X:", "average  since", "<stdout>", "#011", "\u2212"],
];
/** Names, numbers and marks of scripts that are written from right to left. */
const RIGHT_TO_LEFT = [
  "الخسارة",
  "الدقة",
  "خطوة",
  "אובדן",
  "دوره",
  "\u200f",
  "\u202b",
  "،",
  "؛",
  "٣",
  "0.5",
  ": ",
  " ",
  "=",
];
const MARKS = [
  "l\u0301oss",
  "e\u0308\u0323\u0332poch",
  "\u0300\u0301\u0302",
  "नुकसान",
  "ค่าสูญเสีย",
  "=",
  " ",
  "0.5",
  "\u200d",
];
const HALVES = ["\ud83d", "\ude00", "📉", "loss", "=", "0.5", " ", "\ud800\ud800"];
const SEPARATORS = [";", ",", "|", "/", ":", "=", "-", ".", "│", "  ", " ", "\t", "a", "0.5"];
const OPEN = "([{<", CLOSE = ")]}>";

/** Gives the same line in any length. */
export type HostileLine = (length: number) => string;

/** Repeats one to four of the pieces. */
function repeatPieces(pieces: readonly string[], { whole, pick }: Random): HostileLine {
  const unit = Array.from({ length: 1 + whole(4) }, () => pick(pieces)).join("");
  return (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Brackets in one another, with a value inside. */
function nest({ whole, pick }: Random): HostileLine {
  const kinds = Array.from({ length: 1 + whole(3) }, () => whole(OPEN.length)), inner = pick(["loss=0.5", "1", ""]);
  const isClosed = whole(2) === 0, name = pick(["", "a=", "loss: "]);
  return (length) => {
    const depth = Math.floor(length / (2 + name.length));
    const of = (brackets: string) => Array.from({ length: depth }, (_, at) => brackets[kinds[at % kinds.length]!]!);
    return of(OPEN).map((bracket) => name + bracket).join("") + inner +
      (isClosed ? of(CLOSE).reverse().join("") : "");
  };
}

/** One word, with a number at its end. */
function writeWord({ pick }: Random): HostileLine {
  const letter = pick(["a", "Z", "_", "é", "ж", "第", "n", "i", "e", ".", "/"]),
    end = pick(["=0.5", ": 0.5", " 0.5", "1", ""]);
  return (length) => letter.repeat(length) + end;
}

/** Separators that repeat, and an end that fits no row of them. */
function separate(random: Random): HostileLine {
  const row = repeatPieces(SEPARATORS, random), end = random.pick(["a  b", " x y z", "=", "0.5 a"]);
  return (length) => row(length) + end;
}

/** Hostile lines by the name of their kind. */
export const hostileLines: Readonly<Record<string, (random: Random) => HostileLine>> = {
  "pieces of lines": (random) => repeatPieces(PIECES, random),
  "right-to-left text": (random) => repeatPieces(RIGHT_TO_LEFT, random),
  "combining marks": (random) => repeatPieces(MARKS, random),
  "cut surrogates": (random) => repeatPieces(HALVES, random),
  "long words": writeWord,
  "separators": separate,
  "nested brackets": nest,
};
