/**
 * What changed, as streams of events report it: the sum of two reports, the part of a report that a stream is about, and a stream's position.
 * Pure.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { WireChanges } from "../../wire.ts";

/** What a stream is about. */
export interface WantedChanges {
  /** Null for all; of which runs they changed is then not said. */
  experiments: ReadonlySet<string> | null;
  /** Runs whose metrics are named, with their experiments. */
  runs: ReadonlyMap<string, string>;
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];

/** The records as one. `join` makes one value of two of the same name. */
function joinRecords<T>(a: Record<string, T>, b: Record<string, T>, join: (a: T, b: T) => T): Record<string, T> {
  const joined = { ...a };
  for (const [name, value] of Object.entries(b)) {
    joined[name] = Object.hasOwn(joined, name) ? join(joined[name]!, value) : value;
  }
  return joined;
}

/**
 * Both reports as one.
 *
 * @example
 * ```ts
 * import { addChanges } from "./changes.ts";
 * const early = { list: false, experiments: { e: ["r"] }, metrics: {} };
 * addChanges(early, { list: true, experiments: { e: ["s"] }, metrics: {} }).experiments; // { e: ["r", "s"] }
 * ```
 */
export function addChanges(a: WireChanges, b: WireChanges): WireChanges {
  return {
    list: a.list || b.list,
    experiments: joinRecords(a.experiments, b.experiments, (one, other) => one && other && union(one, other)),
    metrics: joinRecords(a.metrics, b.metrics, union),
  };
}

/** The part of a report that a stream is about; null for none. */
export function selectChanges(changes: WireChanges, { experiments, runs }: WantedChanges): WireChanges | null {
  const isWanted = ([id]: [string, unknown]) => experiments === null || experiments.has(id);
  const found = Object.entries(changes.experiments).filter(isWanted);
  if (found.length === 0 && !changes.list) return null;
  return {
    list: changes.list,
    experiments: Object.fromEntries(found),
    metrics: Object.fromEntries(Object.entries(changes.metrics).filter(([id]) => runs.has(id))),
  };
}

/** A text that is another one when any of the counters is another one. */
export function writePosition(list: bigint, versions: Iterable<readonly [string, bigint]>): string {
  const text = [...versions].map(([id, version]) => `${id}=${version}`).sort().join();
  return createHash("sha256").update(`${list};${text}`).digest("hex").slice(0, 20);
}
