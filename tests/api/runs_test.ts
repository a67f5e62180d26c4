import assert from "node:assert/strict";
import type { WireOneRun } from "../../lib/wire.ts";
import { importText, inApi, stepLines } from "./ground.ts";

Deno.test("run route answers 304 until the run changes", () =>
  inApi(async ({ store, get }) => {
    const { id, path } = await importText(store, stepLines(3));
    const first = await get(path), etag = first.headers.get("etag")!;
    await first.body?.cancel();
    const again = await get(path, { "if-none-match": etag });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    await store.runs.update(id, { tags: ["best"] });
    const changed = await get(path, { "if-none-match": etag });
    assert.deepEqual((await changed.json() as WireOneRun).tags, ["best"]);
  }));

Deno.test("run route renders the notes when it is asked to, without the HTML of who wrote them", () =>
  inApi(async ({ store, get }) => {
    const { id, path } = await importText(store, stepLines(3));
    await store.runs.update(id, { notes: "**best** <script>x</script>" });
    const run = await (await get(`${path}?notes=html`)).json() as WireOneRun;
    assert.equal(run.notes_html, "<p><strong>best</strong> &lt;script&gt;x&lt;/script&gt;</p>\n");
    assert.equal((await (await get(path)).json() as WireOneRun).notes_html, undefined);
  }));
