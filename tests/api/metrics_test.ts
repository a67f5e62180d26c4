import assert from "node:assert/strict";
import { Conflict } from "../../lib/errors.ts";
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

Deno.test("metrics route finds a metric by any name that the reader reads as one, and says which it doesn't know", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(20));
    const ask = async (query: string) => await (await get(`${path}/metrics?${query}`)).json();
    const { metrics, metadata } = await ask("metric_type=lr&metric_type=gnorm&metric_type=los&min_step=5&max_step=6");
    assert.deepEqual(
      Object.entries<unknown[]>(metrics).map(([name, points]) => [name, points.length]),
      [["learning_rate", 2], ["grad_norm", 0], ["los", 0]],
    );
    assert.deepEqual(metadata.unknown, ["grad_norm", "los"]);
    assert.deepEqual([(await ask("metric_type=lr")).metadata.unknown, (await ask("")).metadata.unknown], [[], []]);
    const columns = await ask("metric_type=lr&metric_type=los&format=columns");
    assert.deepEqual([columns.metrics.learning_rate.step.length, columns.metadata.unknown], [20, ["los"]]);
  }));

Deno.test("metrics route chooses an inclusive range of times, given in any of its forms", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(3));
    const at = (await (await get(`${path}/metrics`)).json()).metrics.loss[0].timestamp as string;
    const count = async (query: string) => (await (await get(`${path}/metrics?${query}`)).json()).metrics.loss.length;
    const later = new Date(Date.parse(at) + 1000).toISOString(), earlier = Date.parse(at) - 1000;
    assert.equal(await count(`min_time=${at}`), 3);
    assert.equal(await count(`min_time=${later}`), 0);
    assert.equal(await count(`max_time=${earlier}`), 0);
    assert.equal(await count(`min_time=${earlier}&max_time=${later.replace("Z", "+00:00")}`), 3);
    assert.equal(await count("min_time=2000-01-01"), 3);
    assert.equal(await count("max_time=2000-01-01T12:00+01:00"), 0);
  }));

Deno.test("metrics route answers with less than 100 KB for one metric, however long its numbers are", () =>
  inApi(async ({ store, get }) => {
    const long = Array.from({ length: 1500 }, (_, i) => `step ${123456789 + i}: loss=${(1 + i / 7).toFixed(15)}\n`)
      .join("");
    const { path } = await importText(store, long);
    const text = await (await get(`${path}/metrics?metric_type=loss`)).text(), { metrics } = JSON.parse(text);
    assert.ok(text.length < 100_000, `${text.length} bytes`);
    const values = metrics.loss.map(({ value }: { value: number }) => value);
    assert.ok(values.length > 700, `${values.length} points`);
    assert.deepEqual([values[0], values.at(-1)], [1, Number((1 + 1499 / 7).toFixed(15))]);
    const asked = await (await get(`${path}/metrics?metric_type=loss&max_points=1000`)).json();
    assert.equal(asked.metrics.loss.length, 1000);
  }));

Deno.test("metrics route sends every point as CSV unless max_points is given", () =>
  inApi(async ({ store, get, ask }) => {
    const { path } = await importText(store, stepLines(5000));
    const whole = await get(`${path}/metrics?format=csv`);
    assert.match(whole.headers.get("content-disposition")!, /attachment; filename=".*\.csv"/);
    const text = await whole.text(), lines = text.trimEnd().split("\n");
    assert.equal(lines.length, 1 + 2 * 5000);
    assert.match(lines[5000]!, /^loss,5000,0\.0002,/);
    assert.match(lines.at(-1)!, /^learning_rate,5000,0\.0001,/);
    const packed = await get(`${path}/metrics?format=csv`, { "accept-encoding": "gzip" });
    assert.equal(packed.headers.get("etag"), whole.headers.get("etag")!.replace(/"$/, '-gzip"'));
    const unpacked = packed.body!.pipeThrough(new DecompressionStream("gzip"));
    assert.equal(await new Response(unpacked).text(), text);
    const same = await get(`${path}/metrics?format=csv`, { "if-none-match": whole.headers.get("etag")! });
    assert.equal(same.status, 304);
    const head = await ask(`${path}/metrics?format=csv`, { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("etag"), await head.text()], [200, whole.headers.get("etag"), ""]);
    const some = await (await get(`${path}/metrics?format=csv&max_points=10&metric_type=loss`)).text();
    assert.equal(some.trimEnd().split("\n").length, 1 + 10);
    const range = await (await get(`${path}/metrics?format=csv&metric_type=lr&min_step=4999`)).text();
    assert.match(range, /^metric,.*\nlearning_rate,4999,.*\nlearning_rate,5000,.*\n$/);
    assert.equal((await (await get(`${path}/metrics?format=csv&min_step=9999`)).text()).split("\n").length, 2);
  }));

Deno.test("metrics route breaks a CSV download off when the run's points are deleted under it", () =>
  inApi(async ({ store, get }) => {
    const { path, id } = await importText(store, stepLines(150_000));
    const reader = (await get(`${path}/metrics?format=csv&metric_type=lr`)).body!.getReader();
    await reader.read();
    await store.runs.delete(id);
    await assert.rejects(async () => {
      for (let part = 0; part < 1000; part++) if ((await reader.read()).done) return;
    }, Conflict);
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
        ["min_time=yesterday", "min_time"],
        ["max_time=2026-13-01", "max_time"],
        ["min_time=2026-01-02&max_time=2026-01-01", "min_time"],
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
  const ask = (metrics: number, max_points: number | undefined, metric_type?: string[]) =>
    pointsPerMetric({ metrics: Array(metrics) }, { max_points, metric_type, format: "json" });
  assert.equal(ask(0, undefined), 1000);
  assert.equal(ask(0, 1000), 1000);
  assert.equal(ask(100, 10_000), 10_000);
  assert.equal(ask(1000, 10_000), 1000);
  assert.equal(ask(1000, 10_000, ["loss"]), 10_000);
  assert.equal(ask(1, 2, Array(1_000_000)), 2);
});
