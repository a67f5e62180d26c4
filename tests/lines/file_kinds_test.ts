import assert from "node:assert/strict";
import { findFileKind, hasMagic } from "../../lib/lines/file_kinds.ts";

Deno.test("findFileKind() knows a tar archive by the bytes at its index 257", () => {
  const tar = new Uint8Array(512);
  tar.set(new TextEncoder().encode("ustar"), 257);
  assert.equal(findFileKind(tar)?.what, "a tar archive");
  assert.equal(findFileKind(tar.subarray(1)), undefined);
});

Deno.test("findFileKind() says how to import a compressed log", () => {
  assert.equal(
    findFileKind(new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]))?.advice,
    "unpack it: xz -dc FILE | stdcurve import -",
  );
});

Deno.test("findFileKind() gives nothing for text, also for text that is shorter than a magic number", () => {
  for (const text of ["Step 1: loss=2.5\n", "P", ""]) {
    assert.equal(findFileKind(new TextEncoder().encode(text)), undefined, text);
  }
});

Deno.test("hasMagic() compares all bytes at an index", () => {
  const bytes = new Uint8Array([9, 1, 2, 3]);
  assert.deepEqual([hasMagic(bytes, [1, 2], 1), hasMagic(bytes, [1, 2]), hasMagic(bytes, [1, 9], 1)], [
    true,
    false,
    false,
  ]);
});
