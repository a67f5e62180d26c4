import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Progress } from "../../lib/model.ts";
import { describeProgress, ProgressMeter } from "../../lib/ui/ProgressMeter.tsx";
import { runOf } from "./runs.ts";

const none: Progress = runOf().progress;

Deno.test("describeProgress() describes only what the log says", () => {
  assert.equal(describeProgress(none), "");
  assert.equal(describeProgress({ ...none, step: 12 }), "step 12");
  assert.equal(
    describeProgress({ ...none, step: 12, total: 40, epoch: 2, epochTotal: 3 }),
    "step 12 of 40 · epoch 2 of 3",
  );
});

Deno.test("ProgressMeter() is a progress element with step and total", () => {
  const html = renderToString(<ProgressMeter progress={{ ...none, step: 12, total: 40 }} />);
  assert.match(html, /<progress[^>]* value="12"[^>]* max="40"/);
});

Deno.test("ProgressMeter() shows nothing when the step is above the total", () => {
  const past = { ...none, step: 50, total: 40 };
  assert.equal(renderToString(<ProgressMeter progress={past} />), "");
  assert.equal(describeProgress(past), "step 50");
});

Deno.test("ProgressMeter() shows nothing when there is no total", () => {
  assert.equal(renderToString(<ProgressMeter progress={{ ...none, step: 12 }} />), "");
});

Deno.test("ProgressMeter() shows nothing when the total is 0", () => {
  assert.equal(renderToString(<ProgressMeter progress={{ ...none, step: 0, total: 0 }} />), "");
});

Deno.test("describeProgress() gives the time left when there is some", () => {
  assert.equal(describeProgress({ ...none, step: 12, secondsLeft: 150 }), "step 12 · 2 min 30 s left");
  assert.equal(describeProgress({ ...none, step: 12, secondsLeft: 0 }), "step 12");
});
