import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RunList } from "../../lib/ui/RunList.tsx";
import { idOf, runOf } from "./runs.ts";

const loss = {
  name: "loss",
  kind: "metric" as const,
  count: 2,
  last: 0.25,
  lastStep: 20,
  minStep: 10,
  maxStep: 1,
  mean: 0.5,
  min: 0.25,
  max: 1,
};

function render(runs = [runOf()], selected: string | null = null): string {
  return renderToString(
    <RunList
      experimentId={idOf(100)}
      runs={runs}
      selected={selected}
      now={2_000_000}
      nextHref={null}
    />,
  );
}

Deno.test("RunList() links each run and marks the selected one", () => {
  const html = render([runOf(), runOf({ id: idOf(2), name: "calm-falcon" })], idOf(2));
  assert.ok(html.includes(`href="/experiments/${idOf(100)}?run=${idOf(1)}"`));
  assert.match(html, new RegExp(`run=${idOf(2)}"[^>]* aria-current="page"`));
  assert.match(html, new RegExp(`run=${idOf(1)}"[^>]* aria-current="false"`));
});

Deno.test("RunList() shows the status as a word and the last loss", () => {
  const html = render([runOf({ status: "failed", metrics: [loss] })]);
  assert.ok(html.includes("Failed"));
  assert.ok(html.includes(">loss</span> 0.25<"));
});

Deno.test("RunList() shows a bar only while a run is live", () => {
  const progress = { ...runOf().progress, step: 5, total: 10 };
  assert.ok(render([runOf({ status: "running", endedAt: null, progress })]).includes("<progress"));
  assert.ok(!render([runOf({ progress })]).includes("<progress"));
});

Deno.test("RunList() escapes markup in a run's name", () => {
  const html = render([runOf({ name: "<img src=x onerror=alert(1)>" })]);
  assert.ok(!html.includes("<img"));
});

Deno.test("RunList() offers the comparison when there are two runs", () => {
  assert.ok(!render().includes('type="submit"'));
  assert.ok(render([runOf(), runOf({ id: idOf(2) })]).includes('type="submit"'));
});

Deno.test("RunList() counts the runs when there are several", () => {
  assert.match(render([runOf(), runOf({ id: idOf(2) })]), />2 runs</);
  assert.doesNotMatch(render(), /1 run</);
});
