import assert from "node:assert/strict";
import { findSought, listSought } from "../../../lib/points/words/list_sought.ts";

Deno.test("findSought() finds how words begin, in texts and expressions, once each and in any case", () => {
  assert.deepEqual(findSought('const a="Epoch epoch lr";/validation/i.test(a)'), ["cons", "epoc", "test", "vali"]);
});

Deno.test("findSought() leaves a letter that may be missing, and letters that mean a kind of character", () => {
  assert.deepEqual(findSought(String.raw`/colou?r|\bmae\d+|\p{Script=Han}|losses*/`), ["colo", "loss", "mae"]);
});

Deno.test("listSought() gives a module with one word after another, in lines that are not too long", async () => {
  const words = Array.from(
    { length: 100 },
    (_, at) => `w${"abcdefghij"[Math.floor(at / 10)]}${"abcdefghij"[at % 10]}x`,
  );
  const text = listSought(words.join(" "));
  assert.ok(text.split("\n").every(({ length }) => length <= 124));
  const { SOUGHT } = await import(`data:text/typescript,${encodeURIComponent(text)}`);
  assert.deepEqual(SOUGHT, words);
});
