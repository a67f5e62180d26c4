import assert from "node:assert/strict";
import { RowsFeed } from "../../../lib/client/table/rows_feed.ts";
import { sumIds } from "../../../lib/series/table/row_ids.ts";
import type { WireRow, WireRows } from "../../../lib/wire.ts";
import { rowOf } from "../../series/table/rows.ts";

const answerOf = (rows: WireRow[], metadata: Partial<WireRows["metadata"]>): WireRows => ({
  rows,
  metadata: {
    next: "1.x",
    is_whole: true,
    total: rows.length,
    older: 0,
    checksum: sumIds(rows.map(({ id }) => id)),
    metrics: [],
    settings: [],
    shared: {},
    unknown_runs: [],
    ...metadata,
  },
});
const A = rowOf({ id: "00000001", name: "first" }), B = rowOf({ id: "00000002", name: "second" });

/** A feed that gets these answers in turn. Resolves with what it asked for and what it then had. */
async function feedOf(initial: WireRows, answers: WireRows[], use: (feed: RowsFeed) => Promise<void>) {
  const asked: string[] = [], had: string[][] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push(new URL(request.url).search);
    return Response.json(answers.shift());
  });
  const feed = new RowsFeed({
    path: `http://127.0.0.1:${server.addr.port}/rows`,
    query: {},
    initial,
    onChange: (rows) => had.push(rows.map(({ name }) => name)),
    onError: (error) => assert.fail(String(error)),
  }, []);
  await use(feed);
  return { asked, had };
}

const refresh = (feed: RowsFeed) => feed.refresh(new AbortController().signal);

Deno.test("RowsFeed requests what changed, and puts new runs first", async () => {
  const renamed = { ...A, name: "renamed" };
  const answers = [
    answerOf([], { is_whole: false, total: 1, checksum: 1 }),
    answerOf([B, renamed], { is_whole: false, next: "2.x", total: 2, checksum: 3 }),
  ];
  const { asked, had } = await feedOf(answerOf([A], {}), answers, async (feed) => {
    await refresh(feed);
    await refresh(feed);
  });
  assert.deepEqual([asked, had], [["?after=1.x", "?after=1.x"], [["second", "renamed"]]]);
});

Deno.test("RowsFeed requests all rows when a run was deleted", async () => {
  const answers = [answerOf([], { is_whole: false, total: 1, checksum: 2 }), answerOf([B], {})];
  const { asked, had } = await feedOf(answerOf([B, A], {}), answers, refresh);
  assert.deepEqual([asked, had], [["?after=1.x", ""], [["second"]]]);
});

Deno.test("RowsFeed requests all rows when columns are needed that it lacks, and not for fewer ones", async () => {
  const { asked } = await feedOf(answerOf([A], {}), [answerOf([A], {})], async (feed) => {
    await feed.needColumns(["f1"], new AbortController().signal);
    await feed.needColumns([], new AbortController().signal);
  });
  assert.deepEqual(asked, ["?columns=f1"]);
});

Deno.test("RowsFeed requests the rows that the page came without", async () => {
  const { asked, had } = await feedOf(answerOf([A], { total: 2, checksum: 3 }), [answerOf([B, A], {})], refresh);
  assert.deepEqual([asked, had], [[""], [["second", "first"]]]);
});

Deno.test("RowsFeed requests all rows when one run was deleted and another one came since", async () => {
  const C = rowOf({ id: "00000007", name: "third" });
  const answers = [answerOf([C], { is_whole: false, total: 2, checksum: 9 }), answerOf([C, B], {})];
  const { asked, had } = await feedOf(answerOf([B, A], {}), answers, refresh);
  assert.deepEqual([asked, had], [["?after=1.x", ""], [["third", "second"]]]);
});
