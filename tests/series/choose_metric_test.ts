import assert from "node:assert/strict";
import { chooseMetric, type NamedMetric, nearestMetrics, orderMetrics } from "../../lib/series/choose_metric.ts";

const metrics = (...names: string[]) => names.map((name): NamedMetric => ({ name, kind: "metric" }));
const throughput = (...names: string[]) => names.map((name): NamedMetric => ({ name, kind: "throughput" }));

Deno.test("chooseMetric() gives the metric that is asked for when a run has it", () => {
  assert.equal(chooseMetric(metrics("loss", "acc"), "acc"), "acc");
  assert.equal(chooseMetric([...metrics("loss"), ...throughput("it_s")], "it_s"), "it_s");
});

Deno.test("chooseMetric() gives loss when the metric that is asked for does not exist", () => {
  assert.equal(chooseMetric(metrics("acc", "val_loss", "loss"), "nope"), "loss");
});

Deno.test("chooseMetric() gives the loss that trains, then a validation's, when there is no loss", () => {
  assert.equal(chooseMetric(metrics("acc", "val_loss", "train_loss"), null), "train_loss");
  assert.equal(chooseMetric(metrics("val_loss", "policy_loss"), null), "policy_loss");
  assert.equal(chooseMetric(metrics("acc", "eval/loss"), null), "eval/loss");
});

Deno.test("chooseMetric() gives what has most points where the names say nothing", () => {
  const [acc, f1, psnr] = metrics("acc", "f1", "psnr");
  assert.equal(chooseMetric([{ ...acc!, count: 3 }, { ...f1!, count: 9 }, { ...psnr!, count: 9 }], null), "f1");
});

Deno.test("chooseMetric() gives the first when no name has loss in it", () => {
  assert.equal(chooseMetric(metrics("acc", "f1"), null), "acc");
});

Deno.test("chooseMetric() gives throughput only when there is nothing else", () => {
  assert.equal(chooseMetric([...throughput("loss_ms"), ...metrics("acc")], null), "acc");
  assert.equal(chooseMetric(throughput("it_s"), null), "it_s");
});

Deno.test("chooseMetric() gives null when there is no metric", () => {
  assert.equal(chooseMetric([], null), null);
});

Deno.test("orderMetrics() puts loss first and keeps the order of the others, each once", () => {
  assert.deepEqual(orderMetrics(["acc", "val_loss", "loss", "acc"]), ["loss", "acc", "val_loss"]);
  assert.deepEqual(orderMetrics(["acc", "f1"]), ["acc", "f1"]);
});

Deno.test("chooseMetric() gives the metric whose name is nearest to one that no longer exists", () => {
  const offered = metrics("loss", "val_loss", "learning_rate", "accuracy");
  for (
    const [asked, shown] of [
      ["—_loss", "loss"],
      ["validation/loss", "val_loss"],
      ["lr", "learning_rate"],
      ["Acc", "accuracy"],
      ["epoch_loss", "loss"],
      ["perplexity", "loss"],
      ["—", "loss"],
    ] as const
  ) {
    assert.equal(chooseMetric(offered, asked), shown, asked);
  }
  assert.equal(
    chooseMetric(metrics("val_loss", "train_loss"), "loss"),
    "train_loss",
    "of two that are equally near, the one that trains",
  );
});

Deno.test("nearestMetrics() gives none for a name that shares less than half of its words", () => {
  assert.deepEqual(nearestMetrics(metrics("loss", "grad_norm"), "loss_of_the_critic"), []);
  assert.deepEqual(nearestMetrics(metrics("constructor"), "constructor").length, 1);
});
