import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { DeletedList } from "../../lib/ui/DeletedList.tsx";

const items = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `id${at}`, name: `run ${at}`, deletedAt: 0 }));

Deno.test("DeletedList has a button for each run and one for all, and is not there without any", () => {
  assert.equal(renderToString(<DeletedList items={[]} experimentId="e" now={0} />), "");
  const html = renderToString(<DeletedList items={items(2)} experimentId="e" now={0} />);
  assert.match(html, /Deleted: 2 runs/);
  assert.match(html, /data-press="restore-runs" data-runs="id0 id1"[^>]*>Restore all 2</);
  assert.match(html, /data-runs="id1"[^>]*>Restore</);
});

Deno.test("DeletedList restores an experiment by its id, and says how many are not listed", () => {
  const html = renderToString(<DeletedList items={items(102)} experimentId={null} now={0} />);
  assert.match(html, /Deleted: 102 experiments/);
  assert.match(html, /data-press="restore" data-experiment="id7"/);
  assert.doesNotMatch(html, /Restore all/);
  assert.match(html, /2 more are not listed/);
});
