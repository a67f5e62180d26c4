/**
 * What is remembered of each metric, packed into 40 bytes so that a thousand metrics fit into one stored value. A name is kept as 41 bits
 * of its key: the chance that two of a thousand names share them is below 1 in 10^6.
 *
 * @module
 */
import { nameKey } from "../words/name_key.ts";

/** What is known of one metric. */
export interface MetricState {
  /** Number of its points. */
  count: number;
  /** Step and value of its newest point; NaN before the first. */
  lastStep: number;
  lastValue: number;
  /** Number of its points at the step before that one, where steps of other lines hold several; 0 before it is known, at most 4,095. */
  perStep: number;
  /** True when a point of it has a step finer than the epoch. */
  stepped: boolean;
  /** True when a point of it stands at the step that another line printed. */
  followed: boolean;
  /** True when its first point is of one batch: the line of a step, a bar, or an evaluation that counts its own batches printed it. */
  ofBatch: boolean;
  /** True when a bar showed it first at the end of a round whose steps it had shown without it: such a value stays until the next end. */
  stays: boolean;
  /** The rank that draws it; null when no rank was printed. */
  rank: number | null;
  /** Line of its newest point; 0 before the first. */
  lastLine: number;
  /** The phase of its first point; empty for training. */
  phase: string;
  /** The badge of its first line: its number among the log's badges, from 1; 0 without one. */
  badge: number;
  /** The form of the line of its newest point. */
  form: number;
}

const PHASES = ["", "val", "valid", "test", "eval", "dev"];
/** Badges that are told apart; flags of a metric: its form, its badge, its phase, whether it follows steps, stays, is of batches, is stepped. */
export const BADGES_MAX = 15;
const BADGED = 128 * (BADGES_MAX + 1), FLAGS = 256 * BADGED;
/** Packed numbers of one metric, and their bytes. */
const FIELDS = 5;
/** Bytes that a metric takes when it is stored. */
export const METRIC_BYTES = 8 * FIELDS;
/** A rank and a line share one number; this many ranks fit. */
const RANKS = 131_072;
/** A name's key and the number of points per step share one, too. */
const PER_STEP = 4096;
/** Points of one step that are counted, at most. */
export const PER_STEP_MAX = PER_STEP - 1;

/** The metrics of a log. Stored metrics have only a key; looking one up by such a number is slow, so names that were looked up are kept. */
export interface NamedMetrics {
  byKey: Map<number, MetricState>;
  byName: Map<string, MetricState>;
}

/** Metrics by their names. */
export function makeMetrics(metrics: Iterable<readonly [string, MetricState]> = []): NamedMetrics {
  const table: NamedMetrics = { byKey: new Map(), byName: new Map() };
  for (const [name, metric] of metrics) beginMetric(name, metric, table);
  return table;
}

/** What is known of a metric; undefined for a name without points. */
export function knownMetric(name: string, { byKey, byName }: NamedMetrics): MetricState | undefined {
  const named = byName.get(name);
  if (named || byName.size === byKey.size) return named;
  const metric = byKey.get(keyOf(name));
  if (metric) byName.set(name, metric);
  return metric;
}

/** True for a metric whose newest point stands at a step, or beside an earlier one there: values of one step don't stand on one another. */
export function standsAt({ lastStep }: Pick<MetricState, "lastStep">, step: number): boolean {
  return lastStep === step || Math.floor(lastStep) === step;
}

/** Adds a metric. */
export function beginMetric(name: string, metric: MetricState, { byKey, byName }: NamedMetrics): void {
  byKey.set(keyOf(name), metric);
  byName.set(name, metric);
}

const keyOf = (name: string) => Math.floor(nameKey(name) / PER_STEP);

/** Packs all metrics into one array, five numbers each. */
export function packMetrics({ byKey }: NamedMetrics): Float64Array {
  const packed = new Float64Array(byKey.size * FIELDS);
  let at = 0;
  for (const [key, metric] of byKey) {
    const phase = Math.max(0, PHASES.indexOf(metric.phase));
    const { form, badge, followed, stays, ofBatch, stepped } = metric;
    const kinds = Number(followed) * 8 + Number(stays) * 4 + Number(ofBatch) * 2 + Number(stepped);
    const flags = form * BADGED + badge * 128 + phase * 16 + kinds;
    const rank = metric.rank === null ? 0 : 1 + metric.rank;
    packed.set([
      key * PER_STEP + metric.perStep,
      metric.lastStep,
      metric.lastValue,
      metric.count * FLAGS + flags,
      metric.lastLine * RANKS + rank,
    ], at);
    at += FIELDS;
  }
  return packed;
}

/** The reverse of `packMetrics`. */
export function unpackMetrics(packed: Float64Array): NamedMetrics {
  const metrics = makeMetrics();
  for (let at = 0; at < packed.length; at += FIELDS) {
    const [key, lastStep, lastValue, counted, placed] = packed.subarray(at, at + FIELDS);
    const rank = placed! % RANKS;
    metrics.byKey.set(Math.floor(key! / PER_STEP), {
      perStep: key! % PER_STEP,
      count: Math.floor(counted! / FLAGS),
      lastStep: lastStep!,
      lastValue: lastValue!,
      stepped: counted! % 2 === 1,
      ofBatch: counted! % 4 >= 2,
      stays: counted! % 8 >= 4,
      followed: counted! % 16 >= 8,
      rank: rank === 0 ? null : rank - 1,
      lastLine: Math.floor(placed! / RANKS),
      phase: PHASES[Math.floor(counted! % 128 / 16)]!,
      badge: Math.floor(counted! % BADGED / 128),
      form: Math.floor(counted! % FLAGS / BADGED),
    });
  }
  return metrics;
}
