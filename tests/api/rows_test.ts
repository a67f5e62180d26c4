import assert from "node:assert/strict";
import type { WireRows } from "../../lib/wire.ts";
import { batchOf, createEndedRun, flushOf } from "../store/digits.ts";
import { createLiveRun } from "../support/workspace.ts";
import { assertProblem, type Ground, importText, inApi, stepLines } from "./ground.ts";

const read = async ({ get }: Ground, path: string): Promise<WireRows> => await (await get(path)).json();

const namesOf = ({ rows }: WireRows) => rows.map(({ name }) => name);

Deno.test("rows route answers with what the run route says, newest first", () =>
  inApi(async (ground) => {
    const { store } = ground;
    const { id, experimentId, path } = await importText(store, "lr: 0.1\nseed: 1\n" + stepLines(5));
    await importText(store, "lr: 0.2\nseed: 1\n" + stepLines(5, 10));
    const { rows, metadata } = await read(ground, `/api/experiments/${experimentId}/rows`);
    const run = await (await ground.get(path)).json(), row = rows[1]!;
    assert.deepEqual([rows.length, row.id, metadata.total, metadata.is_whole], [2, id, 2, true]);
    assert.deepEqual([row.imported, run.imported], [undefined, undefined]);
    for (const name of ["experiment_id", "name", "status", "reason", "created_at", "started_at", "ended_at", "tags"]) {
      assert.deepEqual(row[name as keyof typeof row], run[name], name);
    }
    const { last, last_step, min, min_step, max, max_step } = run.metrics.loss;
    assert.deepEqual(row.metrics.loss, { last, last_step, min, min_step, max, max_step });
    assert.deepEqual(metadata.settings.includes("seed"), false);
  }));

Deno.test("rows route sends only rows that changed after an earlier answer", () =>
  inApi(async (ground) => {
    const { store } = ground, a = await createEndedRun(store), b = await createEndedRun(store);
    const { experimentId } = await store.runs.get(a), path = `/api/experiments/${experimentId}/rows`;
    const { metadata: { next } } = await read(ground, path);
    assert.deepEqual((await read(ground, `${path}?after=${next}`)).rows, []);
    await store.runs.update(a, { name: "renamed" });
    const changed = await read(ground, `${path}?after=${next}`);
    assert.deepEqual([namesOf(changed), changed.metadata.is_whole], [["renamed"], false]);
    await store.runs.delete(b);
    const after = await read(ground, `${path}?after=${changed.metadata.next}`);
    assert.deepEqual([after.rows, after.metadata.total], [[], 1]);
  }));

Deno.test("rows route sends all rows when the runs differ in other settings than before", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const path = `/api/experiments/${experimentId}/rows`;
    const create = async (lr: string) => {
      const id = await createLiveRun({ store, experimentId });
      await store.ingest.begin(id, "me");
      await store.ingest.flush(id, "me", { ...flushOf(0, "x\n", { loss: batchOf([1]) }), settings: { lr } });
    };
    await create("0.1");
    const { metadata } = await read(ground, path);
    assert.deepEqual(metadata.settings, []);
    await create("0.2");
    const answer = await read(ground, `${path}?after=${metadata.next}`);
    assert.deepEqual([answer.metadata.is_whole, answer.metadata.settings], [true, ["lr"]]);
    assert.deepEqual(answer.rows.map(({ settings }) => settings), [{ lr: "0.2" }, { lr: "0.1" }]);
  }));

Deno.test("rows route gives metrics beyond a row's own when they are asked for", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    const names = ["loss", "val_loss", "a", "b", "c", "d"];
    const points = Object.fromEntries(names.map((name, at) => [name, batchOf([at])]));
    await store.ingest.flush(id, "me", flushOf(0, "x\n", points));
    const path = `/api/experiments/${experimentId}/rows`, plain = await read(ground, path);
    assert.deepEqual(Object.keys(plain.rows[0]!.metrics), ["loss", "val_loss", "a", "b"]);
    assert.deepEqual(plain.metadata.metrics, names);
    const { rows } = await read(ground, `${path}?columns=d,loss,nothing`);
    assert.deepEqual(Object.entries(rows[0]!.metrics).map(([name, { last }]) => [name, last]), [
      ["loss", 0],
      ["val_loss", 1],
      ["a", 2],
      ["b", 3],
      ["d", 5],
    ]);
  }));

Deno.test("rows route of chosen runs keeps their order, and names those that are not there", () =>
  inApi(async (ground) => {
    const { store } = ground, nobody = crypto.randomUUID();
    const a = await createEndedRun(store),
      b = (await importText(store, stepLines(3))).id,
      c = await createEndedRun(store);
    const answer = await read(ground, `/api/rows?runs=${c},${nobody},${b},${a}`);
    assert.deepEqual([answer.rows.map(({ id }) => id), answer.metadata.unknown_runs], [[c, b, a], [nobody]]);
    await store.runs.update(b, { tags: ["x"] });
    const changed = await read(ground, `/api/rows?runs=${c},${b},${a}&after=${answer.metadata.next}`);
    assert.deepEqual(changed.rows.map(({ id, tags }) => [id, tags]), [[b, ["x"]]]);
    await assertProblem(await ground.get("/api/rows"), 400, "runs");
    await assertProblem(await ground.get("/api/rows?runs=x"), 400, "runs");
  }));

Deno.test("rows route answers 304 while nothing has changed, and 404 for an unknown experiment", () =>
  inApi(async (ground) => {
    const { store } = ground, id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
    const path = `/api/experiments/${experimentId}/rows`, etag = (await ground.get(path)).headers.get("etag")!;
    assert.equal((await ground.get(path, { "if-none-match": etag })).status, 304);
    await store.runs.update(id, { name: "other" });
    assert.equal((await ground.get(path, { "if-none-match": etag })).status, 200);
    await assertProblem(await ground.get(`/api/experiments/${crypto.randomUUID()}/rows`), 404);
  }));

Deno.test("rows route sends at most 4 KB a poll for 20 live runs", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const path = `/api/experiments/${experimentId}/rows`, ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push(await createLiveRun({ store, experimentId }));
    const flush = async (from: number) => {
      for (const [at, id] of ids.entries()) {
        const values = { loss: batchOf([Math.sin(at + from)], from), val_loss: batchOf([Math.cos(at + from)], from) };
        await store.ingest.flush(id, "me", flushOf(from, "x", values));
      }
    };
    for (const id of ids) await store.ingest.begin(id, "me");
    await flush(0);
    const { metadata: { next } } = await read(ground, path);
    await flush(1);
    const answer = await ground.get(`${path}?after=${next}`, { "accept-encoding": "gzip" });
    const { byteLength } = await answer.arrayBuffer();
    assert.ok(byteLength > 100 && byteLength <= 4096, `${byteLength} bytes`);
  }));

Deno.test("rows route leaves out settings and names when it is to be brief, and stays small without news", () =>
  inApi(async (ground) => {
    const { store } = ground, { experimentId } = await importText(store, "lr: 0.1\n" + stepLines(5));
    await importText(store, "lr: 0.2\n" + stepLines(5));
    const path = `/api/experiments/${experimentId}/rows?brief=true`, { rows, metadata } = await read(ground, path);
    assert.deepEqual([rows.length, rows[0]!.settings, Object.keys(rows[0]!.metrics).includes("loss")], [2, {}, true]);
    assert.deepEqual([metadata.settings, metadata.metrics, metadata.shared], [[], [], {}]);
    const text = await (await ground.get(`${path}&after=${metadata.next}`)).text();
    assert.deepEqual((JSON.parse(text) as WireRows).rows, []);
    assert.ok(text.length < 400, text);
  }));
