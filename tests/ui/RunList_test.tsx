import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RunList } from "../../lib/ui/RunList.tsx";
import { rowOf as createRow } from "../series/table/rows.ts";
import { idOf } from "./runs.ts";

const rowOf = (change: Parameters<typeof createRow>[0] = {}) =>
  createRow({ id: idOf(1), experiment_id: idOf(100), ...change });

function render(rows = [rowOf()], selected: string | null = null): string {
  const list = { experimentId: idOf(100), rows, total: rows.length, selected, now: 2_000_000, nextHref: null };
  return renderToString(<RunList {...list} />);
}

Deno.test("RunList() links each run and marks the selected one", () => {
  const html = render([rowOf(), rowOf({ id: idOf(2), name: "calm-falcon" })], idOf(2));
  assert.ok(html.includes(`href="/experiments/${idOf(100)}?run=${idOf(1)}"`));
  assert.match(html, new RegExp(`run=${idOf(2)}"[^>]* aria-current="page"`));
  assert.match(html, new RegExp(`run=${idOf(1)}"[^>]* aria-current="false"`));
});

Deno.test("RunList() shows the status as a word and the last loss", () => {
  const html = render([rowOf({ status: "failed", metrics: { loss: [0.25, 0.25, 1] } })]);
  assert.ok(html.includes("Failed"));
  assert.ok(html.includes(">loss</span> 0.25<"));
});

Deno.test("RunList() shows a bar only while a run is live", () => {
  const progress = { ...rowOf().progress, step: 5, total: 10 };
  assert.ok(render([rowOf({ status: "running", ended_at: null, progress })]).includes("<progress"));
  assert.ok(!render([rowOf({ progress })]).includes("<progress"));
});

Deno.test("RunList() escapes markup in a run's name", () => {
  const html = render([rowOf({ name: "<img src=x onerror=alert(1)>" })]);
  assert.ok(!html.includes("<img"));
});

Deno.test("RunList() offers the comparison when there are two runs", () => {
  assert.ok(!render().includes('type="submit"'));
  assert.ok(render([rowOf(), rowOf({ id: idOf(2) })]).includes('type="submit"'));
});

Deno.test("RunList() counts the runs when there are several", () => {
  assert.match(render([rowOf(), rowOf({ id: idOf(2) })]), />2 runs</);
  assert.doesNotMatch(render(), /1 run</);
});
