/**
 * Finds what changed since it was last asked, by the counters of changes and, for what is named, by the rows of runs and their numbers of
 * points. Remembers only what is still wanted. Waits for nothing but the store.
 *
 * @module
 */
import { NotFound } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { WireChanges } from "../../wire.ts";
import { type WantedChanges, writePosition } from "./changes.ts";

/** What all streams of a server together are about. */
export interface WantedByAll {
  /** True when one of them is about all experiments. */
  isAll: boolean;
  /** Experiments that are named. */
  experiments: ReadonlySet<string>;
  /** Runs that are named, with their experiments. */
  runs: ReadonlyMap<string, string>;
}

/** What all of these together are about. */
export function joinWanted(each: Iterable<WantedChanges>): WantedByAll {
  const experiments = new Set<string>(), runs = new Map<string, string>();
  let isAll = false;
  for (const wanted of each) {
    isAll ||= wanted.experiments === null;
    for (const id of wanted.experiments ?? []) experiments.add(id);
    for (const [id, experimentId] of wanted.runs) runs.set(id, experimentId);
  }
  return { isAll, experiments, runs };
}

/** Names whose values differ, or that only one of the maps has. */
function findDifferent(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
}

/** What it remembers of one kind of thing: of each, the values by name. */
type Known = Map<string, ReadonlyMap<string, unknown>>;

const forget = (known: Known, wanted: { has(id: string): boolean }) => {
  for (const id of known.keys()) if (!wanted.has(id)) known.delete(id);
};

/** Finds changes in a store. */
export class ChangeFinder {
  readonly #store: Store;
  #list: bigint | null = null;
  #versions: ReadonlyMap<string, bigint> = new Map();
  /** Stamps by run, of experiments that are named. */
  readonly #stamps: Known = new Map();
  /** Counts of points by metric, of runs that are named. */
  readonly #counts: Known = new Map();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Position of a stream at the last look. */
  positionOf({ experiments }: WantedChanges): string {
    return writePosition(
      this.#list ?? 0n,
      [...this.#versions].filter(([id]) => experiments === null || experiments.has(id)),
    );
  }

  /** Looks at the counters. Gives what changed since the last look of what was wanted then, too; null for nothing. */
  async find(wanted: WantedByAll): Promise<WireChanges | null> {
    const list = await this.#store.versions.readList(), versions = await this.#readVersions(wanted);
    const isListChanged = this.#list !== null && list !== this.#list;
    const changed = [...versions.keys()].filter((id) =>
      this.#versions.has(id) && this.#versions.get(id) !== versions.get(id)
    );
    forget(this.#stamps, wanted.experiments);
    forget(this.#counts, wanted.runs);
    const found = await this.#findDetails(wanted, new Set(changed));
    this.#list = list; // a look that has failed is made again from the same counters
    this.#versions = versions;
    return isListChanged || changed.length > 0 ? { list: isListChanged, ...found } : null;
  }

  async #readVersions({ isAll, experiments }: WantedByAll): Promise<Map<string, bigint>> {
    const ids = [...experiments], named = await this.#store.versions.read(ids);
    const all = isAll ? await this.#store.versions.readAll() : new Map<string, bigint>();
    for (const [at, id] of ids.entries()) all.set(id, named[at]!.count);
    return all;
  }

  /** Runs and metrics that changed. What is new here is only remembered. */
  async #findDetails(
    wanted: WantedByAll,
    changed: ReadonlySet<string>,
  ): Promise<Pick<WireChanges, "experiments" | "metrics">> {
    const experiments: WireChanges["experiments"] = {}, metrics: WireChanges["metrics"] = {};
    for (const id of changed) experiments[id] = null;
    for (const id of wanted.experiments) {
      const isKnown = this.#stamps.has(id);
      if (isKnown && !changed.has(id)) continue;
      const different = await this.#compare(this.#stamps, id, () => this.#readStamps(id));
      if (isKnown) experiments[id] = different;
    }
    for (const [id, experimentId] of wanted.runs) {
      const isKnown = this.#counts.has(id);
      if (isKnown && !changed.has(experimentId)) continue;
      const different = await this.#compare(this.#counts, id, () => this.#readCounts(id));
      if (isKnown && different.length > 0) metrics[id] = different;
    }
    return { experiments, metrics };
  }

  async #compare(
    known: Known,
    id: string,
    read: () => Promise<ReadonlyMap<string, unknown>>,
  ): Promise<string[]> {
    const now = await read(), before = known.get(id) ?? now;
    known.set(id, now);
    return findDifferent(before, now);
  }

  async #readStamps(experimentId: string): Promise<ReadonlyMap<string, unknown>> {
    const { rows } = await this.#store.runs.listRows(experimentId);
    return new Map(rows.map(({ row, stamp }) => [row.id, stamp]));
  }

  async #readCounts(runId: string): Promise<ReadonlyMap<string, unknown>> {
    try {
      const { metrics } = await this.#store.runs.get(runId);
      return new Map(metrics.map(({ name, count }) => [name, count]));
    } catch (error) {
      if (error instanceof NotFound) return new Map();
      throw error;
    }
  }
}
