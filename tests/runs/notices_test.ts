import assert from "node:assert/strict";
import { END, makeNotice } from "../../lib/runs/notices.ts";
import { idOf, runOf } from "../ui/runs.ts";

const loss = {
  name: "loss",
  kind: "metric",
  count: 3,
  last: NaN,
  lastStep: 9,
  min: 0,
  max: 1,
  minStep: 1,
  maxStep: 2,
  mean: 1,
} as const;
const described = (change: Parameters<typeof runOf>[0] = {}) => ({
  run: runOf(change),
  experiment: "tiny <!channel>",
  origin: "http://here",
});

Deno.test("makeNotice() describes a run's end for a webhook and for a command", () => {
  const { document, variables } = makeNotice(
    described({ status: "failed", reason: "exit code 1", metrics: [loss] }),
    END,
  );
  const url = `http://here/experiments/${idOf(100)}?run=${idOf(1)}`;
  assert.equal(
    document.content,
    `tiny <!channel> · brisk-otter failed after 1 min 30 s: exit code 1 (loss NaN at step 9)\n${url}`,
  );
  const { id, name, experiment, status, reason, metrics, event, notification_id } = document;
  assert.deepEqual({ id, name, experiment, status, reason, metrics, event, notification_id }, {
    id: idOf(1),
    name: "brisk-otter",
    experiment: "tiny <!channel>",
    status: "failed",
    reason: "exit code 1",
    metrics: { loss: { last: "NaN", last_step: 9 } },
    event: "end",
    notification_id: `${idOf(1)}:end`,
  });
  assert.equal(document.url, url);
  assert.deepEqual(variables, {
    STDCURVE_RUN_STATUS: "failed",
    STDCURVE_RUN_ID: idOf(1),
    STDCURVE_RUN_REASON: "exit code 1",
    STDCURVE_RUN_URL: url,
    STDCURVE_RUN_NAME: "brisk-otter",
    STDCURVE_RUN_EXPERIMENT: "tiny <!channel>",
    STDCURVE_RUN_EVENT: "end",
  });
});

Deno.test("makeNotice() doesn't say how long the import of a log took", () => {
  const { document } = makeNotice(described({ isImported: true, metrics: [loss] }), END);
  assert.match(String(document.content), /brisk-otter completed \(loss NaN at step 9\)/);
});

Deno.test("makeNotice() calls nobody by a name or a reason, and hides nothing in them", () => {
  const { document } = makeNotice(described({ status: "failed", reason: "\u202e@everyone" }), END);
  assert.match(String(document.text), /^tiny &lt;!channel&gt; .*⟨U\+202E⟩@everyone/);
  assert.deepEqual(document.allowed_mentions, { parse: [] });
});

Deno.test("makeNotice() keeps to the length that Discord takes, and no variable holds a NUL", () => {
  const { document, variables } = makeNotice(described({ status: "failed", reason: `a\0${"x".repeat(5000)}` }), END);
  assert.ok(String(document.content).length < 2000);
  assert.ok(variables.STDCURVE_RUN_REASON!.startsWith("ax"));
});

Deno.test("makeNotice() says what a run that goes on printed", () => {
  const event = { event: "silence:120", detail: "printed nothing for 30 min" };
  const { document, variables } = makeNotice(described({ status: "running", endedAt: null }), event);
  assert.match(String(document.content), /brisk-otter printed nothing for 30 min\n/);
  assert.deepEqual([document.event, document.status, variables.STDCURVE_RUN_REASON], [
    "silence",
    "running",
    event.detail,
  ]);
});
