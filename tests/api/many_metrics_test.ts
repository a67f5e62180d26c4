import assert from "node:assert/strict";
import { pointsPerSeries } from "../../lib/api/many_metrics.ts";
import { startRun } from "../../bench/runs.ts";
import { importLog } from "../../lib/runs/import.ts";
import type { Store } from "../../lib/store/store.ts";
import type { WireManyMetrics, WireRunPoints } from "../../lib/wire/points.ts";
import { batchOf, flushOf } from "../store/digits.ts";
import { createLiveRun } from "../support/workspace.ts";
import { assertProblem, type Ground, inApi, stepLines } from "./ground.ts";

/** Imports a log as a run of the experiment of this name; its id. */
async function importAs(store: Store, name: string, text: string): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate(name);
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  return (await importLog(store, pieces, { experimentId, name: `run of ${name}`, instance: crypto.randomUUID() })).id;
}

const read = async ({ get }: Ground, query: string): Promise<WireManyMetrics> =>
  await (await get(`/api/metrics?${query}`)).json();

const shape = ({ runs }: WireManyMetrics) =>
  runs.map(({ run_id, metrics }) => [run_id, ...Object.entries(metrics).map(([name, { x }]) => [name, x.length])]);

Deno.test("many-runs route answers with runs of several experiments, in the order of the request", () =>
  inApi(async (ground) => {
    const { store } = ground;
    const a = await importAs(store, "first", stepLines(5)), b = await importAs(store, "second", stepLines(3, 10));
    const answer = await read(ground, `runs=${b},${a}&metric_type=loss&metric_type=lr&metric_type=los`);
    assert.deepEqual(shape(answer), [
      [b, ["loss", 3], ["learning_rate", 3]],
      [a, ["loss", 5], ["learning_rate", 5]],
    ]);
    const [{ name, experiment_id, metrics, metadata }] = answer.runs as [WireRunPoints];
    assert.deepEqual([name, experiment_id], ["run of second", (await store.experiments.getByName("second"))!.id]);
    const { x, step, value, line, global_step } = metrics.loss!;
    assert.deepEqual([x, step, line, global_step], [[10, 11, 12], [10, 11, 12], [1, 2, 3], [10, 11, 12]]);
    assert.deepEqual(value, [1 / 10, 1 / 11, 1 / 12]);
    assert.deepEqual([metadata.totals, metadata.is_complete], [{ loss: 3, learning_rate: 3 }, true]);
    assert.deepEqual([answer.x, answer.metadata.unknown, answer.metadata.max_points], ["step", ["los"], 1000]);
  }));

Deno.test("many-runs route names runs that are not there, and answers with the others", () =>
  inApi(async (ground) => {
    const id = await importAs(ground.store, "e", stepLines(5)), nobody = crypto.randomUUID();
    const answer = await read(ground, `runs=${nobody},${id}`);
    assert.deepEqual([shape(answer).length, answer.metadata.unknown_runs], [1, [nobody]]);
    const none = await read(ground, `runs=${nobody}`);
    assert.deepEqual([none.runs, none.metadata.unknown_runs], [[], [nobody]]);
  }));

Deno.test("many-runs route places points on each axis, and chooses an inclusive range on it", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    const { startedAt, createdAt } = await store.runs.get(id), start = startedAt ?? createdAt;
    const loss = {
      ...batchOf([5, 6, 7, 8]),
      time: [start, start + 500, start + 1500, start + 2500],
      epoch: [NaN, 1, 1.5, 2],
      globalStep: [100, 200, 300, NaN],
    };
    await store.ingest.flush(id, "me", flushOf(0, "", { loss }));
    const ask = async (query: string) => (await read(ground, `runs=${id}&${query}`)).runs[0]!.metrics.loss;
    assert.deepEqual((await ask("x=elapsed"))!.x, [0, 0.5, 1.5, 2.5]);
    assert.deepEqual((await ask("x=elapsed&min_x=0.5&max_x=1.5"))!.value, [6, 7]);
    assert.deepEqual((await ask("x=time&max_x=" + new Date(start + 500).toISOString()))!.value, [5, 6]);
    assert.deepEqual((await ask("x=epoch"))!.x, [1, 1.5, 2]);
    assert.deepEqual((await ask("x=epoch&min_x=1.5"))!.value, [7, 8]);
    assert.deepEqual((await ask("x=global_step&max_x=2e2"))!.x, [100, 200]);
    assert.deepEqual((await ask("x=step&min_x=1&max_x=2"))!.value, [6, 7]);
    assert.equal(await ask("x=step&min_x=9"), undefined);
  }));

Deno.test("many-runs route thins each metric of each run, and keeps its ends and extremes", () =>
  inApi(async (ground) => {
    const spiky = (at: number) =>
      Array.from({ length: 3000 }, (_, i) => `Step ${i}: loss=${i === at ? 99 : i === 2345 ? -7 : 1}\n`).join("");
    const ids = [await importAs(ground.store, "e", spiky(1234)), await importAs(ground.store, "e", spiky(321))];
    const { runs } = await read(ground, `runs=${ids}&max_points=50`);
    for (const [index, peak] of [1234, 321].entries()) {
      const { step } = runs[index]!.metrics.loss!;
      assert.ok(step.length <= 50);
      for (const kept of [0, peak, 2345, 2999]) assert.ok(step.includes(kept), `${kept}`);
    }
  }));

/** Twenty live runs of three metrics. */
async function startTwenty({ store }: Ground) {
  const { id: experimentId } = await store.experiments.create({ name: "live" });
  const ids: string[] = [];
  for (let run = 0; run < 20; run++) {
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    ids.push(id);
  }
  /** Stores `count` lines of each run. */
  const print = async (from: number, count: number) => {
    for (const [run, id] of ids.entries()) {
      const column = (at: (i: number) => number) => Array.from({ length: count }, (_, i) => at(from + i));
      const batch = (at: (i: number) => number) => ({
        ...batchOf(column(at), from),
        time: column((i) => 1.7e12 + 300 * i),
        line: column((i) => 5 + i),
        globalStep: column((i) => i),
      });
      const loss = batch((i) => Number((2 + Math.sin(i * (run + 1)) / 9).toFixed(4)));
      const lr = batch((i) => Number((1e-4 * 0.99 ** i).toPrecision(3)));
      const grad = batch((i) => Number((1 + Math.cos(i + run) / 3).toFixed(3)));
      await store.ingest.flush(id, "me", flushOf(0, "", { loss, learning_rate: lr, grad_norm: grad }));
    }
  };
  return { ids, print };
}

Deno.test("many-runs route sends what is new after `next`, of 20 live runs in less than 4 KB on the wire", () =>
  inApi(async (ground) => {
    const { ids, print } = await startTwenty(ground), query = `runs=${ids}`;
    await print(0, 100);
    const first = await read(ground, query);
    assert.equal(first.runs.length, 20);
    await print(100, 3);
    const response = await ground.get(`/api/metrics?${query}&after=${first.metadata.next}`, {
      "accept-encoding": "gzip",
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const { runs, metadata } = JSON.parse(text) as WireManyMetrics;
    assert.deepEqual(runs.map(({ metrics }) => metrics.loss!.step), ids.map(() => [100, 101, 102]));
    assert.ok(bytes.length <= 4096, `${bytes.length} bytes`);
    const nothing = await (await ground.get(`/api/metrics?${query}&after=${metadata.next}`)).text();
    assert.deepEqual([JSON.parse(nothing).runs, nothing.length < 1024], [[], true], `${nothing.length} bytes`);
  }));

Deno.test("many-runs route sends a run that has ended once more, and a run that joins from its beginning", () =>
  inApi(async (ground) => {
    const { store } = ground, { ids, print } = await startTwenty(ground), [a, b] = ids as [string, string];
    await print(0, 5);
    const { metadata } = await read(ground, `runs=${a}`);
    const joined = await read(ground, `runs=${a},${b}&metric_type=loss&after=${metadata.next}`);
    assert.deepEqual(shape(joined), [[b, ["loss", 5]]]);
    await store.runs.update(a, { status: "completed" });
    const ended = await read(ground, `runs=${a},${b}&after=${joined.metadata.next}`);
    assert.deepEqual(ended.runs.map(({ run_id, metadata }) => [run_id, metadata.is_complete]), [[a, true]]);
    assert.deepEqual((await read(ground, `runs=${a},${b}&after=${ended.metadata.next}`)).runs, []);
  }));

Deno.test("many-runs route answers 304 to its own tag until something changes", () =>
  inApi(async (ground) => {
    const { ids, print } = await startTwenty(ground), path = `/api/metrics?runs=${ids}`;
    await print(0, 5);
    const etag = (await ground.get(path)).headers.get("etag")!;
    assert.equal((await ground.get(path, { "if-none-match": etag })).status, 304);
    assert.notEqual((await ground.get(`${path}&x=epoch`)).headers.get("etag"), etag);
    await print(5, 1);
    assert.equal((await ground.get(path, { "if-none-match": etag })).status, 200);
  }));

Deno.test("many-runs route names the parameter that is wrong", () =>
  inApi(async (ground) => {
    const id = await importAs(ground.store, "e", stepLines(5));
    const many = Array.from({ length: 101 }, () => crypto.randomUUID());
    const names = Array.from({ length: 61 }, (_, i) => `metric_type=m${i}`).join("&");
    for (
      const [query, parameter] of [
        ["", "runs"],
        ["runs=", "runs"],
        ["runs=abc", "runs"],
        [`runs=${many}`, "runs"],
        [`runs=${id}&${names}`, "metric_type"],
        [`runs=${id}&x=line`, "x"],
        [`runs=${id}&min_x=abc`, "min_x"],
        [`runs=${id}&x=time&max_x=noon`, "max_x"],
        [`runs=${id}&min_x=2&max_x=1`, "min_x"],
        [`runs=${id}&max_points=1`, "max_points"],
        [`runs=${id}&after=whatever`, "after"],
      ] as const
    ) await assertProblem(await ground.get(`/api/metrics?${query}`), 400, parameter);
  }));

Deno.test("many-runs route answers with the first 60 metrics when none is named, and says which it left out", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    const points = Object.fromEntries(Array.from({ length: 62 }, (_, i) => [`m${i}`, batchOf([i])]));
    await store.ingest.flush(id, "me", flushOf(0, "", points));
    const { runs, metadata } = await read(ground, `runs=${id}`);
    assert.deepEqual([Object.keys(runs[0]!.metrics).length, metadata.left_out], [60, ["m60", "m61"]]);
  }));

Deno.test("pointsPerSeries() is what was asked for, and less when very many series share an answer", () => {
  const runs = Array.from({ length: 100 }, () => ({ metrics: Array.from({ length: 60 }, (_, i) => metric(`m${i}`)) }));
  assert.equal(pointsPerSeries(runs, ["m1"]), 1000);
  assert.equal(pointsPerSeries(runs, ["m1", "other"], 5000), 2000);
  assert.equal(pointsPerSeries(runs, runs[0]!.metrics.map(({ name }) => name)), 33);
  assert.equal(pointsPerSeries([], []), 1000);
});

const metric = (name: string) => ({
  name,
  kind: "metric" as const,
  count: 1,
  last: 1,
  lastStep: 1,
  min: 1,
  max: 1,
  minStep: 1,
  maxStep: 1,
  mean: 1,
});

const SPIKED_POINTS = 1_000_000, SPIKE_AT = 654_321, SPIKE = 77.5, SMALL_CHART = 300;

Deno.test("many-runs route gives a spike of one point in 1,000,000 at every zoom, in as few points as a small chart has", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "spike" });
    const id = await startRun(store, experimentId, "elsewhere"), part = 50_000;
    for (let from = 0; from < SPIKED_POINTS; from += part) {
      const steps = Float64Array.from({ length: part }, (_, index) => from + index), none = steps.map(() => NaN);
      const value = steps.map((step) => step === SPIKE_AT ? SPIKE : Math.sin(step / 1e4));
      const loss = {
        step: steps,
        value,
        time: steps,
        line: steps,
        epoch: none,
        globalStep: none,
        kind: "metric" as const,
      };
      const batch = { from: 0, log: new Uint8Array(0), time: from, points: new Map([["loss", loss]]), reader: null };
      await store.ingest.flush(id, "bench", { ...batch, lines: null });
    }
    for (const width of [SPIKED_POINTS, 200_000, 20_000, 2_000, 200, 20, 2]) {
      for (const share of [0, 0.3, 0.99]) {
        const from = Math.max(0, SPIKE_AT - Math.round(width * share));
        const query = `metric_type=loss&max_points=${SMALL_CHART}&min_x=${from}&max_x=${from + width}`;
        const { x, value } = (await read(ground, `runs=${id}&${query}`)).runs[0]!.metrics.loss!;
        assert.ok(x.length <= SMALL_CHART, `${x.length} points`);
        assert.equal(x[value.indexOf(SPIKE)], SPIKE_AT, `among ${width} steps from ${from}`);
      }
    }
  }));

Deno.test("many-runs route gives averages over every point of the range with smoothing, which can't go on from an earlier answer", () =>
  inApi(async (ground) => {
    const id = await importAs(ground.store, "e", stepLines(40)), query = `runs=${id}&metric_type=loss&max_points=4`;
    const { runs, metadata } = await read(ground, `${query}&smoothing=0.5&min_x=2`),
      { step, value } = runs[0]!.metrics.loss!;
    let sum = 0, share = 0;
    for (let at = 2; at <= 40; at++) {
      sum = 0.5 * sum + 1 / at;
      share = 0.5 * share + 1;
    }
    assert.deepEqual([step[0], step.at(-1), value[0], step.length], [2, 40, 1 / 2, 4]);
    assert.ok(Math.abs(Number(value.at(-1)) - sum / share) < 1e-15, "also over the points that are left out");
    await assertProblem(await ground.get(`/api/metrics?${query}&smoothing=0.5&after=${metadata.next}`), 400, "after");
    await assertProblem(await ground.get(`/api/metrics?${query}&smoothing=1`), 400, "smoothing");
  }));
