import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { MetricTable, RunWarnings, SettingsList, UnreadList } from "../../lib/ui/RunTables.tsx";
import { OLDER_READER_WARNING } from "../../lib/text/older_reader.ts";
import { idOf, runOf } from "./runs.ts";

const loss = {
  name: "val/loss",
  kind: "metric" as const,
  count: 1200,
  last: 0.5,
  lastStep: 20,
  min: 0.25,
  max: 8,
  minStep: 10,
  maxStep: 1,
  mean: 1,
};

Deno.test("RunWarnings() shows every warning, and nothing when there is none", () => {
  const html = renderToString(<RunWarnings run={runOf({ warnings: ["first", "second"] })} />);
  assert.ok(html.includes("first") && html.includes("second"));
  assert.equal(renderToString(<RunWarnings run={runOf()} />), "");
  assert.equal(renderToString(<RunWarnings run={runOf({ warnings: [OLDER_READER_WARNING] })} />), "");
});

Deno.test("UnreadList() shows each name that is not charted with the reason, and nothing when there is none", () => {
  const unread = [{ name: "pid", count: 7, line: 3, reason: "a record" }];
  const html = renderToString(<UnreadList run={runOf({ unread })} mayChange />);
  assert.match(html, /not charted \(1\).*<code>pid<\/code>.*7 times from <a href="#L3">line 3<\/a> on.*a record/);
  assert.ok(html.includes('data-press="chart" data-name="pid" data-line="3"'));
  assert.doesNotMatch(renderToString(<UnreadList run={runOf({ unread })} mayChange={false} />), /<button/);
  assert.equal(renderToString(<UnreadList run={runOf()} mayChange />), "");
});

Deno.test("MetricTable() links each metric to the page that charts it, for a browser without scripts", () => {
  const html = renderToString(<MetricTable run={runOf({ metrics: [loss] })} />);
  assert.ok(html.includes(`href="/experiments/${idOf(100)}?run=${idOf(1)}&amp;metric=val%2Floss"`));
  assert.ok(html.includes('data-metric="val/loss"') && html.includes("1,200"));
});

Deno.test("MetricTable() folds throughput", () => {
  const speed = { ...loss, name: "tokens/s", kind: "throughput" as const };
  const html = renderToString(<MetricTable run={runOf({ metrics: [loss, speed] })} />);
  assert.match(html, /<details[^>]*><summary>Speed and memory \(1\)<\/summary>.*tokens\/s/);
});

Deno.test("SettingsList() lists the settings, or says that there are none", () => {
  assert.match(renderToString(<SettingsList settings={{ lr: "0.1" }} />), /<dt>lr<\/dt><dd>0.1<\/dd>/);
  assert.ok(renderToString(<SettingsList settings={{}} />).includes("The log printed none"));
});
