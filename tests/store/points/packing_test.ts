import assert from "node:assert/strict";
import fc from "fast-check";
import { COLUMN_NAMES, type OpenColumns } from "../../../lib/store/points/columns.ts";
import { packColumns, packedBytesMax, packedCount, unpackColumns } from "../../../lib/store/points/packing.ts";

const columnsOf = (value: number[], others: Partial<Record<keyof OpenColumns, number[]>> = {}): OpenColumns => {
  const zeros = value.map(() => 0);
  const all = { step: zeros, time: zeros, line: zeros, epoch: zeros, rev: zeros, globalStep: zeros, ...others, value };
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, Float64Array.from(all[name])])) as OpenColumns;
};

function pack(columns: OpenColumns): Uint8Array<ArrayBuffer> {
  const count = columns.value.length, room = new Uint8Array(packedBytesMax(count)).fill(0xaa); // as an earlier use leaves it
  return room.slice(0, packColumns(columns, count, room));
}

function unpack(chunk: Uint8Array<ArrayBuffer>, count = packedCount(chunk)): OpenColumns {
  const columns = columnsOf(Array(count).fill(9));
  unpackColumns(chunk, columns, { to: 0, count });
  return columns;
}

const same = (a: OpenColumns, b: OpenColumns) => {
  for (const name of COLUMN_NAMES) assert.deepEqual([...a[name]], [...b[name]], name);
};

Deno.test("unpackColumns() restores every number that packColumns() packed", () => {
  const special = fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 40), 0.1);
  const stretch = fc.tuple(fc.oneof(special, fc.integer(), fc.double()), fc.integer({ min: 0, max: 3 }), fc.nat(40))
    .map(([first, stride, length]) => Array.from({ length }, (_, i) => first + i * stride));
  const numbers = fc.oneof(
    fc.array(stretch, { maxLength: 6 }).map((stretches) => stretches.flat()),
    fc.array(fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer(), special), { maxLength: 80 }),
  ).filter((each) => each.length > 0);
  fc.assert(fc.property(numbers, numbers, (value, others) => {
    const columns = columnsOf(value, { step: value.map((_, i) => others[i % others.length]!) });
    same(unpack(pack(columns)), columns);
  }));
});

Deno.test("packColumns() needs little more than 8 bytes for a point of a steady log", () => {
  const count = 1024, value = Array.from({ length: count }, (_, i) => Math.sin(i));
  const columns = columnsOf(value, {
    step: value.map((_, i) => 10 * i),
    line: value.map((_, i) => 3 + 2 * i),
    time: value.map((_, i) => 1_700_000_000_000 + 250 * Math.floor(i / 200)),
    epoch: value.map(() => NaN),
    globalStep: value.map(() => NaN),
    rev: value.map((_, i) => 7 + Math.floor(i / 200)),
  });
  assert.ok(pack(columns).length < 8 * count + 400);
});

Deno.test("packColumns() needs two bytes for a number that differs little from the previous one", () => {
  const step = Array.from({ length: 1000 }, (_, i) => 300 * (i % 7));
  const value = step.map(() => 1);
  assert.ok(pack(columnsOf(value, { step })).length < 2 * step.length + 200);
});

Deno.test("unpackColumns() reads the first points of a chunk, at any offset in a buffer", () => {
  const columns = columnsOf([5, 6, 8, 8.5], { step: [1, 2, 3, 4], line: [1, 3, 4, 9], rev: [1, 1, 2, 2] });
  const packed = pack(columns), moved = new Uint8Array(packed.length + 3);
  moved.set(packed, 3);
  const found = unpack(moved.subarray(3), 3);
  same(found, columnsOf([5, 6, 8], { step: [1, 2, 3], line: [1, 3, 4], rev: [1, 1, 2] }));
});

Deno.test("unpackColumns() throws for an unknown form", () => {
  const packed = pack(columnsOf([1]));
  packed[8] = 77;
  assert.throws(() => unpack(packed), /unknown form 77/);
});

Deno.test("unpackColumns() gives NaN for the global step of a chunk that an older version packed", () => {
  const chunk = pack(columnsOf([0.5, 0.25], { step: [1, 2], rev: [7, 7], globalStep: [1, 2] }));
  new Uint32Array(chunk.buffer, 0, 2)[1] = 0;
  const { step, rev, globalStep } = unpack(chunk);
  assert.deepEqual([[...step], [...rev], [...globalStep]], [[1, 2], [7, 7], [NaN, NaN]]);
});
