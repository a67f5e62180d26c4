/**
 * The words between the loop, which knows what is said when, and the author, who decides how a line looks.
 *
 * @module
 */
import type { TruthPoint } from "../../support/truth.ts";
import type { Draw } from "./draw.ts";

/** What a counter counts. `batch` begins again with each epoch, `step` runs on; an `epoch` may have a part (2.35). */
export type Role = "epoch" | "batch" | "step" | "samples" | "percent" | "episode";

/** A counter as the loop counts it, and its end where the program prints it. */
export interface Counter {
  role: Role;
  at: number;
  of?: number;
}

export type Split = "train" | "val" | "test";

/** A quantity that a program measures. `word` is its plain name (`grad norm`); `next` gives a value at this share of the training. */
export interface Quantity {
  word: string;
  kind: "loss" | "score" | "lr" | "other";
  next(progress: number): number;
}

/** A value before anybody decided how it looks. */
export interface Value {
  quantity: Quantity;
  split: Split | null;
  value: number;
}

/** What a line says. Its split is null where nothing on it tells one. `average`: the values of batches came before under the same names. */
export interface Said {
  counters: Counter[];
  split: Split | null;
  values: Value[];
  average?: boolean;
  /** Right to chart, and right to leave out. */
  optional?: boolean;
}

/** A point that a line shows: its value as printed, the name that a careful reader gives it, and others as right. */
export interface ShownPoint {
  metric: string;
  value: number;
  also?: string[];
  optional?: boolean;
  /** It is what it is at this moment, as a learning rate: an epoch has no mean of it. */
  isState?: boolean;
}

/** How a line looks, and what it shows. */
export interface Shown {
  text: string;
  points: ShownPoint[];
}

export type Look = (said: Said) => Shown;

/** Kinds of lines that an author writes in different ways. A title has counters alone, a block and a final line values alone. */
export type LineKind = "batch" | "epoch" | "eval" | "episode" | "title" | "block" | "final";

/** What all lines of a kind have. */
export interface KindOfLine {
  line: LineKind;
  roles: Role[];
  splits: Split[];
}

/** Who wrote the program. */
export interface Author {
  /** What training measures: one to four quantities. */
  quantities: Quantity[];
  /** What stands before each printed line: a time, a logger, a host. */
  prefix(): string;
  /** Called once a log for each kind of line. */
  look(draw: Draw, kind: KindOfLine): Look;
}

/** A log, its truth and how it was made. */
export interface MadeLog {
  seed: number;
  habits: string[];
  text: string;
  truth: TruthPoint[];
}
