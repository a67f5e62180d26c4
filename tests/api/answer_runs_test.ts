import assert from "node:assert/strict";
import { answerRuns } from "../../lib/api/answer_runs.ts";
import { openStore } from "../../lib/store/store.ts";
import { createLiveRun } from "../support/workspace.ts";

const NOBODY = "0198c0de-0000-7000-8000-000000000000";

Deno.test("answerRuns() gives an entry for each run, names those that don't exist, and reads nothing for who has the answer", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const id = await createLiveRun({ store, experimentId });
  let reads = 0;
  const ask = (kind: string, tag?: string) => {
    const request = new Request("http://x/", { headers: tag === undefined ? {} : { "if-none-match": tag } });
    return answerRuns(store, { query: { runs: [id, NOBODY] }, request }, {
      kind,
      read: (run) => Promise.resolve(++reads && run.id),
    });
  };
  const first = await ask("a"), tag = first.headers.get("etag")!;
  assert.deepEqual([await first.json(), reads], [{ runs: [id], unknown_runs: [NOBODY] }, 1]);
  assert.deepEqual([(await ask("a", tag)).status, reads], [304, 1]);
  assert.deepEqual([(await ask("b", tag)).status, reads], [200, 2]);
});
