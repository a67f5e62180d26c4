/**
 * Holds the points of a run against their summaries: no chunk missing, no number that doesn't agree. Points beyond a summary's count were
 * written ahead of a commit and count as missing nowhere.
 *
 * @module
 */
import type { Kv } from "../kv/kv.ts";
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import { createPointColumns, type PointColumns } from "../points/columns.ts";
import { withLock } from "../flush/commit.ts";
import type { Facts } from "../runs/facts.ts";
import { pointsPrefix } from "../keys.ts";
import { packedCount, unpackColumns } from "../points/packing.ts";
import { addToSummary, emptySummary, type StoredSummary } from "../points/summary.ts";
import { addFullChunk, addStoredPage, beginPages, isPageKey, type PageTally } from "./check_stretches.ts";
import type { RunMoment } from "./run_records.ts";

/** What a check of points gives. */
export interface PointCheck {
  points: number;
  /** What is wrong, one phrase a metric. */
  wrong: string[];
  /** Keys of pages of stretches that don't agree with the points. */
  wrongPages: Deno.KvKey[];
}

/** Relative difference of two means that rounding explains. */
const MEAN_DIFFERENCE = 1e-9;

/** Decodes a chunk of points; null when it is damaged. */
function decodePoints(value: unknown): PointColumns | null {
  if (!(value instanceof Uint8Array) || value.length < 8) return null;
  const count = packedCount(value);
  if (count < 1 || count > POINT_CHUNK_POINTS) return null;
  try {
    const columns = createPointColumns(count);
    unpackColumns(value.slice(), columns, { to: 0, count });
    return columns;
  } catch {
    return null; // a column reaches beyond the end, or has an unknown form
  }
}

/** What was read of one metric. */
interface Tally {
  /** Recomputed from the points that the stored summary counts. */
  summary: StoredSummary;
  /** Number of the next chunk. */
  next: number;
  /** True when a chunk is missing, damaged or too short. */
  isBroken: boolean;
  pages: PageTally;
  /** Rev of the first point; points of a rev to come were written ahead. */
  firstRev: number;
}

/** Adds a chunk, of which so many points in all count. Points of a flush that the facts don't know would not be shown. */
function addChunk(tally: Tally, entry: Deno.KvEntry<unknown>, { count, rev }: { count: number; rev: number }): void {
  const number = Number(entry.key[4]), from = number * POINT_CHUNK_POINTS;
  const columns = decodePoints(entry.value);
  if (number === 0 && columns) tally.firstRev = columns.rev[0]!;
  if (from >= count) {
    tally.isBroken ||= number === 0 && columns === null;
    return;
  }
  const needed = Math.min(count - from, POINT_CHUNK_POINTS);
  if (number !== tally.next || !columns || columns.step.length < needed || columns.rev[needed - 1]! > rev) {
    tally.isBroken = true;
  } else {
    addToSummary(tally.summary, columns, { from: 0, count: needed });
    if (needed === POINT_CHUNK_POINTS) addFullChunk(tally.pages, number, columns);
  }
  tally.next = number + 1;
}

/** Numbers that equal each other, NaN too. */
const isSame = (a: number, b: number) => Object.is(a + 0, b + 0);

function isSameMean(stored: StoredSummary, found: StoredSummary): boolean {
  if (Number.isNaN(stored.sum)) return true; // an older version began the summary
  if (stored.finite !== found.finite) return false;
  if (found.finite === 0) return true;
  const scale = Math.max(Math.abs(found.mean), Math.abs(found.max), Math.abs(found.min));
  return Math.abs(stored.mean - found.mean) <= MEAN_DIFFERENCE * scale || !Number.isFinite(scale);
}

function isRight(stored: StoredSummary, { summary, isBroken }: Tally): boolean {
  const names = ["count", "last", "lastStep", "min", "max"] as const;
  return !isBroken && names.every((name) => isSame(stored[name], summary[name])) && isSameMean(stored, summary);
}

const begin = (name: string): Tally => ({
  summary: emptySummary(name, "metric"),
  next: 0,
  isBroken: false,
  pages: beginPages(),
  firstRev: Infinity,
});

/** Checks the points of the visible generation against the summaries that were read together with the facts. */
export async function checkPoints(
  kv: Kv,
  { id, summaries }: Pick<RunMoment, "id" | "summaries">,
  { generation, rev }: Facts,
): Promise<PointCheck> {
  const tallies = await withLock(async () => {
    const found = new Map<string, Tally>([...summaries.keys()].map((name) => [name, begin(name)]));
    for await (const entry of kv.list<unknown>({ prefix: pointsPrefix(id, generation) }, { batchSize: 100 })) {
      const name = String(entry.key[3]), tally = found.get(name) ?? begin(name);
      found.set(name, tally);
      if (isPageKey(entry.key)) addStoredPage(tally.pages, entry);
      else addChunk(tally, entry, { count: summaries.get(name)?.count ?? 0, rev });
    }
    return found;
  });
  let points = 0;
  const wrong: string[] = [];
  for (const [name, tally] of tallies) {
    const stored = summaries.get(name);
    points += stored?.count ?? 0;
    if (stored && isRight(stored, tally)) continue;
    if (!stored && tally.firstRev > rev) continue; // written ahead of a commit that has not happened
    wrong.push(stored ? `${name}: points and summary don't agree` : `${name}: its summary is missing`);
  }
  return { points, wrong, wrongPages: [...tallies.values()].flatMap(({ pages }) => pages.wrong) };
}
