/**
 * What the buttons ask for that the server writes into the page: `<button data-press="chart" data-name="level" data-line="7">`. Does not do
 * it.
 *
 * @module
 */

/** What a button asks for. */
export type Press =
  | { kind: "chart"; name: string; line: number }
  | { kind: "reread" }
  /** A new note of the page's run. */
  | { kind: "note" }
  | { kind: "unnote"; id: string }
  | { kind: "reread-all"; experiments: string[] }
  | { kind: "experiment" }
  /** With the command and the directory that were launched last; "" for none. */
  | { kind: "launch"; command: string; cwd: string }
  /** Of a run, or without one of the whole experiment. */
  | { kind: "restore"; experiment: string; run: string | null }
  /** Of several runs, on the page that lists them. */
  | { kind: "restore-runs"; runs: string[] };

/** The `data-` attributes of a button. */
export type PressText = Readonly<Record<string, string | undefined>>;

/**
 * Reads what a button's `data-` attributes ask for; null for anything else.
 *
 * @example
 * ```ts
 * import { readPress } from "./presses.ts";
 * readPress({ press: "chart", name: "level", line: "7" }); // { kind: "chart", name: "level", line: 7 }
 * ```
 */
export function readPress(
  { press, name, line, experiments, experiment, run, runs, command, cwd }: PressText,
): Press | null {
  if (press === "reread" || press === "experiment" || press === "note") return { kind: press };
  if (press === "unnote" && name) return { kind: press, id: name };
  if (press === "launch") return { kind: press, command: command ?? "", cwd: cwd ?? "" };
  if (press === "restore" && experiment) return { kind: "restore", experiment, run: run ?? null };
  if (press === "restore-runs" && runs) return { kind: press, runs: runs.split(" ") };
  if (press === "reread-all" && experiments) return { kind: "reread-all", experiments: experiments.split(" ") };
  return press === "chart" && name && Number(line) >= 1 ? { kind: "chart", name, line: Number(line) } : null;
}
