/**
 * Reads any range of a long series, thinned, from about as many stretches as points are wanted. Only where a stretch lies partly in the
 * range its parts are read, down to single points, so that first, last, lowest, highest and mean are exact.
 *
 * @module
 */
import { POINT_CHUNK_POINTS, RANGE_WHOLE_POINTS } from "../../limits/store.ts";
import { findExtremes } from "../../series/extremes.ts";
import { findGaps } from "../../series/gaps.ts";
import { createPointColumns, type PointColumns, setPoints, viewColumns } from "./columns.ts";
import { pickPoints, selectRange } from "./point_range.ts";
import { firstAfter } from "./revs.ts";
import {
  countOfStretch,
  finiteOf,
  judgeStretch,
  keptPlaces,
  meanOf,
  measureStretch,
  mergeStretches,
  stepsOf,
  type Stretch,
  type Wanted,
  writePoint,
} from "./stretch.ts";
import { findStretchGaps } from "./stretch_gaps.ts";
import { countPages, PAGE_STRETCHES } from "./stretch_pages.ts";
import { readChunks, readPages, type TreeSource } from "./stretch_tree.ts";

/** Which points to read, and how many to thin them to. */
export interface RangeQuery extends Wanted {
  /** Points that are wanted. At least about half as many are given where there are so many, and at most 16 times as many. */
  most: number;
}

/** Points of a range. */
export interface RangeAnswer {
  columns: PointColumns;
  /** Number of points in the range, and the mean of the finite values; NaN without one. */
  count: number;
  mean: number;
  gaps: [number, number][];
}

/** Stretches of an answer that are looked into for a value that is no number, at most. */
const HOLED_PIECES = 16;

/** A stretch of a level, by its number. At level 0 it is a chunk, and may have been measured of the wanted points alone. */
interface Piece {
  level: number;
  number: number;
  stretch: Stretch;
  isCut?: boolean;
}

/** Reads a range. Throws MissingPoints when the series is being deleted. */
export async function readRange(source: TreeSource, query: RangeQuery): Promise<RangeAnswer> {
  const wanted = await readWanted(source, query);
  if (wanted.length === 0) return { columns: createPointColumns(0), count: 0, mean: NaN, gaps: [] };
  const all = mergeStretches(wanted.map(({ stretch }) => stretch)), count = countOfStretch(all);
  const isWhole = count <= RANGE_WHOLE_POINTS, size = isWhole ? 1 : 2 * count / query.most; // two points of each stretch are kept
  const isLong = ({ stretch }: Piece) => countOfStretch(stretch) > size;
  const pieces = await descend(source, wanted, { query, isDeep: (piece) => piece.level > 0 && isLong(piece) });
  const columns = await thinPieces(source, pieces, { query, size, isLong });
  const gaps = isWhole ? findGaps(columns.step) : findStretchGaps(pieces.map(({ stretch }) => stepsOf(stretch)));
  return { columns, count, mean: meanOf(all), gaps };
}

/** The stretches of a range in their order, about half as many as `most` or more; those of single chunks are not divided. */
export async function readStretchesOf(source: TreeSource, query: RangeQuery): Promise<Stretch[]> {
  const wanted = await readWanted(source, query);
  const size = 2 * wanted.reduce((sum, { stretch }) => sum + countOfStretch(stretch), 0) / query.most;
  const isDeep = ({ level, stretch }: Piece) => level > 0 && countOfStretch(stretch) > size;
  return (await descend(source, wanted, { query, isDeep })).map(({ stretch }) => stretch);
}

/** Measures all points of a range; null when there is none. Throws MissingPoints when the series is being deleted. */
export async function measureRange(source: TreeSource, query: Wanted): Promise<Stretch | null> {
  const wanted = await readWanted(source, query);
  return wanted.length === 0 ? null : mergeStretches(wanted.map(({ stretch }) => stretch));
}

/** The largest stretches that lie wholly in the range, and together are all of it. */
async function readWanted(source: TreeSource, query: Wanted): Promise<Piece[]> {
  return await descend(source, await readTop(source, query), {
    query,
    isDeep: ({ stretch, isCut }) => !isCut && judgeStretch(stretch, query) === "some",
  });
}

const numbersFrom = (first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, index) => first + index);

/** The fewest stretches that cover a series: pages of the highest level first, then what these don't cover yet, and the chunks at its end. */
async function readTop(source: TreeSource, query: Wanted): Promise<Piece[]> {
  const { count } = source.ref, pages = countPages(Math.floor(count / POINT_CHUNK_POINTS)), top: Piece[] = [];
  const coveredAt = (level: number) => (pages[level] ?? 0) * PAGE_STRETCHES;
  for (let level = pages.length - 1; level >= 0; level--) {
    top.push(...await readStretches(source, level, numbersFrom(coveredAt(level + 1), pages[level]!)));
  }
  const chunks = numbersFrom(coveredAt(0), Math.ceil(count / POINT_CHUNK_POINTS));
  const end = await measureChunks(source, chunks, query);
  return [...top.filter(({ stretch }) => judgeStretch(stretch, query) !== "none"), ...end.values()];
}

/** All stretches of these pages of a level. */
async function readStretches(source: TreeSource, level: number, pages: readonly number[]): Promise<Piece[]> {
  const found = await readPages(source, level, pages);
  return pages.flatMap((page) =>
    found.get(page)!.map((stretch, row) => ({ level, number: page * PAGE_STRETCHES + row, stretch }))
  );
}

/** The points of a chunk that are wanted. */
function selectWanted(points: PointColumns, { range, afterRev, toRev }: Wanted): PointColumns {
  return selectRange(viewColumns(points, firstAfter(points.rev, afterRev), firstAfter(points.rev, toRev)), range);
}

/** Measures the wanted points of chunks. A chunk without any is missing. */
async function measureChunks(
  source: TreeSource,
  chunks: readonly number[],
  query: Wanted,
): Promise<Map<number, Piece>> {
  const found = new Map<number, Piece>();
  await readChunks(source, chunks, (number, all) => {
    const points = selectWanted(all, query), end = points.step.length;
    if (end === 0) return;
    const stretch = measureStretch(points, { from: 0, end, offset: number * POINT_CHUNK_POINTS });
    found.set(number, { level: 0, number, stretch, isCut: true });
  });
  return found;
}

/** Replaces pieces by their parts until none is deep. Parts without a wanted point are left out. */
async function descend(
  source: TreeSource,
  top: readonly Piece[],
  { query, isDeep }: { query: Wanted; isDeep: (piece: Piece) => boolean },
): Promise<Piece[]> {
  for (let pieces = [...top];;) {
    const deep = new Set(pieces.filter(isDeep));
    if (deep.size === 0) return pieces;
    const parts = await readParts(source, [...deep], query);
    pieces = pieces.flatMap((piece) => deep.has(piece) ? parts.get(piece) ?? [] : [piece]);
  }
}

/** The parts of pieces: the stretches of the page below, or the wanted points of a chunk. */
async function readParts(source: TreeSource, pieces: readonly Piece[], query: Wanted): Promise<Map<Piece, Piece[]>> {
  const parts = new Map<Piece, Piece[]>(), byLevel = Map.groupBy(pieces, ({ level }) => level);
  for (const [level, ofLevel] of byLevel) {
    const numbers = ofLevel.map(({ number }) => number);
    if (level === 0) {
      const chunks = await measureChunks(source, numbers, query);
      for (const piece of ofLevel) parts.set(piece, [chunks.get(piece.number)].filter((chunk) => chunk !== undefined));
      continue;
    }
    const below = Map.groupBy(
      await readStretches(source, level - 1, numbers),
      ({ number }) => Math.floor(number / PAGE_STRETCHES),
    );
    for (const piece of ofLevel) {
      parts.set(piece, below.get(piece.number)!.filter(({ stretch }) => judgeStretch(stretch, query) !== "none"));
    }
  }
  return parts;
}

/** The points that are kept: of each piece the lowest and the highest, of a long chunk those of its parts, and both ends of all. */
async function thinPieces(
  source: TreeSource,
  pieces: readonly Piece[],
  { query, size, isLong }: { query: Wanted; size: number; isLong: (piece: Piece) => boolean },
): Promise<PointColumns> {
  const endsOf = (index: number) => ({ first: index === 0, last: index === pieces.length - 1 });
  const long = new Map<number, number>(), kept: (number[] | PointColumns)[] = [];
  const holes = await findHoles(source, pieces.map((piece) => isLong(piece) ? null : piece), query);
  for (const [index, piece] of pieces.entries()) {
    if (isLong(piece)) long.set(piece.number, index);
    else kept[index] = addHole(piece.stretch, keptPlaces(piece.stretch, endsOf(index)), holes.get(index));
  }
  await readChunks(source, [...long.keys()], (number, points) => {
    const index = long.get(number)!;
    kept[index] = thinChunk(selectWanted(points, query), { size, ...endsOf(index) });
  });
  return writeKept(pieces, kept);
}

/** A point whose value is no number, or infinite, and its index in the series. */
interface HolePoint {
  index: number;
  point: PointColumns;
}

const findHole = ({ value }: PointColumns) => value.findIndex((each) => !Number.isFinite(each));
const hasHole = ({ stretch }: Piece) => finiteOf(stretch) < countOfStretch(stretch);

/** The first such point of pieces that have one, by their places among all: a stretch knows how many there are, not where. Looks into a few. */
async function findHoles(
  source: TreeSource,
  pieces: readonly (Piece | null)[],
  query: Wanted,
): Promise<Map<number, HolePoint>> {
  const holed = pieces.flatMap((piece, at) => piece && hasHole(piece) ? [{ at, piece }] : []), found = new Map();
  const share = Math.max(1, holed.length / HOLED_PIECES);
  let open = holed.filter((_, at) => at === 0 || Math.floor(at / share) > Math.floor((at - 1) / share));
  while (open.some(({ piece }) => piece.level > 0)) {
    const parts = await readParts(source, open.map(({ piece }) => piece).filter(({ level }) => level > 0), query);
    open = open.flatMap(({ at, piece }) => {
      const deeper = piece.level === 0 ? piece : parts.get(piece)!.find(hasHole);
      return deeper ? [{ at, piece: deeper }] : [];
    });
  }
  const placeOf = new Map(open.map(({ at, piece }) => [piece.number, at]));
  await readChunks(source, [...placeOf.keys()], (number, all) => {
    const points = selectWanted(all, query), index = findHole(points);
    if (index < 0) return;
    found.set(placeOf.get(number)!, { index: number * POINT_CHUNK_POINTS + index, point: pickPoints(points, [index]) });
  });
  return found;
}

/** The kept points of a stretch with such a point among them. */
function addHole(stretch: Stretch, places: number[], hole: HolePoint | undefined): number[] | PointColumns {
  if (!hole || places.some((place) => stretch[place] === hole.index)) return places;
  const columns = createPointColumns(places.length + 1),
    before = places.filter((place) => stretch[place]! < hole.index);
  places.forEach((place, at) => writePoint(stretch, place, { columns, to: at < before.length ? at : at + 1 }));
  setPoints(columns, hole.point, before.length);
  return columns;
}

/** Writes points one piece after the other: those of a stretch by their places, or those that were read. */
function writeKept(pieces: readonly Piece[], kept: readonly (number[] | PointColumns)[]): PointColumns {
  const sizes = kept.map((each) => Array.isArray(each) ? each.length : each.step.length);
  const columns = createPointColumns(sizes.reduce((sum, size) => sum + size, 0));
  let to = 0;
  for (const [index, each] of kept.entries()) {
    if (!Array.isArray(each)) setPoints(columns, each, to);
    else each.forEach((place, i) => writePoint(pieces[index]!.stretch, place, { columns, to: to + i }));
    to += sizes[index]!;
  }
  return columns;
}

/** The lowest and the highest of each `size` points, and the ends where they are asked for. */
function thinChunk(
  points: PointColumns,
  { size, first, last }: { size: number; first: boolean; last: boolean },
): PointColumns {
  const count = points.step.length, parts = Math.ceil(count / size);
  if (parts >= count) return points;
  const hole = findHole(points);
  const kept = new Set(first ? [0] : []);
  for (let part = 0; part < parts; part++) {
    const from = Math.floor(part * count / parts), end = Math.floor((part + 1) * count / parts);
    for (const index of findExtremes(points.value, { from, end })) kept.add(index);
    if (hole < 0) continue;
    for (const index of findExtremes(points.value, { from, end, isFinite: true })) kept.add(index);
  }
  if (hole >= 0) kept.add(hole);
  if (last) kept.add(count - 1);
  return pickPoints(points, [...kept].sort((a, b) => a - b));
}
