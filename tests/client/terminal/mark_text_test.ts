import assert from "node:assert/strict";
import fc from "fast-check";
import { markRanges } from "../../../lib/client/terminal/mark_text.ts";

Deno.test("markRanges() marks a range across two colours", () => {
  const segments = [{ text: "a lo", className: "" }, { text: "ss b", className: "ansi-red" }];
  assert.deepEqual(markRanges(segments, [{ start: 2, end: 6, mark: "m" }]), [
    { text: "a ", className: "" },
    { text: "lo", className: "", mark: "m" },
    { text: "ss", className: "ansi-red", mark: "m" },
    { text: " b", className: "ansi-red" },
  ]);
});

Deno.test("markRanges() loses no text, for any ranges", () => {
  const texts = fc.array(fc.string(), { maxLength: 6 });
  const ranges = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 });
  fc.assert(fc.property(texts, ranges, (texts, ends) => {
    const sorted = ends.toSorted((a, b) => a - b);
    const marks = sorted.slice(1).map((end, at) => ({ start: sorted[at]!, end, mark: `m${at}` }));
    const parts = markRanges(texts.map((text) => ({ text, className: "" })), marks);
    assert.equal(parts.map((part) => part.text).join(""), texts.join(""));
  }));
});
