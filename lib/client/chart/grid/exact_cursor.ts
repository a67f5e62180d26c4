/**
 * The exact values at the page's cursor: where it rests, the stored point of each run that is nearest is asked for, in one request for all that
 * draw fewer points than there are. Until it is there, and while the cursor moves, the nearest drawn value is shown, marked as near.
 *
 * @module
 */
import { effect, type Signal, signal } from "@preact/signals";
import { MANY_METRICS_MAX, MANY_RUNS_MAX } from "../../../limits.ts";
import type { WireAxis, WireNearest } from "../../../wire/points.ts";
import { readJson } from "../../server/read.ts";
import { type SharedCursor, sharedCursor } from "../shared_cursor.ts";
import type { PanelRange } from "./request_panels.ts";

/** What was received of a position: values by axis, run and metric. */
export interface ExactValues {
  x: number;
  values: ReadonlyMap<string, number>;
}

/** The exact values; null before the first. They are those of the cursor while it is at their x. */
export const exactValues: Signal<ExactValues | null> = signal(null);

/** Names a curve, for what is kept of it. */
export interface ExactKey {
  axis: WireAxis;
  runId: string;
  metric: string;
}

const keyOf = ({ axis, runId, metric }: ExactKey) => `${axis} ${runId} ${metric}`;

/** The exact value of a curve at x; undefined where none was received. */
export function exactAt(known: ExactValues | null, x: number, key: ExactKey): number | undefined {
  return known?.x === x ? known.values.get(keyOf(key)) : undefined;
}

/** Charts that share the cursor. */
export interface ExactSource {
  runIds(): readonly string[];
  /** Metrics that are drawn thinned, by the axis on which they stand. */
  wanted(): ReadonlyMap<WireAxis, ReadonlySet<string>>;
  /** The shown part of the axis. */
  range(): PanelRange;
  /** Origin of the API; "" = the page's own. */
  origin?: string;
  /** Runs `task` once after `ms`. Call the result to cancel. Tests replace it. */
  schedule?(task: () => void, ms: number): () => void;
}

/** A cursor that stays for so long rests. */
const REST_MS = 120;

function scheduleOnce(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}

/** Does something wherever a cursor of this kind rests, and gives it up when the cursor moves on. Call the result to stop. */
function followRest(
  isMeant: (cursor: SharedCursor) => boolean,
  schedule: NonNullable<ExactSource["schedule"]>,
  act: (cursor: SharedCursor, abort: AbortSignal) => Promise<void>,
): () => void {
  let giveUp = () => {};
  const stop = effect(() => {
    const cursor = sharedCursor.value;
    giveUp();
    giveUp = () => {};
    if (cursor === null || !isMeant(cursor)) return;
    const abort = new AbortController();
    const cancel = schedule(() => {
      act(cursor, abort.signal).catch(() => {}); // the values stay marked as near; the next rest asks again
    }, REST_MS);
    giveUp = () => (cancel(), abort.abort());
  });
  return () => (stop(), giveUp());
}

/** Asks for exact values wherever the cursor rests, and gives up what was asked for when it moves on. Call the result to stop. */
export function followExact(source: ExactSource): () => void {
  const { schedule = scheduleOnce } = source;
  return followRest(({ x }) => x !== null, schedule, ({ x }, abort) => ask(source, x!, abort));
}

/** Where the lines of a run's log stand. */
export interface LineSource {
  /** Where the points of a line stand on the x axis, drawn or not. Null for a line without any. */
  placeOf(line: { runId: string; line: number }, abort: AbortSignal): Promise<number | null>;
  /** As in {@link ExactSource}. */
  schedule?: ExactSource["schedule"];
}

/**
 * Moves the cursor to where the line is on which it rests: until then it is at the nearest point that is drawn, which in a run of many points
 * may be far. Call the result to stop.
 */
export function followLine({ placeOf, schedule = scheduleOnce }: LineSource): () => void {
  return followRest((cursor) => cursor.line !== undefined, schedule, async (cursor, abort) => {
    const x = await placeOf({ runId: cursor.runId, line: cursor.line! }, abort);
    const { line: _, ...placed } = { ...cursor, x };
    if (x !== null && sharedCursor.peek() === cursor) sharedCursor.value = placed;
  });
}

async function ask(source: ExactSource, x: number, abort: AbortSignal): Promise<void> {
  const { low, high, ...range } = source.range(), { origin = "" } = source, runIds = source.runIds();
  for (const [axis, all] of source.wanted()) {
    const names = [...all].slice(0, MANY_METRICS_MAX), bounds = { ...range, x: axis, low, high };
    if (names.length === 0) continue;
    for (let from = 0; from < runIds.length; from += MANY_RUNS_MAX) {
      const answer = await readJson<WireNearest>(`${origin}/api/metrics/nearest`, {
        runs: runIds.slice(from, from + MANY_RUNS_MAX).join(),
        metric_type: names,
        x: axis,
        at: writeBound(bounds, x),
        min_x: writeBound(bounds, low),
        max_x: writeBound(bounds, high),
      }, abort);
      receive(answer, axis, x);
    }
  }
}

function receive({ runs }: WireNearest, axis: WireAxis, x: number): void {
  const known = exactValues.peek(), values = new Map(known?.x === x ? known.values : []);
  for (const { run_id: runId, metrics } of runs) {
    for (const [metric, { value }] of Object.entries(metrics)) {
      values.set(keyOf({ axis, runId, metric }), Number(value));
    }
  }
  exactValues.value = { x, values };
}

/** A position on the axis, as a query has it. */
const writeBound = ({ x }: PanelRange, bound: number | null): string | number | null =>
  bound === null || x !== "time" ? bound : new Date(bound).toISOString();
