import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import { POINT_CHUNK_POINTS } from "../../lib/limits/store.ts";
import { createStore, type Store } from "../../lib/store/store.ts";
import type { WireLinePoints } from "../../lib/wire/lines.ts";
import { assertProblem, importText, inApi } from "./ground.ts";

/** A KV that counts the chunks of points that are read through it. */
function countChunks(kv: Deno.Kv): { kv: Deno.Kv; chunks: () => number } {
  let chunks = 0;
  const note = <Entry extends { key: Deno.KvKey }>(entry: Entry) => {
    if (entry.key[0] === "points") chunks++;
    return entry;
  };
  const counted = {
    get: async (key: Deno.KvKey) => note(await kv.get(key)),
    getMany: async (keys: Deno.KvKey[]) => (await kv.getMany(keys)).map(note),
    async *list(selector: Deno.KvListSelector, options?: Deno.KvListOptions) {
      for await (const entry of kv.list(selector, options)) yield note(entry);
    },
    set: (key: Deno.KvKey, value: unknown) => kv.set(key, value),
    atomic: () => kv.atomic(),
    close: () => kv.close(),
  };
  return { kv: counted as unknown as Deno.Kv, chunks: () => chunks };
}

/** A run whose metric `loss` has one point for each of these lines; its value is its index. Every line of the log is "x". */
async function createRun(store: Store, lines: readonly number[], lastLine: number): Promise<string> {
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "h", status: "running" });
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", {
    from: 0,
    log: new TextEncoder().encode("x\n".repeat(lastLine)),
    time: 1,
    points: new Map([["loss", {
      kind: "metric" as const,
      step: lines.map((_, at) => at),
      value: lines.map((_, at) => at),
      time: lines.map(() => 1),
      line: [...lines],
      epoch: lines.map(() => NaN),
      globalStep: lines.map(() => NaN),
    }]]),
    lines: null,
    reader: null,
  });
  return `/api/experiments/${experimentId}/runs/${id}`;
}

async function inRun(
  { lines, lastLine }: { lines: readonly number[]; lastLine: number },
  test: (run: { ask: (line: number) => Promise<Response>; chunks: () => number }) => Promise<void>,
): Promise<void> {
  const { kv, chunks } = countChunks(await Deno.openKv(":memory:"));
  using store = createStore(kv);
  const path = await createRun(store, lines, lastLine);
  const api = createApi({ store, launcher: null, instance: "i" });
  await test({ ask: async (line) => await api.request(`${path}/lines/${line}/points`), chunks });
}

async function readValues(response: Response): Promise<unknown[]> {
  assert.equal(response.status, 200);
  const { points }: WireLinePoints = await response.json();
  return points.map(({ value }) => value);
}

const CHUNKS = 40;
/** Odd lines only. */
const odd = Array.from({ length: CHUNKS * POINT_CHUNK_POINTS }, (_, at) => 2 * at + 1);

Deno.test("points of a line are found in a few of many chunks", () =>
  inRun({ lines: odd, lastLine: 2 * odd.length }, async ({ ask, chunks }) => {
    const before = chunks();
    assert.deepEqual(await readValues(await ask(2 * 30_000 + 1)), [30_000]);
    // 6 for the binary search in 40, and the one before and after.
    assert.ok(chunks() - before <= 8, `${chunks() - before} chunks read`);
  }));

Deno.test("points of a line are found at both ends of every chunk, and nowhere for a line without points", () =>
  inRun({ lines: odd.slice(0, 3 * POINT_CHUNK_POINTS - 5), lastLine: 2 * odd.length }, async ({ ask }) => {
    for (const at of [0, 1, 1023, 1024, 2047, 2048, 3066]) {
      assert.deepEqual(await readValues(await ask(odd[at]!)), [at], `point ${at}`);
    }
    for (const line of [2, 2048, 2 * odd.length]) assert.deepEqual(await readValues(await ask(line)), [], `${line}`);
  }));

Deno.test("points of a line that fills whole chunks are its 20 newest, oldest first", () => {
  const redrawn = [...Array.from({ length: 1000 }, () => 1), ...Array.from({ length: 3000 }, () => 2), 3];
  return inRun({ lines: redrawn, lastLine: 3 }, async ({ ask }) => {
    assert.deepEqual(await readValues(await ask(1)), Array.from({ length: 20 }, (_, at) => 980 + at));
    assert.deepEqual(await readValues(await ask(2)), Array.from({ length: 20 }, (_, at) => 3980 + at));
    assert.deepEqual(await readValues(await ask(3)), [4000]);
  });
});

Deno.test("points of a line are found when a point of an earlier line came later, across the edge of a chunk", () => {
  const lines = Array.from({ length: 3 * POINT_CHUNK_POINTS }, (_, at) => 10 * at + 100);
  [lines[1022], lines[1025]] = [lines[1025]!, lines[1022]!];
  return inRun({ lines, lastLine: 40_000 }, async ({ ask }) => {
    assert.deepEqual(await readValues(await ask(lines[1022]!)), [1022]);
    assert.deepEqual(await readValues(await ask(lines[1025]!)), [1025]);
  });
});

Deno.test("points of a line that the log doesn't have are not found", () =>
  inRun({ lines: [1], lastLine: 1 }, async ({ ask }) => {
    await assertProblem(await ask(2), 404);
    await assertProblem(await ask(0), 400, "line");
  }));

/** What a line's numbers were taken for, asked with a scope. */
async function explained(
  { store }: { store: Store },
  path: string,
  { line, scope = "full" }: { line: number; scope?: string },
): Promise<WireLinePoints["numbers"]> {
  const api = createApi({ store, launcher: null, instance: "i" });
  const { numbers }: WireLinePoints = await (await api.request(`${path}/lines/${line}/points`, {}, { scope })).json();
  return numbers;
}

Deno.test("numbers of a line say what each was taken for, by which rule, and why not", () =>
  inApi(async ({ store }) => {
    const lines = [1, 2, 3, 4].map((step) => `\x1b[32mstep ${step}\x1b[0m: loss=${1 / step}, level=3\n`);
    const { path } = await importText(store, lines.join(""));
    const numbers = await explained({ store }, path, { line: 2 });
    assert.deepEqual(numbers.map(({ text, taken, metric }) => [text, taken, metric]), [
      ["2", "the step", ""],
      ["0.5", "loss = 0.5 at step 2", "loss"],
      ["3", "not charted", ""],
    ]);
    assert.deepEqual([numbers[1]!.rule, numbers[2]!.name], ["a value behind its name", "level"]);
    assert.equal(numbers[2]!.why, "it has not changed yet; it is charted once it changes");
    assert.equal("step 2: loss=0.5, level=3".slice(numbers[2]!.start, numbers[2]!.end), "3");
  }));

Deno.test("numbers of a line show no secret to a reader who may only read", () =>
  inApi(async ({ store }) => {
    const { path } = await importText(store, "step 1: loss=0.5 password=123456\n");
    const texts = async (scope: string) =>
      (await explained({ store }, path, { line: 1, scope })).map(({ text }) => text);
    assert.ok((await texts("full")).includes("123456"));
    assert.ok(!(await texts("read")).join(" ").includes("123456"));
  }));
