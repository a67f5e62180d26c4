import assert from "node:assert/strict";
import { createApi } from "../lib/api/app.ts";
import { importLog } from "../lib/runs/import.ts";
import { launchRun } from "../lib/runs/launch.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { createControlledProgram } from "./support/controlled_program.ts";
import { waitFor } from "./support/wait.ts";

/** An experiment with a store, its API, and a way to launch runs. */
interface Classroom {
  store: Store;
  experimentId: string;
  /** Sends JSON to a route of the experiment. Returns the status and body of the answer. */
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  launch(command: string[]): ReturnType<typeof launchRun>;
}

async function inExperiment(test: (classroom: Classroom) => Promise<void>): Promise<void> {
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

/** Values of a metric, when it has at least `count` of them. */
function valuesOf(store: Store, runId: string, metric: string, count: number): Promise<number[]> {
  return waitFor(async () => {
    const { columns } = await store.points.read(runId, { metrics: [metric] });
    const values = [...columns.get(metric)?.value ?? []];
    return values.length >= count ? values : null;
  }, { what: `${count} points of ${metric}` });
}

const TAUGHT = { metric: "rating", pattern: String.raw`rated <<(?P<value>[\d.]+)>>` };

Deno.test("a pattern added to a live run reads its earlier lines and its later ones", () =>
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

/** Imports a log as a run. Returns the run's id. */
async function importText({ store, experimentId }: Classroom, text: string): Promise<string> {
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  return (await importLog(store, pieces, { experimentId, name: "log", instance: crypto.randomUUID() })).id;
}

Deno.test("reread route reads all runs of an experiment again with the new patterns", () =>
  inExperiment(async (classroom) => {
    const { store, send } = classroom;
    const first = await importText(classroom, "Step 1: loss=2.5\nrated <<7.25>>\n");
    const second = await importText(classroom, "Step 1: loss=1.5\nrated <<6>>\nrated <<6.5>>\n");
    await send("PATCH", "", { patterns: [TAUGHT] });
    assert.deepEqual(await send("POST", "/reread", {}), { status: 200, body: { read: 2, failed: [] } });
    assert.deepEqual(await valuesOf(store, first, "rating", 1), [7.25]);
    assert.deepEqual(await valuesOf(store, second, "rating", 2), [6, 6.5]);
    await send("PATCH", "", { patterns: [] });
    await send("POST", "/reread", {});
    assert.deepEqual([...(await store.points.read(first)).columns.keys()], ["loss"]);
  }));

Deno.test("reread route reads no run when the experiment has none", () =>
  inExperiment(async ({ send }) => {
    assert.deepEqual(await send("POST", "/reread", {}), { status: 200, body: { read: 0, failed: [] } });
  }));

Deno.test("points route of a line returns the points that the line printed", () =>
  inExperiment(async (classroom) => {
    const run = await importText(classroom, "Step 1: loss=2.5, lr=1e-4\nhello\nStep 2: loss=nan, lr=5e-5\n");
    const { status, body } = await classroom.send("GET", `/runs/${run}/lines/3/points`);
    assert.equal(status, 200);
    const points = body.points as { metric: string; step: number; value: unknown; line: number }[];
    assert.deepEqual(points.map(({ metric, step, value, line }) => ({ metric, step, value, line })), [
      { metric: "loss", step: 2, value: "NaN", line: 3 },
      { metric: "learning_rate", step: 2, value: 5e-5, line: 3 },
    ]);
    assert.deepEqual((await classroom.send("GET", `/runs/${run}/lines/2/points`)).body.points, []);
  }));

Deno.test("points route answers 404 when the line is beyond the log and 400 when the line number is invalid", () =>
  inExperiment(async (classroom) => {
    const run = await importText(classroom, "Step 1: loss=2.5\n");
    assert.equal((await classroom.send("GET", `/runs/${run}/lines/2/points`)).status, 404);
    const zero = await classroom.send("GET", `/runs/${run}/lines/0/points`);
    assert.deepEqual([zero.status, zero.body.parameter], [400, "line"]);
  }));

Deno.test("pattern-preview route returns the same steps as reading with the pattern", () =>
  inExperiment(async (classroom) => {
    const { store, send } = classroom;
    const run = await importText(classroom, "Step 10: loss=2.5\nrated <<7.25>>\nStep 20: loss=2\nrated <<8>>\n");
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
