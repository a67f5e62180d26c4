/**
 * Marks in words. Pure.
 *
 * @module
 */
import type { RunMarkKind } from "../model.ts";
import type { WireMark } from "../wire/marks.ts";

/** Names of the kinds, one and several. */
const NAMES: Readonly<Record<RunMarkKind, readonly [one: string, several: string]>> = {
  nan: ["NaN or infinity", "NaNs or infinities"],
  traceback: ["Error", "errors"],
  out_of_memory: ["Out of memory", "times out of memory"],
  restart: ["Started again", "times started again"],
  checkpoint: ["Checkpoint saved", "checkpoints saved"],
  early_stopping: ["Stopped early", "times stopped early"],
  silence: ["Silence", "silences"],
  note: ["Note", "notes"],
};

/** The kinds, those first that a reader must not miss: a sign for several marks shows the first of them. */
export const MARK_KINDS = [
  "out_of_memory",
  "traceback",
  "nan",
  "restart",
  "early_stopping",
  "silence",
  "note",
  "checkpoint",
] as const;

/**
 * Says what a sign stands for, after the name of the run where there are several: "Checkpoint saved, line 40: saved to best.pt",
 * "14 marks: 2 errors and 12 checkpoints saved".
 *
 * @example
 * ```ts
 * import { describeSign } from "./mark_words.ts";
 * const mark = { id: null, kind: "early_stopping", line: 9, step: 7, timestamp: "", text: "Early stopping" } as const;
 * describeSign([mark]); // "Stopped early, line 9: Early stopping"
 * ```
 */
export function describeSign(marks: readonly WireMark[], name: string | null = null): string {
  const [first] = marks, of = name === null ? "" : `${name}: `;
  if (first && marks.length === 1) {
    return `${of}${NAMES[first.kind][0]}${
      first.line > 0 ? `, line ${first.line.toLocaleString("en")}` : ""
    }: ${first.text}`;
  }
  const counted = MARK_KINDS.flatMap((kind) => {
    const count = marks.filter((mark) => mark.kind === kind).length;
    return count === 0 ? [] : [`${count} ${NAMES[kind][count === 1 ? 0 : 1].toLowerCase()}`];
  });
  return `${of}${marks.length} marks: ${counted.join(" and ")}`;
}
