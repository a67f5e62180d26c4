/**
 * Names that are not charted yet, packed so that a hundred of them fit into the reader's stored state.
 *
 * @module
 */
import type { Pair } from "../grammar/statement.ts";
import type { NameInfo } from "../words/name.ts";
import { knownMetric, type MetricState, type NamedMetrics } from "./metrics.ts";
import { type EqualRun, type HeldPoint, packRuns, RUN_BYTES, unpackRuns } from "./runs.ts";
import { sizeOfText } from "../size.ts";

/** Points that are kept of a held name. */
export const HELD_POINTS_MAX = 3;
/** Packed numbers of one point. */
const POINT_NUMBERS = 5;
/** Bytes of a held name beside its words, its points and its runs. */
const FLAGS_BYTES = 60;

/** A name that is not charted yet. */
export interface HeldName {
  /** Its newest numbers, in the order of the log. */
  points: HeldPoint[];
  /** Numbers before these, all of them equal. */
  runs: EqualRun[];
  /** The newest pair. All points share its name, unit and phase. */
  pair: Pair;
}

/** Bytes of one point when it is stored. */
export const POINT_BYTES = 8 * POINT_NUMBERS;

/** Bytes of a held name when it is stored, at most. */
export function heldBytes({ points, runs, pair: { info, unit, phase } }: HeldName): number {
  return FLAGS_BYTES + sizeOfText(info.name) + sizeOfText(unit) + sizeOfText(phase) + POINT_BYTES * points.length +
    RUN_BYTES * runs.length;
}

/** Key of a name that is held apart for each phase. */
export function heldKey({ info, phase }: { info: Pick<NameInfo, "name">; phase: string }): string {
  return phase ? `${phase} ${info.name}` : info.name;
}

/** One held name: its words, its flags, and its priority and points as one array. */
export type PackedName = [
  ...words: string[],
  known: boolean,
  separated: boolean,
  integer: boolean,
  mustRecur: boolean,
  runs: Float64Array,
  numbers: Float64Array,
];

/** Packs held names to be stored, in the order they were first held. */
export function packHeld(held: ReadonlyMap<string, HeldName>): PackedName[] {
  return Array.from(held.values(), ({ points, runs, pair: { info, ...pair } }) => {
    const numbers = [info.priority];
    for (const { value, step, epoch, globalStep, line } of points) numbers.push(value, step, epoch, globalStep, line);
    return [
      ...[info.name, info.role, info.kind, pair.unit, pair.phase],
      info.known,
      pair.separated,
      pair.integer,
      pair.mustRecur,
      packRuns(runs),
      Float64Array.from(numbers),
    ];
  });
}

/** The reverse of `packHeld`. */
export function unpackHeld(
  packed: readonly PackedName[],
  keyOf = ({ info }: Pair): string => info.name,
): Map<string, HeldName> {
  return new Map(packed.map(([name, role, kind, unit, phase, known, separated, integer, mustRecur, runs, numbers]) => {
    const priority = (numbers as Float64Array)[0], rest = (numbers as Float64Array).subarray(1);
    const points = [];
    for (let at = 0; at < rest.length; at += POINT_NUMBERS) {
      const [value, step, epoch, globalStep, line] = rest.subarray(at, at + POINT_NUMBERS);
      points.push({ value: value!, step: step!, epoch: epoch!, globalStep: globalStep!, line: line! });
    }
    const info = { name, role, kind, known, priority } as NameInfo;
    const { value, line } = points.at(-1)!;
    const pair = { info, value, unit, separated, phase, line, integer, mustRecur } as Pair;
    return [keyOf(pair), { points, runs: unpackRuns(runs as Float64Array), pair }];
  }));
}

/** What is known of names: those that are charted, that are held, and that must prove themselves. */
export interface KnownNames {
  metrics: NamedMetrics;
  held: ReadonlyMap<string, HeldName>;
  watched: ReadonlyMap<string, HeldName>;
}

/** The newest value of a name, where it stands, and its line. */
export type Newest = Pick<MetricState, "lastStep" | "lastValue" | "lastLine">;

/** The newest point of a metric, else what is held of its name. */
export function newestOf(
  name: string,
  phase: string,
  { metrics, held, watched }: KnownNames,
): Newest | undefined {
  const metric = knownMetric(name, metrics), key = heldKey({ info: { name }, phase });
  const point = metric ? undefined : (held.get(key) ?? watched.get(key))?.points.at(-1);
  return point ? { lastStep: point.step, lastValue: point.value, lastLine: point.line } : metric;
}
