import assert from "node:assert/strict";
import { SCREEN_LOG_MAX_BYTES } from "../../lib/limits.ts";
import { readLogRows } from "../../lib/api/read_log_rows.ts";
import type { Run } from "../../lib/model.ts";
import type { Store } from "../../lib/store/store.ts";
import type { WireLogRows } from "../../lib/wire/log_rows.ts";
import { assertProblem, importText, inApi } from "./ground.ts";

/** Two bars, one below the other, as tqdm draws them; then a line. */
const BARS = "start\nouter 0\n\rinner 1\u001b[A\n\rinner 2\u001b[A\router 1\n\nafter\n";

Deno.test("GET …/logs/rows gives the rows that a terminal leaves, with the line that drew each last", async () => {
  await inApi(async ({ store, get }) => {
    const { path } = await importText(store, BARS);
    const rows: WireLogRows = await (await get(`${path}/logs/rows`)).json();
    assert.deepEqual(rows, {
      first_row: 1,
      spans: [
        { line: 1, count: 1, text: null },
        { line: 4, count: 1, text: "outer 1" },
        { line: 4, count: 1, text: "inner 2" },
        { line: 6, count: 1, text: null },
      ],
      last_row: 4,
      fixed_rows: 0,
    });
    const { lines } = await (await get(`${path}/logs`)).json();
    assert.equal(lines.length, 6); // the log stays what it is
  });
});

Deno.test("GET …/logs/rows gives only the rows behind after_row", async () => {
  await inApi(async ({ store, get }) => {
    const { path } = await importText(store, "a\nb\nc\nd\n");
    const { first_row, spans, last_row } = await (await get(`${path}/logs/rows?after_row=2`)).json();
    assert.deepEqual({ first_row, spans, last_row }, {
      first_row: 3,
      spans: [{ line: 3, count: 2, text: null }],
      last_row: 4,
    });
    await assertProblem(await get(`${path}/logs/rows?after_row=-1`), 400, "after_row");
  });
});

Deno.test("readLogRows() draws what was stored since, also for two callers at once and after one that left", async () => {
  await inApi(async ({ store }) => {
    const run = await importRun(store, BARS);
    const gone = readLogRows(store, run, { signal: AbortSignal.abort(new Error("left")) });
    await assert.rejects(gone, /left/);
    const both = await Promise.all([readLogRows(store, run), readLogRows(store, run)]);
    assert.deepEqual(both[0], both[1]);
    assert.equal(both[0].last_row, 4);
  });
});

Deno.test("readLogRows() blanks secrets for a reader without the full token", async () => {
  await inApi(async ({ store }) => {
    const run = await importRun(store, "x\u001b[A\rapi_key=sk-abcdefghijklmnopqrstuvwx\n");
    const { spans } = await readLogRows(store, run, { isBlanked: true });
    assert.match(spans[0]!.text!, /•••/);
    assert.doesNotMatch(spans[0]!.text!, /abcdef/);
  });
});

Deno.test("readLogRows() gives the lines behind the bytes that are drawn as they are", async () => {
  await inApi(async ({ store }) => {
    const run = await importRun(store, BARS);
    const fetched = { ...store, logs: { ...store.logs, bytes: () => endless(SCREEN_LOG_MAX_BYTES) } };
    const { spans, last_row } = await readLogRows(fetched, { ...run, lastLine: 1e6, logBytes: 1e9 });
    const last = spans.at(-1)!;
    assert.equal(last.line + last.count - 1, 1e6);
    assert.equal(last_row, 1e6);
  });
});

async function importRun(store: Store, log: string): Promise<Run> {
  const { experimentId, id } = await importText(store, log);
  return await store.runs.getOf(experimentId, id);
}

/** So many bytes of lines, and more. */
async function* endless(bytes: number): AsyncGenerator<Uint8Array> {
  const piece = new TextEncoder().encode(`${"x".repeat(1023)}\n`.repeat(1024));
  for (let sent = 0; sent <= bytes; sent += piece.length) yield await Promise.resolve(piece);
}
