import assert from "node:assert/strict";
import { openBoardPage, pollBoard } from "../../bench/board_page.ts";
import { fillRuns, renewOwners, storeMetrics } from "../../bench/runs.ts";
import { openStore } from "../../lib/store/store.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";

const NAMES = ["acc", "loss"], WARM_TICKS = 2, TICKS = 6;

Deno.test("what is new of live runs leaves no elements, listeners or canvases behind", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  using store = await openStore(app.kv);
  const { experimentId, ids } = await fillRuns(store, { runs: 2, names: NAMES, count: 100 });
  await using opened = await openBoardPage(chromium.browser, { charts: NAMES.length, height: 3_400, hasClock: true });
  await opened.openTouched(`${app.origin}/experiments/${experimentId}/compare?runs=${ids.join()}`);
  await renewOwners(store, ids);
  const counts: unknown[] = [];
  for (let tick = 1; tick <= WARM_TICKS + TICKS; tick++) {
    for (const id of ids) await storeMetrics(store, id, { names: NAMES, from: 99 + tick, count: 1 });
    await pollBoard(opened.page);
    if (tick === WARM_TICKS || tick === WARM_TICKS + TICKS) counts.push(await opened.countHeld());
  }
  assert.deepEqual(counts[1], counts[0]);
});
