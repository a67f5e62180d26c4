import assert from "node:assert/strict";
import fc from "fast-check";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Sparkline, sparklinePath } from "../../lib/ui/Sparkline.tsx";

Deno.test("sparklinePath() puts the highest value at the top and the lowest at the bottom", () => {
  assert.equal(sparklinePath([2, 0, 1]), "M0 2L66 30L132 16");
});

Deno.test("sparklinePath() is a middle line when all values are the same", () => {
  assert.equal(sparklinePath([3, 3]), "M0 16L132 16");
});

Deno.test("sparklinePath() leaves out values that are not finite", () => {
  assert.equal(sparklinePath([1, NaN, Infinity, 0]), "M0 2L132 30");
});

Deno.test("sparklinePath() keeps its shape when the values span all doubles", () => {
  assert.equal(sparklinePath([-Number.MAX_VALUE, Number.MAX_VALUE]), "M0 30L132 2");
});

Deno.test("sparklinePath() is empty when there are fewer than two numbers", () => {
  assert.deepEqual([[], [1], [NaN, 1]].map(sparklinePath), ["", "", ""]);
});

Deno.test("sparklinePath() stays within the drawing for any values", () => {
  fc.assert(fc.property(fc.array(fc.double()), (values) => {
    const numbers = sparklinePath(values).match(/-?[\d.]+/g)?.map(Number) ?? [];
    numbers.forEach((number, index) => {
      assert.ok(number >= 0 && number <= (index % 2 === 0 ? 132 : 32), `${number}`);
    });
    assert.ok(!sparklinePath(values).includes("NaN"));
  }));
});

Deno.test("Sparkline() draws a flat line when there are fewer than two numbers", () => {
  assert.match(renderToString(h(Sparkline, { values: [1], label: "loss" })), /class="flat"/);
  assert.doesNotMatch(renderToString(h(Sparkline, { values: [1, 2], label: "loss" })), /class="flat"/);
});

Deno.test("Sparkline() has the colour of a run's style", () => {
  assert.match(renderToString(h(Sparkline, { values: [1, 2], label: "loss", style: 3 })), /class="sparkline run-3"/);
  assert.match(renderToString(h(Sparkline, { values: [1, 2], label: "loss" })), /class="sparkline"/);
});
