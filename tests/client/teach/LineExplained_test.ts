import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describeWhy, LineExplained } from "../../../lib/client/teach/LineExplained.tsx";

const numberOf = (start: number, change = {}) => ({
  text: "0.5",
  start,
  end: start + 3,
  name: "loss",
  metric: "loss",
  taken: "loss = 0.5 at step 3",
  rule: "a value behind its name",
  why: "",
  ...change,
});

Deno.test("LineExplained() shows for each number what it was taken for and why", () => {
  const numbers = [
    numberOf(0),
    numberOf(9, { text: "7", taken: "not charted", rule: "", why: "no name stands before it" }),
  ];
  const html = renderToString(h(LineExplained, { numbers }));
  assert.match(html, /0\.5<\/th><td>loss = 0\.5 at step 3<\/td><td>by: a value behind its name/);
  assert.match(html, /<tr class="is-uncharted"><th[^>]*>7<\/th><td>not charted<\/td><td>no name stands before it/);
});

Deno.test("LineExplained() says so for a line without numbers, and shows 40 of many", () => {
  assert.match(renderToString(h(LineExplained, { numbers: [] })), /no number/);
  const html = renderToString(h(LineExplained, { numbers: Array.from({ length: 45 }, (_, at) => numberOf(at)) }));
  assert.match(html, /Show 5 more numbers/);
  assert.equal(html.split("<td>by: ").length - 1, 40);
});

Deno.test("describeWhy() puts the rule behind the reason", () => {
  assert.equal(describeWhy("", "a sentence"), "a sentence");
  assert.equal(describeWhy("a table", "a sentence"), "a sentence (by: a table)");
});
