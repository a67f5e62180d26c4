import assert from "node:assert/strict";
import fc from "fast-check";
import { groupPanels } from "../../../lib/series/panels/group_panels.ts";

const learn = (names: readonly string[]) => names.map((name) => ({ name, kind: "metric" as const }));
/** Groups as text: their name, then the metrics of each panel. */
const shapeOf = (names: readonly string[]) =>
  groupPanels(learn(names)).map(({ name, panels }) => [name, ...panels.map(({ metrics }) => metrics.join("+"))]);

Deno.test("groupPanels() puts training and validation of one quantity in one panel", () => {
  assert.deepEqual(shapeOf(["train/loss", "val/loss", "lr"]), [["", "train/loss+val/loss", "lr"]]);
  assert.deepEqual(shapeOf(["loss", "acc", "val_loss", "val_acc"]), [["", "loss+val_loss", "acc+val_acc"]]);
  assert.deepEqual(shapeOf(["loss", "train_loss", "eval_loss"])[0], ["", "loss", "train_loss+eval_loss"]);
  assert.equal(groupPanels(learn(["train/loss", "val/loss"]))[0]!.panels[0]!.title, "loss");
});

Deno.test("groupPanels() groups by prefix, by split and by numbered layers, from two panels on", () => {
  assert.deepEqual(shapeOf(["loss", "train/lr", "train/norm", "val/f1", "gpu/0"]), [
    ["", "loss", "val/f1", "gpu/0"],
    ["train", "train/lr", "train/norm"],
  ]);
  assert.deepEqual(shapeOf(["val_f1", "val_bleu"]), [["val", "val_f1", "val_bleu"]]);
  assert.deepEqual(shapeOf(["layer_10/w", "layer_2/w", "layer_2/b"]), [
    ["layer_*", "layer_2/b", "layer_2/w", "layer_10/w"],
  ]);
});

Deno.test("groupPanels() puts throughput last, in a group of its own", () => {
  const groups = groupPanels([{ name: "it/s", kind: "throughput" }, ...learn(["acc", "loss"])]);
  assert.deepEqual(groups.map(({ name, isThroughput }) => [name, isThroughput]), [["", false], [
    "Speed and memory",
    true,
  ]]);
  assert.deepEqual(groups[0]!.panels.map(({ key }) => key), ["loss", "acc"]);
});

const words = fc.constantFrom(
  "train",
  "val",
  "eval",
  "loss",
  "acc",
  "layer",
  "0",
  "12",
  "constructor",
  "__proto__",
  "µ",
);
const names = fc.array(
  fc.tuple(fc.array(words, { minLength: 1, maxLength: 3 }), fc.constantFrom("/", "_", ".")).map(([parts, joint]) =>
    parts.join(joint)
  ),
  { maxLength: 30 },
).map((all) => [...new Set(all)]);
const offers = names.chain((all) =>
  fc.tuple(
    ...all.map((name) => fc.constantFrom("metric" as const, "throughput" as const).map((kind) => ({ name, kind }))),
  )
);

Deno.test("groupPanels() names a pair by its metrics where another metric has the quantity's name", () => {
  const titles = groupPanels(learn(["loss", "train_loss", "eval_loss"]))[0]!.panels.map(({ title }) => title);
  assert.deepEqual(titles, ["loss", "train_loss, eval_loss"]);
});

Deno.test("groupPanels() gives no two panels the same title", () => {
  fc.assert(fc.property(offers, (offered) => {
    const titles = groupPanels(offered).flatMap(({ panels }) => panels.map(({ title }) => title));
    assert.equal(new Set(titles).size, titles.length, titles.join("; "));
  }));
});

Deno.test("groupPanels() shows each metric exactly once, in groups of distinct names without empty ones", () => {
  fc.assert(fc.property(offers, (offered) => {
    const groups = groupPanels(offered);
    const shown = groups.flatMap(({ panels }) => panels.flatMap(({ metrics }) => metrics));
    assert.deepEqual(shown.toSorted(), offered.map(({ name }) => name).toSorted());
    assert.equal(new Set(groups.map(({ name, isThroughput }) => `${isThroughput} ${name}`)).size, groups.length);
    assert.ok(groups.every(({ panels }) => panels.length > 0));
    for (const { isThroughput, panels } of groups) {
      for (const { metrics } of panels) {
        assert.ok(
          metrics.every((name) => offered.find((each) => each.name === name)!.kind === "throughput" === isThroughput),
        );
      }
    }
  }));
});
