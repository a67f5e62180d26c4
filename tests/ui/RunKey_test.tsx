import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { runClass, RunKey } from "../../lib/ui/RunKey.tsx";

Deno.test("runClass() names the class of a style", () => {
  assert.deepEqual([1, 24].map(runClass), ["run-1", "run-24"]);
});

Deno.test("RunKey() draws a line of that style, hidden from screen readers", () => {
  const html = renderToString(<RunKey style={3} />);
  assert.ok(html.includes('class="series run-3"') && html.includes('aria-hidden="true"'));
});
