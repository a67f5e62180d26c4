/**
 * Packs columns of points into bytes and unpacks them. Each column gets the smallest form that fits. Steps and lines mostly grow by the
 * same amount and times rarely change, so a point takes little more than the 8 bytes of its value. docs/storage.md shows the layout.
 * Numbers are little-endian, as on every machine that Deno runs on.
 *
 * @module
 */
import { COLUMN_NAMES, type OpenColumns, type PointColumns } from "./columns.ts";

/** Runs of equal numbers: each number, then the index at which each run ends (32 bits). */
const RUNS = 0;
/** The first number and the difference to the next, which is always the same. */
const LINEAR = 1;
/** The first number, then 0 and the differences from each number to the next, in 1, 2 or 4 bytes. */
const DIFFERENCES = [Int8Array, Int16Array, Int32Array] as const, DIFFERENCES_FORM = 2;
/** The numbers as they are. */
const PLAIN = 5;

const HEAD_BYTES = 8;
/** Columns of a chunk that doesn't say how many it has: an older version wrote it. */
const COLUMNS_FIRST = 6;

/** Upper bound for the bytes of `count` packed points. A column of one point can take 16 bytes more than its number. */
export const packedBytesMax = (count: number): number =>
  HEAD_BYTES + COLUMN_NAMES.length * (HEAD_BYTES + 16 + 8 * count);

/** Number of runs of equal bits. Infinity when the runs would take more bytes than the numbers. */
function countRuns(column: Float64Array, count: number): number {
  const words = new Int32Array(column.buffer, column.byteOffset, 2 * count), most = 8 * count / 12;
  let runs = 1;
  for (let i = 2; i < words.length; i += 2) {
    if (words[i] !== words[i - 2] || words[i + 1] !== words[i - 1]) runs++;
  }
  return runs <= most || runs === 1 ? runs : Infinity;
}

/** The largest difference between neighbours. Infinity when adding up the differences doesn't restore the same numbers. */
function measureDifferences(column: Float64Array, count: number): { widest: number; linear: boolean } {
  const signs = new Int32Array(column.buffer, column.byteOffset, 2 * count);
  const stride = column[1]! - column[0]!;
  let previous = column[0]!, widest = Math.abs(previous) < 2 ** 52 ? 0 : Infinity, linear = true;
  for (let i = 0; i < count && widest < 2 ** 31; i++) {
    const value = column[i]!, difference = Math.abs(value - previous);
    const isWhole = value === Math.floor(value) && (value !== 0 || signs[2 * i + 1] === 0);
    if (!isWhole) widest = Infinity;
    else if (difference > widest) widest = difference;
    if (i > 0 && value - previous !== stride) linear = false;
    previous = value;
  }
  return { widest, linear };
}

/** Chooses the smallest form of a column; `runs` is its number of runs. */
function chooseForm(column: Float64Array, count: number): { form: number; runs: number } {
  const runs = countRuns(column, count);
  if (runs === 1) return { form: RUNS, runs };
  const { widest, linear } = measureDifferences(column, count);
  if (linear && widest < 2 ** 31) return { form: LINEAR, runs };
  const size = widest < 2 ** 7 ? 0 : widest < 2 ** 15 ? 1 : widest < 2 ** 31 ? 2 : 3;
  const bytes = size === 3 ? 8 * count : 8 + 2 ** size * count;
  return { form: 12 * runs <= bytes ? RUNS : DIFFERENCES_FORM + size, runs };
}

/** Writes one column at a byte offset that is a multiple of 8. Returns the offset after it. */
function packColumn(column: Float64Array, count: number, { buffer, at }: { buffer: ArrayBuffer; at: number }): number {
  const { form, runs } = chooseForm(column, count);
  new Uint32Array(buffer, at, 2).set([form, form === RUNS ? runs : count]);
  at += HEAD_BYTES;
  if (form === PLAIN) {
    new Float64Array(buffer, at, count).set(column.subarray(0, count));
    return at + 8 * count;
  }
  if (form === RUNS) {
    const values = new Float64Array(buffer, at, runs),
      ends = new Uint32Array(buffer, at + 8 * runs, runs);
    for (let i = 0, run = 0; i < count; i++) {
      if (i + 1 < count && Object.is(column[i + 1], column[i])) continue;
      values[run] = column[i]!;
      ends[run++] = i + 1;
    }
    return at + Math.ceil(12 * runs / 8) * 8;
  }
  const first = new Float64Array(buffer, at, 2);
  first[0] = column[0]!;
  if (form === LINEAR) {
    first[1] = column[1]! - column[0]!;
    return at + 16;
  }
  const Differences = DIFFERENCES[form - DIFFERENCES_FORM]!, differences = new Differences(buffer, at + 8, count);
  differences[0] = 0;
  for (let i = 1; i < count; i++) differences[i] = column[i]! - column[i - 1]!;
  return at + 8 + Math.ceil(differences.byteLength / 8) * 8;
}

/** Packs the first `count` points, at least one, into `room`, which must be aligned to 8 bytes. Returns the number of bytes written. */
export function packColumns(columns: OpenColumns, count: number, room: Uint8Array<ArrayBuffer>): number {
  const { buffer, byteOffset } = room;
  new Uint32Array(buffer, byteOffset, 2).set([count, COLUMN_NAMES.length]);
  let at = byteOffset + HEAD_BYTES;
  for (const name of COLUMN_NAMES) at = packColumn(columns[name], count, { buffer, at });
  return at - byteOffset;
}

/** A column whose numbers run evenly, or are all the same: then `stride` is 0. */
export interface EvenColumn {
  stride: number;
}

/** Which columns of a packed chunk run evenly, in the order of `COLUMN_NAMES`; null for the others. Their numbers need no look then. */
export function findEvenColumns({ buffer, byteOffset }: Uint8Array<ArrayBuffer>): (EvenColumn | null)[] {
  let at = byteOffset + HEAD_BYTES;
  return COLUMN_NAMES.map(() => {
    const [form, length] = new Uint32Array(buffer, at, 2) as unknown as [number, number];
    at += HEAD_BYTES;
    const stride = form === LINEAR ? new Float64Array(buffer, at, 2)[1]! : 0;
    at += columnBytes(form, length);
    return form === LINEAR || form === RUNS && length === 1 ? { stride } : null;
  });
}

/** Bytes of a packed column behind its head. */
function columnBytes(form: number, length: number): number {
  if (form === PLAIN) return 8 * length;
  if (form === RUNS) return Math.ceil(12 * length / 8) * 8;
  if (form === LINEAR) return 16;
  return 8 + Math.ceil(length * DIFFERENCES[form - DIFFERENCES_FORM]!.BYTES_PER_ELEMENT / 8) * 8;
}

/** Number of points in a chunk. */
export const packedCount = (chunk: Uint8Array): number =>
  new DataView(chunk.buffer, chunk.byteOffset).getUint32(0, true);

/** Reads the first `count` numbers of a column into `target` at index `to`. Returns the byte offset after the column. */
function unpackColumn(
  { buffer, at }: { buffer: ArrayBuffer; at: number },
  target: Float64Array | Uint32Array,
  { to, count }: { to: number; count: number },
): number {
  const [form, length] = new Uint32Array(buffer, at, 2) as unknown as [number, number];
  at += HEAD_BYTES;
  if (form === PLAIN) {
    target.set(new Float64Array(buffer, at, count), to);
    return at + 8 * length;
  }
  if (form === RUNS) {
    const values = new Float64Array(buffer, at, length), ends = new Uint32Array(buffer, at + 8 * length, length);
    for (let run = 0, from = 0; run < length && from < count; from = ends[run++]!) {
      target.fill(values[run]!, to + from, to + Math.min(ends[run]!, count));
    }
    return at + Math.ceil(12 * length / 8) * 8;
  }
  const [first, stride] = new Float64Array(buffer, at, 2) as unknown as [number, number];
  if (form === LINEAR) {
    for (let i = 0; i < count; i++) target[to + i] = first + i * stride;
    return at + 16;
  }
  const Differences = DIFFERENCES[form - DIFFERENCES_FORM];
  if (!Differences) throw new Error(`a chunk of points has a column of the unknown form ${form}`);
  const differences = new Differences(buffer, at + 8, length);
  let value = first;
  for (let i = 0; i < count; i++) {
    value += differences[i]!;
    target[to + i] = value;
  }
  return at + 8 + Math.ceil(differences.byteLength / 8) * 8;
}

/** Reads a chunk's first `count` points into `target`, from index `to` on. A column that the chunk doesn't have becomes NaN. */
export function unpackColumns(
  chunk: Uint8Array<ArrayBuffer>,
  target: PointColumns | OpenColumns,
  { to, count }: { to: number; count: number },
): void {
  const { buffer, byteOffset } = chunk.byteOffset % 8 === 0 ? chunk : chunk.slice();
  const stored = new Uint32Array(buffer, byteOffset, 2)[1] || COLUMNS_FIRST;
  let at = byteOffset + HEAD_BYTES;
  COLUMN_NAMES.forEach((name, index) => {
    if (index < stored) at = unpackColumn({ buffer, at }, target[name], { to, count });
    else target[name].fill(NaN, to, to + count);
  });
}
