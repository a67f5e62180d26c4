import assert from "node:assert/strict";
import { createArena } from "../../../lib/store/flush/arena.ts";

Deno.test("createArena() returns pieces that don't overlap and are aligned to 8 bytes", () => {
  const arena = createArena(), kept = [];
  for (const [size, mark] of [[13, 1], [300_000, 2], [7, 3], [200_000, 4], [900_000, 5]] as const) {
    arena.reserve(size + 100).fill(mark);
    kept.push(arena.keep(size));
  }
  for (const [index, bytes] of kept.entries()) {
    assert.equal(bytes.byteOffset % 8, 0);
    assert.ok(bytes.every((byte) => byte === index + 1), `piece ${index + 1}`);
  }
});

Deno.test("createArena() uses the same memory again after a reset", () => {
  const arena = createArena();
  arena.reserve(10);
  const before = arena.keep(10);
  arena.reset();
  arena.reserve(10);
  const after = arena.keep(10);
  assert.equal(after.buffer, before.buffer);
  assert.equal(after.byteOffset, before.byteOffset);
});
