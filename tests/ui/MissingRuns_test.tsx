import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { MissingRuns } from "../../lib/ui/MissingRuns.tsx";

const write = (ids: string[], canRestore = false) =>
  renderToString(<MissingRuns ids={ids} isOfExperiment canRestore={canRestore} />);

Deno.test("MissingRuns is one notice for all runs, and names the first of them", () => {
  assert.equal(write([]), "");
  assert.match(write(["a"]), /There is no run a in this experiment; it may have been deleted\./);
  const many = write(["a", "b", "c", "d", "e", "f", "g"], true);
  assert.match(many, /7 runs of the address are not in this experiment; they may .*: a, b, c, d, e and 2 more\./);
  assert.match(many, /can be restored at the end of this page/);
});
