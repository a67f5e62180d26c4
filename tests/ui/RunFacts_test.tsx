import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Run } from "../../lib/model.ts";
import type { Pace } from "../../lib/runs/pace.ts";
import { RunFacts } from "../../lib/ui/RunFacts.tsx";
import { runOf } from "./runs.ts";

function render(change: Partial<Run>, pace: Pace | null = null): string {
  return renderToString(<RunFacts run={runOf(change)} pace={pace} now={2_000_000} actions={<b>acts</b>} />);
}

const ownerOf = (silentSince: number | null, notStoredSince: number | null) => ({
  host: "box",
  silentSince,
  notStoredSince,
});

Deno.test("RunFacts() says why a run failed", () => {
  assert.ok(render({ status: "failed", reason: "exit code 1" }).includes("exit code 1"));
});

Deno.test("RunFacts() links the reason to the line of the log that says so, where there is one", () => {
  const reason = "exit code 1: ValueError: x";
  assert.match(
    render({ status: "failed", reason, reasonLine: 40 }),
    /<a class="reason" href="#L40"[^>]*>exit code 1: ValueError: x<\/a>/,
  );
  assert.match(render({ status: "failed", reason, reasonLine: null }), /<span class="reason">exit code 1/);
});

Deno.test("RunFacts() says where a run was resumed, and by which command", () => {
  const first = { line: 1, startedAt: 1, command: ["python", "a.py"] };
  const html = render({
    segments: [first, { line: 1047, startedAt: 5000, command: ["python", "a.py", "--from", "x"] }],
  });
  assert.match(
    html,
    /<dt>Resumed<\/dt><dd>1970-01-01T00:00:05\S* at <a href="#L1047">line 1,047<\/a>: python a.py --from x</,
  );
  assert.ok(!render({}).includes("Resumed"));
});

Deno.test("RunFacts() hides a reason that equals the status", () => {
  assert.ok(!render({ status: "cancelled", reason: "cancelled" }).includes('class="reason"'));
  assert.match(render({ status: "cancelled", reason: "stopped by SIGINT" }), /class="reason">stopped by SIGINT</);
});

Deno.test("RunFacts() shows the command as typed in a shell", () => {
  assert.ok(
    render({ command: ["echo", "two words"] }).includes("echo &#39;two words&#39;") ||
      render({ command: ["echo", "two words"] }).includes("echo 'two words'"),
  );
});

Deno.test("RunFacts() shows no command for an imported log", () => {
  assert.ok(!render({ command: [] }).includes("run-command"));
});

Deno.test("RunFacts() shows step, rate, time left and last output of a live run", () => {
  const progress = { ...runOf().progress, step: 1200, total: 4000 };
  const pace = { lastOutput: 1_940_000, rate: 2.5, secondsLeft: 1120 };
  const html = render({ status: "running", endedAt: null, progress }, pace);
  const facts = [...html.matchAll(/<dt>([^<]*)<\/dt><dd>(?:<(?:time|span)[^>]*>)?([^<]*)</g)].map((
    [, name, value],
  ) => [name, value]);
  assert.deepEqual(facts.slice(-6), [
    ["Step", "1,200 of 4,000"],
    ["Duration", "16 min 40 s"],
    ["Started", "16 min ago"],
    ["Rate", "2.5 steps/s"],
    ["Time left", "18 min 40 s"],
    ["Last output", "1 min ago"],
  ]);
});

Deno.test("RunFacts() says since when the owner of a live run is silent, and shows no speed then", () => {
  const pace = { lastOutput: 1_940_000, rate: 2.5, secondsLeft: 1120 };
  const html = render({ status: "running", owner: ownerOf(1_940_000, 1_940_000) }, pace);
  assert.match(html, /class="reason">its owner on box is silent since <time [^>]*>1 min ago<\/time>/);
  assert.ok(!html.includes("Last output") && !html.includes("Rate"));
  assert.match(render({ status: "running", owner: ownerOf(null, null) }, pace), /Last output/);
});

Deno.test("RunFacts() says since when nothing is stored, instead of the age of the last output that is", () => {
  const pace = { lastOutput: 1_980_000, rate: 2.5, secondsLeft: 1120 };
  const html = render({ status: "running", owner: ownerOf(null, 1_940_000) }, pace);
  assert.match(html, /<dt>Not stored since<\/dt><dd><time[^>]*>1 min ago</);
  assert.ok(!html.includes("Last output") && !html.includes("Rate") && !html.includes("is silent"));
});

Deno.test("RunFacts() shows neither rate nor last output of a finished run", () => {
  const html = render({});
  assert.ok(!html.includes("Last output") && !html.includes("Rate") && html.includes("Duration"));
});

Deno.test("RunFacts() unfolds the whole command and its directory below a short one", () => {
  const html = render({ command: ["/opt/venv/bin/python", "/home/ada/train.py"], cwd: "/home/ada" });
  assert.match(html, /<summary><code class="run-command">\$ python train.py<\/code>/);
  assert.match(html, /<dt>Command<\/dt><dd>\/opt\/venv\/bin\/python \/home\/ada\/train.py<\/dd>/);
  assert.match(html, /<dt>Directory<\/dt><dd>\/home\/ada<\/dd>/);
});

Deno.test("RunFacts() says of an imported log when it was imported, and not how long that took", () => {
  const html = render({ command: [], isImported: true });
  assert.match(html, /<dt>Imported<\/dt><dd><time[^>]*>\d+ min ago</);
  assert.match(html, /<dt>Imported<\/dt><dd>1970-01-01T00:16:40/);
  for (const name of ["Duration", "Started", "Ended", "Created"]) assert.ok(!html.includes(`<dt>${name}</dt>`), name);
});
