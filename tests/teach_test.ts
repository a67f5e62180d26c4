import assert from "node:assert/strict";
import { createApi } from "../lib/api/app.ts";
import { importLog } from "../lib/runs/import.ts";
import { launchRun } from "../lib/runs/launch.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { createControlledProgram } from "./support/controlled_program.ts";

interface Taught {
  store: Store;
  experimentId: string;
  /** Sends JSON and gives the answer's status and body. */
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  launch(command: string[]): ReturnType<typeof launchRun>;
}

async function inExperiment(test: (place: Taught) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    using store = await openStore(`${directory}/kv.db`);
    const { id: experimentId } = await store.experiments.create({ name: "e" });
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    await test({
      store,
      experimentId,
      async send(method, path, body) {
        const headers = { "content-type": "application/json" };
        const response = await api.request(`/api/experiments/${experimentId}${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: response.status, body: await response.json() };
      },
      launch: (command) =>
        launchRun(store, {
          experimentId,
          command,
          cwd: directory,
          instance: crypto.randomUUID(),
          spoolDirectory: `${directory}/spools`,
        }),
    });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Values of a metric as soon as there are so many of them. */
async function valuesOf(store: Store, runId: string, metric: string, count: number): Promise<number[]> {
  for (let tries = 0; tries < 1500; tries++) {
    const { columns } = await store.points.read(runId, { metrics: [metric] });
    const values = [...columns.get(metric)?.value ?? []];
    if (values.length >= count) return values;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${metric} never had ${count} points`);
}

const TAUGHT = { metric: "rating", pattern: String.raw`rated <<(?P<value>[\d.]+)>>` };

Deno.test("a pattern taught while a run is live reads its lines so far and those to come", () =>
  inExperiment(async ({ store, send, launch }) => {
    await using training = createControlledProgram();
    const { run, done } = await launch(training.command);
    await training.print("Step 1: loss=2.5", "rated <<7.25>>");
    await valuesOf(store, run.id, "loss", 1);
    assert.equal((await send("PATCH", "", { patterns: [TAUGHT] })).status, 200);
    assert.equal((await send("POST", `/runs/${run.id}/reread`, {})).status, 200);
    assert.deepEqual(await valuesOf(store, run.id, "rating", 1), [7.25]);
    await training.print("Step 2: loss=2.0", "rated <<8.5>>");
    assert.deepEqual(await valuesOf(store, run.id, "rating", 2), [7.25, 8.5]);
    await training.end();
    await done;
    assert.deepEqual(await valuesOf(store, run.id, "loss", 2), [2.5, 2]);
  }));

/** A run of this log. */
async function importText({ store, experimentId }: Taught, text: string): Promise<string> {
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  return (await importLog(store, pieces, { experimentId, name: "log", instance: crypto.randomUUID() })).id;
}

Deno.test("reread route of an experiment reads all of its runs again with what was taught", () =>
  inExperiment(async (place) => {
    const { store, send } = place;
    const first = await importText(place, "Step 1: loss=2.5\nrated <<7.25>>\n");
    const second = await importText(place, "Step 1: loss=1.5\nrated <<6>>\nrated <<6.5>>\n");
    await send("PATCH", "", { patterns: [TAUGHT] });
    assert.deepEqual(await send("POST", "/reread", {}), { status: 200, body: { read: 2, failed: [] } });
    assert.deepEqual(await valuesOf(store, first, "rating", 1), [7.25]);
    assert.deepEqual(await valuesOf(store, second, "rating", 2), [6, 6.5]);
    await send("PATCH", "", { patterns: [] });
    await send("POST", "/reread", {});
    assert.deepEqual([...(await store.points.read(first)).columns.keys()], ["loss"]);
  }));

Deno.test("reread route of an experiment without runs reads none", () =>
  inExperiment(async ({ send }) => {
    assert.deepEqual(await send("POST", "/reread", {}), { status: 200, body: { read: 0, failed: [] } });
  }));

Deno.test("points route of a line tells what it printed, metric by metric", () =>
  inExperiment(async (place) => {
    const run = await importText(place, "Step 1: loss=2.5, lr=1e-4\nhello\nStep 2: loss=nan, lr=5e-5\n");
    const { status, body } = await place.send("GET", `/runs/${run}/lines/3/points`);
    assert.equal(status, 200);
    const points = body.points as { metric: string; step: number; value: unknown; line: number }[];
    assert.deepEqual(points.map(({ metric, step, value, line }) => ({ metric, step, value, line })), [
      { metric: "loss", step: 2, value: "NaN", line: 3 },
      { metric: "learning_rate", step: 2, value: 5e-5, line: 3 },
    ]);
    assert.deepEqual((await place.send("GET", `/runs/${run}/lines/2/points`)).body.points, []);
  }));

Deno.test("points route answers 404 to a line beyond the log and 400 to what is no line", () =>
  inExperiment(async (place) => {
    const run = await importText(place, "Step 1: loss=2.5\n");
    assert.equal((await place.send("GET", `/runs/${run}/lines/2/points`)).status, 404);
    const zero = await place.send("GET", `/runs/${run}/lines/0/points`);
    assert.deepEqual([zero.status, zero.body.parameter], [400, "line"]);
  }));

Deno.test("pattern-preview route gives the steps that a reading with the pattern would", () =>
  inExperiment(async (place) => {
    const { store, send } = place;
    const run = await importText(place, "Step 10: loss=2.5\nrated <<7.25>>\nStep 20: loss=2\nrated <<8>>\n");
    const { body } = await send("POST", `/runs/${run}/pattern-preview`, TAUGHT);
    const matches = body.matches as { line: number; step: number; metric: string; value: number }[];
    assert.deepEqual(matches.map(({ line, step, metric, value }) => [line, step, metric, value]), [
      [2, 10, "rating", 7.25],
      [4, 20, "rating", 8],
    ]);
    await send("PATCH", "", { patterns: [TAUGHT] });
    await send("POST", "/reread", {});
    assert.deepEqual([...(await store.points.read(run)).columns.get("rating")!.step], [10, 20]);
  }));
