import assert from "node:assert/strict";
import { lineOfHash, readKey } from "../../../lib/client/terminal/line_keys.ts";

const press = (key: string, held: { altKey?: boolean; shiftKey?: boolean } = {}) =>
  readKey({ key, altKey: false, shiftKey: false, ...held });

Deno.test("readKey() selects the next line with Alt and an arrow", () => {
  assert.equal(press("ArrowUp", { altKey: true }), -1);
  assert.equal(press("ArrowDown", { altKey: true }), 1);
});

Deno.test("readKey() leaves plain arrows to the browser", () => {
  assert.equal(press("ArrowUp"), null);
  assert.equal(press("ArrowDown", { shiftKey: true }), null);
});

Deno.test("readKey() clears the selection with Escape and follows the end with End", () => {
  assert.equal(press("Escape"), "clear");
  assert.equal(press("End"), "follow");
  assert.equal(press("End", { shiftKey: true }), null);
});

Deno.test("lineOfHash() reads a line number", () => {
  assert.equal(lineOfHash("#L1"), 1);
  assert.equal(lineOfHash("#L140000"), 140_000);
});

Deno.test("lineOfHash() is null for any other hash", () => {
  for (const hash of ["", "#", "#L", "#L0", "#L-3", "#L1.5", "#L12x", "L12", "#run-name"]) {
    assert.equal(lineOfHash(hash), null, hash);
  }
});
