import assert from "node:assert/strict";
import { changeWidth, readKeptWidths } from "../../../lib/client/table/kept_widths.ts";

function keeping<T>(kept: string | null, test: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", { value: { getItem: () => kept }, configurable: true });
  try {
    return test();
  } finally {
    if (before) Object.defineProperty(globalThis, "localStorage", before);
    else Reflect.deleteProperty(globalThis, "localStorage");
  }
}

Deno.test("readKeptWidths() gives the kept widths, and none where something else wrote there or no experiment is", () => {
  const read = (kept: string | null) => keeping(kept, () => readKeptWidths("e"));
  assert.deepEqual(read('{"name":320,"last(loss)":96}'), { name: 320, "last(loss)": 96 });
  assert.deepEqual(read('{"name":"320","x":-1,"y":null}'), {});
  for (const other of [null, "[]", "7", "broken {"]) assert.deepEqual(read(other), {}, String(other));
  assert.deepEqual(keeping('{"name":320}', () => readKeptWidths(null)), {});
});

Deno.test("changeWidth() changes one column, and null gives it its own width", () => {
  assert.deepEqual(changeWidth({ name: 100 }, "status", 80), { name: 100, status: 80 });
  assert.deepEqual(changeWidth({ name: 100, status: 80 }, "status", null), { name: 100 });
});
