/**
 * Charts a name that the log prints and the reader doesn't chart: makes the pattern that reads it, has the run read again, and selects the
 * line's new point. Loaded when someone asks for it.
 *
 * @module
 */
import type { WireLogs } from "../../wire.ts";
import { selection } from "../run/selection.ts";
import { readJson, runPath } from "../server/read.ts";
import { plainText } from "../terminal/ansi.ts";
import { listNumbers, proposeNamed } from "./line_numbers.ts";
import { savePattern } from "./patterns.ts";
import { findPoints } from "./points_of_line.ts";
import { showHidden } from "../../text/visible.ts";

/** The name, and a line that prints it. */
export interface NamedNumber {
  experimentId: string;
  runId: string;
  name: string;
  line: number;
  /** Shows the progress to the reader of the page. */
  say(words: string): void;
}

const WITHIN_MS = 10_000;

/** Charts the name. Returns why that was not possible; "" when it was. */
export async function chartName(named: NamedNumber): Promise<string> {
  const { experimentId, runId, name, line, say } = named;
  let pattern: string | null;
  try {
    pattern = await findPattern(named);
  } catch (error) {
    return `Line ${line} can’t be read: ${error instanceof Error ? error.message : error}`;
  }
  if (pattern === null) {
    selection.value = { runId, line, point: null, from: "chart" };
    return `“${showHidden(name)}” isn’t found on line ${line} any more. Click its number in the terminal to track it.`;
  }
  const sent = await savePattern({ experimentId, runId }, { metric: name, pattern }, say);
  if (!sent.ok) return sent.message;
  await sent.value.own;
  const wanted = { experimentId, runId, line, signal: AbortSignal.timeout(WITHIN_MS) };
  const found = await findPoints(wanted).catch(() => null);
  const point = found?.points.findLast(({ metric }) => metric === name) ?? null;
  selection.value = { runId, line, point, from: "terminal" };
  return "";
}

/** The pattern that reads the name's number on its line; null when the line doesn't show it. */
async function findPattern({ experimentId, runId, name, line }: NamedNumber): Promise<string | null> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const [{ numbers }, { lines }] = await Promise.all([
    findPoints({ experimentId, runId, line, signal }),
    readJson<WireLogs>(`${runPath(experimentId, runId)}/logs`, { after_line: line - 1, limit: 1 }, signal),
  ]);
  const text = plainText(lines[0]?.text ?? "");
  const own = numbers.find((each) => each.name === name && each.metric === "") ??
    numbers.find((each) => each.name === name);
  const number = own && listNumbers(text).find(({ start, end }) => start < own.end && own.start < end);
  return number ? proposeNamed(text, number, name) : null;
}
