import assert from "node:assert/strict";
import { findPanels } from "../../../lib/series/panels/find_panels.ts";
import { groupPanels } from "../../../lib/series/panels/group_panels.ts";

const groups = groupPanels(
  ["train/loss", "val/loss", "layer_1/w", "layer_2/w", "lr"].map((name) => ({ name, kind: "metric" as const })),
);
const found = (text: string, isRegex = false) =>
  findPanels(groups, { text, isRegex }).groups.flatMap(({ panels }) => panels.map(({ key }) => key));

Deno.test("findPanels() finds panels of which one metric has all words", () => {
  assert.deepEqual(found("LOSS val"), ["train/loss"]);
  assert.deepEqual(found("layer loss"), []);
  assert.deepEqual(found(" "), ["train/loss", "lr", "layer_1/w", "layer_2/w"]);
});

Deno.test("findPanels() takes an expression, and reports a wrong one beside all panels", () => {
  assert.deepEqual(found("^l(r|ayer_2)", true), ["lr", "layer_2/w"]);
  const { groups: all, fault } = findPanels(groups, { text: "l(r", isRegex: true });
  assert.equal(all, groups);
  assert.deepEqual(fault, { error: "this bracket isn’t closed", at: 1 });
});
