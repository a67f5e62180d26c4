import assert from "node:assert/strict";
import { createByteFinder, noState } from "../../lib/lines/byte_places.ts";

/** The texts of states, by their offsets in a piece, as their bytes say them. */
function textsOf(piece: string, states: readonly (readonly [start: number, from: number, to: number])[]): string[] {
  const bytes = new TextEncoder().encode(piece), places = createByteFinder(), state = { ...noState(), piece };
  places.begin(bytes);
  return states.map(([start, from, to]) => {
    places.find(state, { start, from, to });
    return new TextDecoder().decode(bytes.subarray(state.byteFrom, state.byteFrom + state.byteLength));
  });
}

Deno.test("find() says where each state stands among bytes, of one byte a character and of more", () => {
  assert.deepEqual(textsOf("ab\rc\n", [[0, 0, 2], [3, 3, 4]]), ["ab", "c"]);
  assert.deepEqual(textsOf("äb\r第😀\nc\n", [[0, 0, 2], [3, 3, 6], [7, 7, 8]]), ["äb", "第😀", "c"]);
});

Deno.test("find() leaves out the NULs and the byte order mark that a state begins with", () => {
  assert.deepEqual(textsOf("\0\0ä\n\ufeffb\n", [[0, 2, 3], [4, 5, 6]]), ["ä", "b"]);
});

Deno.test("pass() goes on behind carriage returns", () => {
  const bytes = new TextEncoder().encode("ä\r\r\nb\n"), places = createByteFinder();
  const state = { ...noState(), piece: "ä\r\r\nb\n" };
  places.begin(bytes);
  places.find(state, { start: 0, from: 0, to: 1 });
  places.pass(2);
  places.find(state, { start: 4, from: 4, to: 5 });
  assert.deepEqual([state.byteFrom, state.byteLength], [5, 1]);
});
