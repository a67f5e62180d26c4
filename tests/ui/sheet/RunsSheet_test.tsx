import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RunsSheet, type SheetRun } from "../../../lib/ui/sheet/RunsSheet.tsx";

const run = (change: Partial<SheetRun> = {}): SheetRun => ({
  id: "a",
  name: "first",
  style: 1,
  status: "failed",
  reason: "exit code 1",
  startedAt: 0,
  durationMs: 90_000,
  command: "python train.py",
  notes: "",
  tags: [],
  settings: {},
  metrics: [],
  marks: [],
  lines: [],
  packed: 0,
  lastLine: 0,
  ...change,
});

const render = (...runs: SheetRun[]) =>
  renderToString(<RunsSheet title="tiny" madeAt={0} runs={runs} charts={[]} leftOut={[]} />);

Deno.test("RunsSheet() says what each run is, and what is missing of it", () => {
  const html = render(
    run({ tags: ["best"] }),
    run({ id: "b", name: "second", command: "", reason: "", status: "running" }),
  );
  for (
    const text of [
      "2 runs",
      "failed: exit code 1",
      "1 min 30 s",
      "<code>python train.py</code>",
      "an imported log",
      " best",
      "It has no log.",
    ]
  ) {
    assert.ok(html.includes(text), text);
  }
});

Deno.test("RunsSheet() shows the settings that differ first and marks them", () => {
  const html = render(run({ settings: { a: "1", lr: "0.1" } }), run({ id: "b", settings: { a: "1", lr: "0.2" } }));
  assert.match(
    html,
    /<th scope="row">lr<\/th><td class="differs">0.1<\/td><td class="differs">0.2<\/td>.*<th scope="row">a<\/th><td>1<\/td>/,
  );
});

Deno.test("RunsSheet() shows marked lines with their numbers, and says what of the log is there", () => {
  const lines = [{ line: 9, text: "nine" }, { line: 10, text: "<b>ten" }];
  const html = render(
    run({ marks: [{ kind: "out_of_memory", line: 7, text: "CUDA" }], lines, packed: 3, lastLine: 10 }),
  );
  assert.match(html, /line 7 · out of memory: <\/span>CUDA/);
  assert.match(html, /The last 5 of 10 lines.*\(3 earlier lines need the file’s script\)\n<\/span>nine\n&lt;b>ten/s);
  assert.match(render(run({ lines, lastLine: 2 })), /All 2 lines/);
});

Deno.test("RunsSheet() writes out what is hidden in a name", () => {
  assert.ok(render(run({ name: "a\u202eb" })).includes("a⟨U+202E⟩b"));
});
