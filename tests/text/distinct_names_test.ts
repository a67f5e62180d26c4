import fc from "fast-check";
import assert from "node:assert/strict";
import { distinctNames } from "../../lib/text/distinct_names.ts";

const ownOf = (names: string[]) => distinctNames(names).map(({ own }) => own);

Deno.test("distinctNames() splits long names where their shared beginning ends", () => {
  const names = ["tiny-gpt-lr-3e-4-warmup-500-baseline", "tiny-gpt-lr-3e-4-warmup-500-bf16"];
  assert.deepEqual(distinctNames(names), [
    { shared: "tiny-gpt-lr-3e-4-warmup-500-", own: "baseline" },
    { shared: "tiny-gpt-lr-3e-4-warmup-500-", own: "bf16" },
  ]);
});

Deno.test("distinctNames() keeps the word before a number that differs", () => {
  assert.deepEqual(ownOf(["resnet50-imagenet-lr-3e-4", "resnet50-imagenet-lr-3e-5"]), ["lr-3e-4", "lr-3e-5"]);
  assert.deepEqual(ownOf(["resnet50-imagenet-seed-1", "resnet50-imagenet-seed-12"]), ["seed-1", "seed-12"]);
});

Deno.test("distinctNames() doesn't split names that share little", () => {
  assert.deepEqual(ownOf(["tiny-gpt-a", "tiny-gpt-b"]), ["tiny-gpt-a", "tiny-gpt-b"]);
  assert.deepEqual(ownOf(["calm-falcon", "bold-otter"]), ["calm-falcon", "bold-otter"]);
  assert.deepEqual(ownOf(["resnet50imagenetbf16", "resnet50imagenetfp32"]), [
    "resnet50imagenetbf16",
    "resnet50imagenetfp32",
  ]);
  assert.deepEqual(ownOf(["resnet50-imagenet-bf16"]), ["resnet50-imagenet-bf16"]);
});

Deno.test("distinctNames() keeps the last word of a name that begins another one, and doesn't split equal names", () => {
  assert.deepEqual(ownOf(["resnet50-imagenet-long-", "resnet50-imagenet-long-bf16"]), ["long-", "long-bf16"]);
  assert.deepEqual(ownOf(["resnet50-imagenet-bf16", "resnet50-imagenet-bf16"]), [
    "resnet50-imagenet-bf16",
    "resnet50-imagenet-bf16",
  ]);
});

Deno.test("distinctNames() ignores a name with another beginning", () => {
  assert.deepEqual(ownOf(["resnet50-imagenet-bf16", "calm-falcon", "resnet50-imagenet-fp32"]), [
    "bf16",
    "calm-falcon",
    "fp32",
  ]);
});

Deno.test("distinctNames() returns parts that join to the names, for any names", () => {
  const word = fc.constantFrom("resnet50-imagenet-", "lr-", "1", "_x", " ", "é");
  const name = fc.array(word, { maxLength: 6 }).map((words) => words.join(""));
  fc.assert(fc.property(fc.array(name), (names) => {
    const parts = distinctNames(names);
    assert.deepEqual(parts.map(({ shared, own }) => shared + own), names);
    assert.ok(parts.every(({ shared, own }) => shared === "" || own !== ""));
  }));
});
