import assert from "node:assert/strict";
import type { FilterRow } from "../../../lib/series/filter/filter_model.ts";
import { makeRowTest, matchesRow } from "../../../lib/series/filter/match_row.ts";
import { parseFilter } from "../../../lib/series/filter/parse_filter.ts";

const NOW = Date.parse("2026-01-28T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

/** A row with what the test is about. */
const row = (own: Partial<FilterRow> = {}): FilterRow => ({
  id: "019c0000-0000-7000-8000-000000000001",
  name: "gpt-small",
  status: "completed",
  reason: "",
  created_at: hoursAgo(2),
  started_at: hoursAgo(2),
  ended_at: hoursAgo(1),
  last_output_at: hoursAgo(1),
  progress: { step: 30, total: 100 },
  tags: [],
  metrics: {},
  settings: {},
  ...own,
});

function matches(text: string, own: Partial<FilterRow> = {}): boolean {
  const parsed = parseFilter(text);
  assert.ok("filter" in parsed, `${text}: ${JSON.stringify(parsed)}`);
  return matchesRow(parsed.filter, row(own), NOW);
}

/** Asserts which of the filters show the row. */
function assertShown(own: Partial<FilterRow>, shown: string[], hidden: string[]): void {
  for (const text of shown) assert.equal(matches(text, own), true, `${text} hides the row`);
  for (const text of hidden) assert.equal(matches(text, own), false, `${text} shows the row`);
}

Deno.test("matchesRow() combines with all, any and not", () => {
  assertShown({ tags: ["a"], status: "failed" }, ["", "tag:a status:failed", "tag:b OR tag:a", "-tag:b"], [
    "tag:a status:completed",
    "tag:b OR tag:c",
    "-tag:a",
    "-(tag:b OR tag:a)",
  ]);
});

Deno.test("matchesRow() knows live and complete beside the five statuses", () => {
  assertShown({ status: "running" }, ["status:running", "status:LIVE", "status!=failed"], [
    "status:complete",
    "status:queued",
  ]);
  assertShown({ status: "cancelled" }, ["status:complete", "status=cancelled"], ["status:live", "status!=complete"]);
});

Deno.test("matchesRow() compares tags and texts whatever the case, with * for any characters", () => {
  assertShown({ name: "GPT small 3", reason: "exit code 1: CUDA out of memory", tags: ["Baseline", "v2"] }, [
    "tag:baseline",
    "tag:base*",
    "tag:*",
    "name:gpt",
    "name:gpt*3",
    'name="gpt small 3"',
    'reason:"out of memory"',
    "id:019c",
    "cuda",
    "v2",
    '"small 3"',
  ], ["tag:base", "tag!=v2", "name=gpt", "name:gpt*2", "reason:nan", "warmup"]);
  assertShown({}, ["tag!=x"], ["tag:*"]);
});

Deno.test("matchesRow() finds a word in the values of settings", () => {
  assertShown({ settings: { optimizer: "AdamW" } }, ["adam"], ["sgd"]);
});

Deno.test("matchesRow() compares ages: > is longer ago", () => {
  assertShown({ started_at: hoursAgo(49), ended_at: hoursAgo(3) }, [
    "started>2d",
    "started>=48h",
    "started:3d",
    "started<1w",
    "ended<1d",
    "ended!=2h",
  ], ["started<2d", "started:2d", "started!=3d", "ended>1d"]);
});

Deno.test("matchesRow() compares dates: > is later, and a day has a morning and an evening", () => {
  assertShown({ started_at: "2026-01-27T23:30:00.000Z" }, [
    "started>2026-01-26T12:00Z",
    "started:2026-01-27T23:30Z",
    "started<=2026-01-27T23:30Z",
    "started>=2026-01-27T23:30Z",
    "started>2025",
    "started:2026",
    "started<2026-02-01",
    "started!=2026-03",
  ], ["started>2026-01-27T23:30Z", "started<2026-01-27T23:30Z", "started>2026", "started:2026-03"]);
});

Deno.test("matchesRow() matches no comparison of a time that isn't there", () => {
  assertShown({ started_at: null, ended_at: null, last_output_at: null }, ["-ended<1d", "created<1d"], [
    "ended<1d",
    "ended>1d",
    "ended!=1d",
    "duration<1h",
    "output<1d",
  ]);
});

Deno.test("matchesRow() compares durations, of a live run up to now", () => {
  assertShown({}, ["duration>=1h", "duration<61m"], ["duration>1h"]);
  assertShown({ status: "running", ended_at: null }, ["duration>90m"], ["duration>2h"]);
  assertShown({ imported: true }, [], ["duration>=1h", "duration<61m"]);
});

Deno.test("matchesRow() compares progress as a share, a percentage or out of 100, and by epochs without steps", () => {
  assertShown({}, ["progress>25%", "progress>0.25", "progress>25", "progress:30%", "step:30", "step<1k"], [
    "progress>50%",
    "epoch>0",
  ]);
  assertShown({ progress: { step: null, total: null, epoch: 9, epoch_total: 10 } }, ["progress:90%", "epoch>8"], [
    "step>0",
  ]);
  assertShown({ progress: null }, [], ["progress>0"]);
});

Deno.test("matchesRow() takes the setting of a name before the metric, and either on request", () => {
  const own = { settings: { lr: "1e-3" }, metrics: { learning_rate: { last: 0, min: 0, max: 0.001 } } };
  assertShown(own, ["lr=0.001", "lr>1e-4", "learning_rate:1e-3", "last(lr)=0", "max(lr)=0.001", "setting(lr)=.001"], [
    "lr=0",
    "setting(lr)=0",
    "last(lr)>0",
  ]);
});

Deno.test("matchesRow() finds names in another case, with spaces, and by their synonyms", () => {
  assertShown({ settings: { "Batch Size": "32" }, metrics: { grad_norm: { last: 2 } } }, [
    "batch_size:32",
    '"batch size"=32',
    "gnorm>1",
    "GRAD_NORM>1",
  ], ["batch:32", "norm>1"]);
});

Deno.test("matchesRow() compares settings as numbers where both are, else as texts", () => {
  assertShown({ settings: { lr: "1e-3", dropout: "5%", opt: "AdamW", layers: "12", amp: "True" } }, [
    "lr:0.001",
    "lr<0.01",
    "lr!=0.01",
    "dropout=0.05",
    "dropout<=5%",
    "opt:adamw",
    "opt:adam*",
    "opt!=sgd",
    "amp:true",
    "layers:*",
    "layers>=12",
  ], ["lr>0.01", "lr!=0.001", "opt:adam", "opt<3", "opt=3", "missing:*", "missing!=3", "missing<3"]);
});

Deno.test("matchesRow() compares last, best, lowest and highest value of a metric", () => {
  const metrics = { val_loss: { last: 0.9, best: 0.4, min: 0.4, max: 2 }, level: { last: 5, min: -1, max: 7 } };
  assertShown({ metrics }, [
    "val_loss>0.5",
    "best(val_loss)<0.5",
    "min(val_loss)=0.4",
    "max(val_loss)>=2",
    "best(level)>6",
    "best(level)<0",
    "level:*",
  ], ["val_loss<0.5", "best(val_loss)>0.5", "last(loss)<1", "level:high", "best(level)=7"]);
});

Deno.test("matchesRow() knows which value of a metric is best by its name, also where the row doesn't say it", () => {
  assertShown({ metrics: { val_accuracy: { last: 0.7, min: 0.1, max: 0.9 }, val_loss: { last: 2, min: 1, max: 3 } } }, [
    "best(val_accuracy)>0.8",
    "best(val_accuracy)=0.9",
    "best(val_loss)<1.5",
    "best(val_loss)=1",
  ], ["best(val_accuracy)<0.5", "best(val_loss)>1.5"]);
});

Deno.test("matchesRow() finds values that aren't finite, as the API writes them", () => {
  assertShown({ metrics: { loss: { last: "NaN" }, norm: { last: "Infinity" } } }, [
    "loss:nan",
    "norm:inf",
    "norm>1e30",
    "loss!=1",
  ], ["loss<1", "loss>1", "norm:nan", "norm<1"]);
});

Deno.test("matchesRow() takes 95% for 0.95 of shares, and for 95 of values beyond 1", () => {
  assertShown({ metrics: { acc: { last: 0.97, min: 0.1, max: 0.98 }, acc1: { last: 96, min: 10, max: 97 } } }, [
    "acc>95%",
    "acc1>95%",
    "acc>0.95",
  ], ["acc<95%", "acc1<95%"]);
});

Deno.test("matchesRow() takes values as equal that a page shows alike", () => {
  assertShown({ metrics: { loss: { last: 0.123456 } } }, ["loss=0.12346", "loss=0.123456"], ["loss=0.1234"]);
});

Deno.test("matchesRow() is not misled by names that every object has", () => {
  assertShown({ settings: JSON.parse('{"__proto__":"3"}') }, ["__proto__:3"], ["constructor:*", "toString:*"]);
});

Deno.test("makeRowTest() tests any number of rows with other settings each", () => {
  const parsed = parseFilter("lr<0.5");
  assert.ok("filter" in parsed);
  const test = makeRowTest(parsed.filter);
  const shown = [{ lr: "0.1" }, { LR: "0.9" }, {}, { learning_rate: "0.2" }].map((settings) =>
    test(row({ settings: settings as Record<string, string> }), NOW)
  );
  assert.deepEqual(shown, [true, false, false, true]);
});
