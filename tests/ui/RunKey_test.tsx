import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { runClass, RunKey } from "../../lib/ui/RunKey.tsx";

Deno.test("runClass() counts from run-1 to run-12 and starts again", () => {
  assert.deepEqual([0, 11, 12, 25].map(runClass), ["run-1", "run-12", "run-1", "run-2"]);
});

Deno.test("RunKey() draws a line of that style, hidden from screen readers", () => {
  const html = renderToString(<RunKey index={2} />);
  assert.ok(html.includes('class="series run-3"') && html.includes('aria-hidden="true"'));
});
