import assert from "node:assert/strict";
import {
  closeSpans,
  hasNoSpans,
  openSpan,
  type OpenSpans,
  proceedSpans,
  restSpans,
} from "../../../lib/points/formats/spans.ts";
import { makeSource } from "../make_source.ts";

const HEADER = "epoch  train_loss  valid_loss", RULE = "--------------------";

function open(...begun: [format: string, line: string][]): OpenSpans {
  const spans: OpenSpans = new Map();
  for (const [format, line] of begun) openSpan(format, makeSource(line), spans);
  return spans;
}

Deno.test("openSpan() opens a span, and hasNoSpans() sees it", () => {
  assert.equal(hasNoSpans(new Map()), true);
  assert.equal(hasNoSpans(open(["table", HEADER])), false);
});

Deno.test("openSpan() opens none at a line that doesn't begin it, though its shape may", () => {
  assert.equal(hasNoSpans(open(["table", "Step 3: loss=0.5"])), true);
});

Deno.test("proceedSpans() gives what the span that read the line says", () => {
  const spans = open(["table", HEADER]);
  const { taken, rows } = proceedSpans(makeSource("    1      0.75      0.5"), 2, spans);
  assert.deepEqual([taken, rows.length, rows[0]!.epoch, rows[0]!.pairs.map(({ value }) => value)], [true, 1, 1, [
    0.75,
    0.5,
  ]]);
});

Deno.test("proceedSpans() leaves a line that no span reads, and closes a span that is over", () => {
  const spans = open(["block", RULE]);
  for (let line = 2; line <= 4; line++) {
    assert.deepEqual(proceedSpans(makeSource("some words"), line, spans), { taken: false, rows: [], grown: 0 });
  }
  assert.equal(hasNoSpans(spans), true);
});

Deno.test("proceedSpans() asks the next span about a line that the first doesn't read", () => {
  const spans = open(["block", RULE], ["table", HEADER]);
  assert.equal(proceedSpans(makeSource("    1      0.75      0.5"), 2, spans).taken, true);
});

Deno.test("proceedSpans() drops what a format that no longer exists remembers", () => {
  const spans: OpenSpans = new Map([["gone", {}]]);
  assert.equal(proceedSpans(makeSource("loss"), 1, spans).taken, false);
  assert.equal(hasNoSpans(spans), true);
});

Deno.test("closeSpans() gives what a block says that the log ends within, and leaves no span open", () => {
  const spans = open(["block", RULE], ["table", HEADER]);
  for (const [line, text] of [[2, "| loss/policy | 0.5 |"], [3, "| Epoch | 3 |"]] as const) {
    proceedSpans(makeSource(text), line, spans);
  }
  assert.deepEqual(closeSpans(spans).map(({ epoch, pairs }) => [epoch, pairs.length]), [[3, 1]]);
  assert.equal(hasNoSpans(spans), true);
});

Deno.test("restSpans() gives once what a span has whole, and leaves all open", () => {
  const spans = open(["rllib", "Result for A:"], ["block", RULE]);
  proceedSpans(makeSource("  reward: 22.5"), 2, spans);
  assert.deepEqual(restSpans(spans), [], "a result without its step is not whole");
  proceedSpans(makeSource("  timesteps_total: 4000"), 3, spans);
  assert.deepEqual([restSpans(spans).map(({ step }) => step), restSpans(spans)], [[4000], []]);
  assert.deepEqual([...spans.keys()], ["rllib", "block"]);
});
