import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Run } from "../../lib/model.ts";
import { RunFacts } from "../../lib/ui/RunFacts.tsx";
import { runOf } from "./runs.ts";

function render(change: Partial<Run>): string {
  return renderToString(<RunFacts run={runOf(change)} now={2_000_000} actions={<b>acts</b>} />);
}

Deno.test("RunFacts() says why a run failed", () => {
  assert.ok(render({ status: "failed", reason: "exit code 1" }).includes("exit code 1"));
});

Deno.test("RunFacts() shows every warning", () => {
  const html = render({ warnings: ["first", "second"] });
  assert.ok(html.includes("first") && html.includes("second"));
});

Deno.test("RunFacts() shows the command as one would type it", () => {
  assert.ok(
    render({ command: ["echo", "two words"] }).includes("echo &#39;two words&#39;") ||
      render({ command: ["echo", "two words"] }).includes("echo 'two words'"),
  );
});

Deno.test("RunFacts() shows no command for an imported log", () => {
  assert.ok(!render({ command: [] }).includes("run-command"));
});

Deno.test("RunFacts() says when a live run last printed", () => {
  assert.ok(render({ status: "running", endedAt: null }).includes("Last output"));
  assert.ok(!render({}).includes("Last output"));
});
