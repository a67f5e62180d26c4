import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { DeletedNotice } from "../../lib/ui/DeletedNotice.tsx";

Deno.test("DeletedNotice() names what was deleted, and its button says what to restore", () => {
  const name = "a<b\u202e";
  const run = renderToString(<DeletedNotice name={name} experimentId="e" runId="r" />);
  assert.match(run, /The run <strong>a&lt;b(?!\u202e)[^<]*<\/strong> was deleted/);
  assert.match(run, /data-press="restore" data-experiment="e" data-run="r"/);
  const experiment = renderToString(<DeletedNotice name="x" experimentId="e" />);
  assert.match(experiment, /The experiment <strong>x<\/strong> was deleted/);
  assert.doesNotMatch(experiment, /data-run/);
});
