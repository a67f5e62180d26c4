import { type Signal, signal } from "@preact/signals";
import assert from "node:assert/strict";
import { createRowFeed } from "../../../lib/client/terminal/row_feed.ts";
import type { RowMap } from "../../../lib/client/terminal/row_map.ts";
import type { WireLogRows } from "../../../lib/wire/log_rows.ts";

const answer = (first_row: number, fixed_rows: number): WireLogRows => ({
  first_row,
  spans: [{ line: 7, count: 3, text: null }],
  last_row: first_row + 2,
  fixed_rows,
});

/** A server that gives these answers one after another, and what it was asked. */
async function withRows(
  answers: WireLogRows[],
  use: (tools: {
    map: Signal<RowMap | null>;
    start(initial: WireLogRows | null): () => void;
    asked: string[];
    answered(act: () => void): Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  const asked: string[] = [], map = signal<RowMap | null>(null);
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push(new URL(request.url).search);
    return Response.json(answers.shift());
  });
  const ending = new AbortController();
  await use({
    map,
    asked,
    start: (initial) =>
      createRowFeed({
        path: `http://127.0.0.1:${server.addr.port}/rows`,
        initial,
        map,
        signal: () => ending.signal,
        onFail: assert.fail,
      }),
    async answered(act) {
      const { promise, resolve } = Promise.withResolvers<void>(), before = asked.length;
      const stop = map.subscribe(() => asked.length > before && resolve());
      act();
      await promise;
      stop();
    },
  });
}

Deno.test("createRowFeed() requests all rows, and then those that may have changed since", async () => {
  await withRows([answer(1, 2), answer(3, 4)], async ({ map, start, asked, answered }) => {
    let read = () => {};
    await answered(() => read = start(null));
    await answered(read);
    assert.deepEqual(asked, ["?after_row=0", "?after_row=2"]);
    assert.equal(map.value!.shown(2).line, 8);
    assert.equal(map.value!.shown(5).line, 9);
  });
});

Deno.test("createRowFeed() shows the rows that the page came with at once, and requests those that it came without", async () => {
  await withRows([answer(1, 0)], async ({ map, start, asked, answered }) => {
    await answered(() => {
      start(answer(101, 102));
      assert.equal(map.value!.shown(101).line, 7);
    });
    assert.deepEqual(asked, ["?after_row=0"]);
    assert.equal(map.value!.shown(1).line, 7);
  });
});
