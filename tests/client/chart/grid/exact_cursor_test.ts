import assert from "node:assert/strict";
import { exactAt, exactValues, followExact, followLine } from "../../../../lib/client/chart/grid/exact_cursor.ts";
import { sharedCursor } from "../../../../lib/client/chart/shared_cursor.ts";
import { waitFor } from "../../../support/wait.ts";

/** Runs `use` with a page whose cursor rests only when `rest()` is called. The server answers with the position as the value of run a. */
async function withCursor(
  use: (tools: { rest(): void; requests: URLSearchParams[]; received(x: number): Promise<void> }) => Promise<void>,
): Promise<void> {
  const requests: URLSearchParams[] = [], waiting = new Set<() => void>();
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const query = new URL(request.url).searchParams, at = Number(query.get("at"));
    requests.push(query);
    const metrics = Object.fromEntries(query.getAll("metric_type").map((name) => [name, { x: at, value: 10 * at }]));
    return Response.json({ runs: [{ run_id: "a", metrics }], unknown_runs: ["b"] });
  });
  const stop = followExact({
    runIds: () => ["a", "b"],
    wanted: () => new Map([["step" as const, new Set(["loss", "lr"])], ["global_step" as const, new Set(["acc"])]]),
    range: () => ({ x: "step", low: 2, high: null }),
    origin: `http://127.0.0.1:${server.addr.port}`,
    schedule(task) {
      waiting.add(task);
      return () => void waiting.delete(task);
    },
  });
  await use({
    requests,
    rest: () => [...waiting].forEach((task) => (waiting.delete(task), task())),
    received: async (x) =>
      void await waitFor(
        () => exactAt(exactValues.peek(), x, { axis: "global_step", runId: "a", metric: "acc" }) === 10 * x,
        { what: `the values at ${x}` },
      ),
  });
  stop();
  sharedCursor.value = exactValues.value = null;
}

const at = (x: number) => sharedCursor.value = { x, runId: "a", from: "loss" };

Deno.test("followExact() asks for all metrics at once where the cursor rests, each on its axis", async () => {
  await withCursor(async ({ rest, requests, received }) => {
    at(7);
    assert.equal(requests.length, 0, "the cursor moves");
    rest();
    await received(7);
    assert.deepEqual(requests.map((query) => [query.get("x"), query.getAll("metric_type"), query.get("min_x")]), [
      ["step", ["loss", "lr"], "2"],
      ["global_step", ["acc"], "2"],
    ]);
    assert.deepEqual([requests[0]!.get("runs"), requests[0]!.get("at")], ["a,b", "7"]);
    assert.equal(exactAt(exactValues.peek(), 7, { axis: "step", runId: "a", metric: "lr" }), 70);
    assert.equal(exactAt(exactValues.peek(), 8, { axis: "step", runId: "a", metric: "lr" }), undefined);
    assert.equal(exactAt(exactValues.peek(), 7, { axis: "step", runId: "b", metric: "lr" }), undefined);
  });
});

Deno.test("followExact() asks for nothing of positions that the cursor only passes, nor without a cursor", async () => {
  await withCursor(async ({ rest, requests, received }) => {
    for (const x of [1, 2, 3]) at(x);
    rest();
    await received(3);
    sharedCursor.value = null;
    rest();
    assert.deepEqual(requests.map((query) => query.get("at")), ["3", "3"]);
  });
});

/** Calls `use` with a cursor on a line of the terminal, which rests only when `rest()` is called. Lines stand at ten times their number. */
async function onLine(use: (tools: { rest(): Promise<void>; asked: number[] }) => Promise<void>): Promise<void> {
  const waiting = new Set<() => void>(), asked: number[] = [];
  const stop = followLine({
    placeOf({ line }) {
      asked.push(line);
      return Promise.resolve(line < 100 ? 10 * line : null);
    },
    schedule(task) {
      waiting.add(task);
      return () => void waiting.delete(task);
    },
  });
  await use({
    asked,
    async rest() {
      for (const task of [...waiting]) (waiting.delete(task), task());
      await new Promise((resolve) => setTimeout(resolve));
    },
  });
  stop();
  sharedCursor.value = null;
}

const atLine = (line: number) => sharedCursor.value = { x: null, line, runId: "a", from: "terminal" };

Deno.test("followLine() moves a cursor that rests on a line to where the line's points are", async () => {
  await onLine(async ({ rest, asked }) => {
    for (const line of [3, 4, 5]) atLine(line);
    await rest();
    assert.deepEqual(sharedCursor.peek(), { x: 50, runId: "a", from: "terminal" });
    await rest();
    assert.deepEqual(asked, [5], "nothing of lines that the cursor only passes, and nothing twice");
  });
});

Deno.test("followLine() leaves a cursor that has moved on, and one on a line without points", async () => {
  await onLine(async ({ rest, asked }) => {
    atLine(7);
    const resting = rest();
    at(1);
    await resting;
    assert.deepEqual(sharedCursor.peek(), { x: 1, runId: "a", from: "loss" });
    atLine(100);
    await rest();
    assert.deepEqual([sharedCursor.peek()?.line, asked], [100, [7, 100]]);
  });
});
