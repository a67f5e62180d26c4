import assert from "node:assert/strict";
import fc from "fast-check";
import { copyText } from "../../lib/text/own_text.ts";

Deno.test("copyText() gives the same text, with half of a surrogate pair, too", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(copyText(text), text)));
  assert.equal(copyText("loss \ud83d"), "loss \ud83d");
});

Deno.test("copyText() keeps nothing of the text around it in memory", () => {
  const kept: string[] = [], before = Deno.memoryUsage().heapUsed, piece = "x".repeat(64 * 1024);
  for (let i = 0; i < 3_000; i++) {
    const whole = new TextDecoder().decode(new TextEncoder().encode(piece + i));
    kept.push(copyText(whole.slice(-100)));
  }
  const grown = Deno.memoryUsage().heapUsed - before; // 190 MB if it did
  assert.ok(kept.length === 3_000 && grown < 100e6, `${grown} bytes`);
});
