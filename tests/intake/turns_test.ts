import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { extractPoints } from "../../lib/intake/extract.ts";
import { ingest } from "../../lib/intake/ingest.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import { sliceByTurns, takeTurns, TURN_BYTES } from "../../lib/intake/turns.ts";
import { openStore } from "../../lib/store/store.ts";
import { createLiveRun } from "../support/workspace.ts";

const LINE = "Step 1: loss=0.5\n".padEnd(64, " ");
/** Twenty turns of log, which arrive at once. */
const LOG = new TextEncoder().encode(LINE.repeat(20 * TURN_BYTES / LINE.length));

/** Counts the turns of the event loop until `stop` is called. */
function countTurns(): { count: number; stop: () => void } {
  const turns = { count: 0, stop: () => clearImmediate(next) };
  let next = setImmediate(function look() {
    turns.count++;
    next = setImmediate(look);
  });
  return turns;
}

async function* piecesOf(...pieces: Uint8Array[]) {
  yield* pieces;
}

Deno.test("takeTurns() resolves in the same turn until enough was read, and then in a later one", async () => {
  const endTurn = takeTurns(), turns = countTurns();
  for (let i = 0; i < 10; i++) await endTurn(100);
  assert.equal(turns.count, 0);
  await endTurn(TURN_BYTES);
  assert.ok(turns.count > 0);
  turns.stop();
});

Deno.test("sliceByTurns() yields the same bytes, in slices of a turn at most", async () => {
  const slices = await Array.fromAsync(sliceByTurns(piecesOf(LOG.subarray(0, 5), LOG.subarray(5, 5), LOG.subarray(5))));
  assert.ok(slices.every(({ length }) => length > 0 && length <= TURN_BYTES));
  assert.deepEqual(await new Blob(slices as Uint8Array<ArrayBuffer>[]).bytes(), LOG);
});

Deno.test("ingest(), extractPoints() and rereadRun() let the event loop turn while they read", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const runId = await createLiveRun({ store, experimentId });
  const turns = countTurns(), seen: number[] = [];
  const clock = () => {
    seen.push(turns.count);
    return 0;
  };
  await ingest({ store, runId, instance: "me", source: () => piecesOf(LOG), clock });
  assert.ok(new Set(seen).size >= 20, `${new Set(seen).size} turns while ingesting`);
  for (const read of [() => extractPoints(piecesOf(LOG), () => {}), () => rereadRun(store, runId)]) {
    turns.count = 0;
    await read();
    assert.ok(turns.count >= 5, `${turns.count} turns`);
  }
  turns.stop();
});
