import assert from "node:assert/strict";
import { addChanges, selectChanges, writePosition } from "../../../lib/api/events/changes.ts";
import type { WireChanges } from "../../../lib/wire.ts";

const changes = (parts: Partial<WireChanges>): WireChanges => ({ list: false, experiments: {}, metrics: {}, ...parts });

Deno.test("addChanges() joins runs and metrics, and any run stays any run", () => {
  const one = changes({ experiments: { e: ["r"], f: ["x"], g: null }, metrics: { r: ["loss"] } });
  const other = changes({ list: true, experiments: { e: ["r", "s"], f: null, g: [] }, metrics: { r: ["acc"], s: [] } });
  assert.deepEqual(addChanges(one, other), {
    list: true,
    experiments: { e: ["r", "s"], f: null, g: null },
    metrics: { r: ["loss", "acc"], s: [] },
  });
});

Deno.test("selectChanges() keeps what a stream is about, and gives null for nothing", () => {
  const all = changes({ experiments: { e: ["r"], f: ["s"] }, metrics: { r: ["loss"], s: ["loss"] } });
  const wanted = { experiments: new Set(["e"]), runs: new Map([["r", "e"]]) };
  assert.deepEqual(selectChanges(all, wanted), changes({ experiments: { e: ["r"] }, metrics: { r: ["loss"] } }));
  assert.equal(selectChanges(changes({ experiments: { f: null } }), wanted), null);
  assert.deepEqual(selectChanges(changes({ list: true, experiments: { f: null } }), wanted), changes({ list: true }));
  assert.deepEqual(selectChanges(all, { experiments: null, runs: new Map() }), { ...all, metrics: {} });
});

Deno.test("writePosition() depends on each counter and not on their order", () => {
  const position = writePosition(1n, [["a", 1n], ["b", 2n]]);
  assert.equal(writePosition(1n, [["b", 2n], ["a", 1n]]), position);
  const others = [
    writePosition(2n, [["a", 1n], ["b", 2n]]),
    writePosition(1n, [["a", 2n], ["b", 2n]]),
    writePosition(1n, [["a", 1n]]),
  ];
  assert.equal(new Set([position, ...others]).size, 4);
});
