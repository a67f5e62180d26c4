import assert from "node:assert/strict";
import { pointsPerMetric } from "../../lib/api/metrics.ts";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

Deno.test("metrics route answers with all metrics, and with the classic ones even when empty", () =>
  inApi(async ({ store, get }) => {
    const { path, id } = await importText(store, "Step 1: loss=2.5, lr=1e-4\nStep 2: loss=nan, acc=0.5\n");
    const { run_id, metrics, metadata } = await (await get(`${path}/metrics`)).json();
    assert.equal(run_id, id);
    assert.deepEqual(Object.keys(metrics).sort(), ["acc", "grad_norm", "learning_rate", "loss"]);
    assert.deepEqual(metrics.grad_norm, []);
    const { timestamp, ...first } = metrics.loss[0];
    assert.deepEqual(first, { step: 1, value: 2.5, line: 1, epoch: null, global_step: 1 });
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.equal(metrics.loss[1].value, "NaN");
    assert.deepEqual(metadata.totals, { loss: 2, learning_rate: 1, acc: 1 });
    assert.deepEqual([metadata.is_complete, metadata.status], [true, "completed"]);
  }));

Deno.test("metrics route answers at its second address too", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(3));
    const own = await (await get(`${path.replace("/api", "")}/metrics`)).json();
    assert.deepEqual(own, await (await get(`${path}/metrics`)).json());
  }));

Deno.test("metrics route chooses metrics and an inclusive range of steps", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(20));
    const answer = await get(`${path}/metrics?metric_type=loss&metric_type=nothing&min_step=5&max_step=7`);
    const { metrics } = await answer.json();
    assert.deepEqual(Object.keys(metrics).sort(), ["loss", "nothing"]);
    assert.deepEqual(metrics.loss.map(({ step }: { step: number }) => step), [5, 6, 7]);
  }));

Deno.test("metrics route thins to max_points and keeps first, last, lowest and highest", () =>
  inApi(async ({ store, get }) => {
    const spiky = Array.from({ length: 3000 }, (_, i) => `Step ${i}: loss=${i === 1234 ? 99 : i === 2345 ? -7 : 1}\n`)
      .join("");
    const { path } = await importText(store, spiky);
    const { metrics, metadata } = await (await get(`${path}/metrics?max_points=50`)).json();
    const steps = metrics.loss.map(({ step }: { step: number }) => step);
    assert.ok(steps.length <= 50);
    for (const step of [0, 1234, 2345, 2999]) assert.ok(steps.includes(step), String(step));
    assert.equal(metadata.totals.loss, 3000);
    const whole = await (await get(`${path}/metrics`)).text();
    assert.ok(whole.length < 100_000, `${whole.length} bytes`);
  }));

Deno.test("metrics route answers with points newer than `after`, in less than 1 KB when there are none", () =>
  inApi(async ({ store, get }) => {
    const { path, id } = await importText(store, stepLines(500));
    const { metadata } = await (await get(`${path}/metrics`)).json();
    const nothing = await (await get(`${path}/metrics?after=${metadata.next}&format=columns`)).text();
    assert.ok(nothing.length < 1000, nothing);
    await store.ingest.begin(id, "more");
    const { offset } = (await store.ingest.read(id))!;
    const point = {
      kind: "metric" as const,
      step: [501],
      value: [7],
      time: [1],
      line: [501],
      epoch: [NaN],
      globalStep: [NaN],
    };
    const rest = { lines: null, reader: null, time: 1 };
    await store.ingest.flush(id, "more", {
      from: offset,
      log: new Uint8Array(0),
      points: new Map([["loss", point]]),
      ...rest,
    });
    const { metrics } = await (await get(`${path}/metrics?after=${metadata.next}`)).json();
    assert.deepEqual(metrics.loss.map(({ step }: { step: number }) => step), [501]);
    assert.deepEqual(metrics.learning_rate, []);
  }));

Deno.test("metrics route ignores `after` and sends all points after a reread", () =>
  inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, stepLines(5));
    const { metadata } = await (await get(`${path}/metrics`)).json();
    assert.equal((await send("POST", `${path}/reread`)).status, 200);
    const { metrics } = await (await get(`${path}/metrics?after=${metadata.next}`)).json();
    assert.equal(metrics.loss.length, 5);
  }));

Deno.test("metrics route sends the same points as columns and as CSV", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, "Step 1: loss=2.5\nStep 2: loss=inf\n");
    const { metrics } = await (await get(`${path}/metrics?format=columns`)).json();
    const { timestamp, ...rest } = metrics.loss;
    assert.deepEqual(rest, {
      step: [1, 2],
      value: [2.5, "Infinity"],
      line: [1, 2],
      epoch: [null, null],
      global_step: [1, 2],
    });
    assert.equal(typeof timestamp[0], "number");
    const csv = await get(`${path}/metrics?format=csv`);
    assert.match(csv.headers.get("content-type")!, /^text\/csv/);
    const lines = (await csv.text()).split("\n");
    assert.equal(lines[0], "metric,step,value,timestamp,line,epoch,global_step");
    assert.match(lines[2]!, /^loss,2,Infinity,\d{4}-.*Z,2,,2$/);
  }));

Deno.test("metrics route lists gaps", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(30) + stepLines(30, 900));
    const { metadata } = await (await get(`${path}/metrics`)).json();
    assert.deepEqual(metadata.gaps.loss, [[30, 900]]);
  }));

Deno.test("metrics route answers 304 to its own strong ETag until something changes", () =>
  inApi(async ({ store, get }) => {
    const { path, id } = await importText(store, stepLines(5));
    const etag = (await get(`${path}/metrics`)).headers.get("etag")!;
    assert.match(etag, /^"[0-9a-f]+"$/);
    const same = await get(`${path}/metrics`, { "if-none-match": etag });
    assert.deepEqual([same.status, await same.text(), same.headers.get("etag")], [304, "", etag]);
    assert.notEqual((await get(`${path}/metrics?max_points=7`)).headers.get("etag"), etag);
    await store.ingest.begin(id, "more");
    const { offset } = (await store.ingest.read(id))!;
    const nothing = {
      from: offset,
      log: new TextEncoder().encode("x\n"),
      points: new Map(),
      lines: null,
      reader: null,
      time: 1,
    };
    await store.ingest.flush(id, "more", nothing);
    assert.equal((await get(`${path}/metrics`, { "if-none-match": etag })).status, 200);
  }));

Deno.test("metrics route names the parameter that is wrong", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(5));
    for (
      const [query, parameter] of [
        ["min_step=9&max_step=3", "min_step"],
        ["min_step=abc", "min_step"],
        ["max_step=", "max_step"],
        ["max_points=0", "max_points"],
        ["max_points=1", "max_points"],
        ["max_points=10001", "max_points"],
        ["max_points=2.5", "max_points"],
        ["after=whatever", "after"],
        ["format=xml", "format"],
      ] as const
    ) await assertProblem(await get(`${path}/metrics?${query}`), 400, parameter);
  }));

Deno.test("pointsPerMetric() is max_points, and fewer when very many metrics have so many", () => {
  const ask = (metrics: number, max_points: number, metric_type?: string[]) =>
    pointsPerMetric({ metrics: Array(metrics) }, { max_points, metric_type, format: "json" });
  assert.equal(ask(0, 1000), 1000);
  assert.equal(ask(100, 10_000), 10_000);
  assert.equal(ask(1000, 10_000), 1000);
  assert.equal(ask(1000, 10_000, ["loss"]), 10_000);
  assert.equal(ask(1, 2, Array(1_000_000)), 2);
});
