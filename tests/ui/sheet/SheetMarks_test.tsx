import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { RunMarkKind } from "../../../lib/model.ts";
import { type LineWithMarks, SheetMarks } from "../../../lib/ui/sheet/SheetMarks.tsx";

const placed = (kind: RunMarkKind, x: number, text = "why") => ({
  x,
  mark: { id: null, kind, line: 7, step: null, timestamp: "2026-01-28T12:00:00.000Z", text },
});

const draw = (...lines: LineWithMarks[]) =>
  renderToString(
    <svg>
      <SheetMarks lines={lines} leftOf={(x) => 10 * x} span={{ left: 0, right: 100 }} bottom={50} />
    </svg>,
  );

Deno.test("SheetMarks() draws a sign at its place on the axis, with its words as a title", () => {
  const svg = draw({ id: "a", name: "first", marks: [placed("restart", 3, "a < b"), placed("nan", 11)] });
  assert.match(
    svg,
    /<g class="mark mark-warn" transform="translate\(30 37\)"><title>Started again, line 7: a &lt; b<\/title>/,
  );
  assert.equal(svg.match(/<title>/g)!.length, 1, "none outside of the axis");
});

Deno.test("SheetMarks() draws near marks as one sign with their number, and says whose they are where there are several runs", () => {
  const svg = draw(
    { id: "a", name: "first", marks: [placed("checkpoint", 3), placed("traceback", 3.5)] },
    { id: "b", name: "second\ufffe" },
  );
  assert.match(svg, /mark-bad" [^>]*><title>first: 2 marks: 1 error and 1 checkpoint saved<\/title>.*>2<\/text>/);
  assert.doesNotMatch(svg, /second/);
});
