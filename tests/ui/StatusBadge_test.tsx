import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { StatusBadge } from "../../lib/ui/StatusBadge.tsx";

Deno.test("StatusBadge() has the status as a class and as a word", () => {
  const html = renderToString(<StatusBadge status="failed" />);
  assert.match(html, /class="status status-failed"/);
  assert.match(html, /<span>Failed<\/span>/);
});

Deno.test("StatusBadge() puts a count before the word in lower case", () => {
  assert.match(renderToString(<StatusBadge status="running" count={3} />), /<span>3 running<\/span>/);
});
