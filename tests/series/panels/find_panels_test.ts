import assert from "node:assert/strict";
import { findByWords, findPanels } from "../../../lib/series/panels/find_panels.ts";
import { groupPanels } from "../../../lib/series/panels/group_panels.ts";

const groups = groupPanels(
  ["train/loss", "val/loss", "layer_1/w", "layer_2/w", "lr"].map((name) => ({ name, kind: "metric" as const })),
);
const found = (text: string) =>
  findPanels(groups, findByWords(text)).flatMap(({ panels }) => panels.map(({ key }) => key));

Deno.test("findByWords() finds panels of which one metric has all words", () => {
  assert.deepEqual(found("LOSS val"), ["train/loss"]);
  assert.deepEqual(found("layer loss"), []);
});

Deno.test("findByWords() finds all for a text without words", () => {
  assert.equal(findByWords(" "), null);
  assert.equal(findPanels(groups, null), groups);
});

Deno.test("findPanels() leaves groups out of which nothing is found", () => {
  assert.deepEqual(findPanels(groups, (name) => name === "layer_2/w").map(({ name }) => name), ["layer_*"]);
});
