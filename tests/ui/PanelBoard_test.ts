import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { createColumns } from "../../lib/series/columns.ts";
import { PLAIN_VIEW } from "../../lib/series/chart_view.ts";
import { groupPanels } from "../../lib/series/panels/group_panels.ts";
import { PanelBoard } from "../../lib/ui/PanelBoard.tsx";
import type { PanelLine } from "../../lib/ui/PanelSvg.tsx";

const learn = (names: readonly string[]) => groupPanels(names.map((name) => ({ name, kind: "metric" as const })));
function pointsOf(value: number[]): PanelLine["columns"] {
  const columns = createColumns(value.length);
  columns.step.set(value.keys().toArray());
  columns.value.set(value);
  return columns;
}

const line: PanelLine = {
  name: "first",
  runId: "r",
  experimentId: "e",
  columns: pointsOf([2, 1]),
  smoothed: null,
  startMs: 0,
  x: "step",
  marks: [],
  look: "run-1",
  isSecond: false,
};
const write = (names: readonly string[], drawn: [string, PanelLine[]][], ends: [string, number][] = []) =>
  renderToString(
    h(PanelBoard, { groups: learn(names), drawn: new Map(drawn), ends: new Map(ends) }),
  );

Deno.test("PanelBoard() draws the panels whose lines it has, and writes the last value of the others", () => {
  const html = write(["loss", "acc"], [["loss", [line]]], [["acc", 0.75]]);
  assert.match(html, /aria-label="loss: first ends at 1"/);
  assert.match(html, /data-panel="acc".*ends at 0.75/);
  assert.equal(html.match(/<svg class="board-svg"/g)!.length, 1);
});

Deno.test("PanelBoard() names the panels beyond those in sight, and is not there for a single one", () => {
  const names = Array.from({ length: 30 }, (_, at) => `m${String.fromCharCode(97 + at % 26)}${at > 25 ? "x" : ""}`);
  const html = write(names, []);
  assert.equal(html.match(/<figure/g)!.length, 24);
  assert.match(html, /board-rest muted">my, mz/);
  assert.equal(write(["loss"], []), "");
});

Deno.test("PanelBoard() marks the panels that the browser has to draw: those without lines, and all where runs are missing", () => {
  const marked = (isPart: boolean) => {
    const groups = learn(["loss", "acc"]), drawn = new Map([["loss", [line]]]);
    const html = renderToString(h(PanelBoard, { groups, drawn, ends: new Map(), isPart }));
    return [...html.matchAll(/data-panel="(\w+)" data-lacks/g)].map((match) => match[1]);
  };
  assert.deepEqual(marked(false), ["acc"]);
  assert.deepEqual(marked(true), ["loss", "acc"]);
});

Deno.test("PanelBoard() says how its charts are shown, and leaves clocks to the browser, which knows the reader's zone", () => {
  const htmlOf = (view: Partial<typeof PLAIN_VIEW>) => {
    const groups = learn(["loss", "acc"]), drawn = new Map(groups[0]!.panels.map(({ key }) => [key, [line]]));
    return renderToString(h(PanelBoard, { groups, drawn, ends: new Map(), view: { ...PLAIN_VIEW, ...view } }));
  };
  assert.doesNotMatch(htmlOf({}), /board-found|data-lacks/);
  const elapsed = htmlOf({ x: "elapsed", y: "log", minX: 0, clip: true });
  assert.match(elapsed, />by elapsed, from the run’s start, a part of the axis, logarithmic, without outliers</);
  assert.doesNotMatch(elapsed, /data-lacks/);
  assert.match(htmlOf({ x: "time" }), />by clock time \(UTC\)</);
  assert.equal(htmlOf({ x: "time" }).match(/data-lacks/g)!.length, 2);
});
