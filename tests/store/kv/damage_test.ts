import assert from "node:assert/strict";
import { createApi } from "../../../lib/api/app.ts";
import { Damaged } from "../../../lib/errors.ts";
import { leaveOut, misshapen } from "../../../lib/store/kv/damage.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { experimentKey, logPrefix, runKey } from "../../../lib/store/keys.ts";
import { createStore } from "../../../lib/store/store.ts";
import { importText, stepLines } from "../../api/ground.ts";
import { readLogBytes } from "../../support/workspace.ts";

const BROKEN = new Uint8Array([0xc1]);

Deno.test("lists leave out records that can't be decoded or lack fields, and name each once", async () => {
  const kv = await Deno.openKv(":memory:"), said: string[] = [], print = console.error;
  using store = createStore(kv);
  const { id: experimentId } = await store.experiments.create({ name: "whole" });
  const input = { experimentId, command: ["x"], cwd: "/", host: "h", status: "running" as const };
  const [whole, broken, short] = [
    await store.runs.create(input),
    await store.runs.create(input),
    await store.runs.create(input),
  ];
  await kv.set(runKey(broken.id), BROKEN);
  await kv.set(runKey(short.id), encodeValue({ id: short.id, name: "no more than this" }));
  for (const value of [BROKEN, encodeValue({ id: "x" })]) await kv.set(experimentKey(crypto.randomUUID()), value);
  console.error = (...values: unknown[]) => void said.push(values.join(" "));
  try {
    for (let i = 0; i < 2; i++) {
      assert.deepEqual((await store.runs.list(experimentId)).items.map(({ id }) => id), [whole.id]);
      assert.deepEqual((await store.runs.listLive()).map(({ id }) => id), [whole.id]);
      assert.deepEqual((await store.experiments.list()).items.map(({ name }) => name), ["whole"]);
    }
  } finally {
    console.error = print;
  }
  assert.equal(said.length, 4);
  assert.ok(
    said.every((line) =>
      /^stdcurve: left out: the record \["(?:runs|experiments)","[-0-9a-f]+"\] in the KV is damaged: /.test(line)
    ),
    said.join("\n"),
  );
  await assert.rejects(store.runs.get(broken.id), Damaged);
  await assert.rejects(store.runs.get(short.id), Damaged);
});

Deno.test("leaveOut() throws any other error", () => {
  assert.throws(() => leaveOut(new Error("our own bug")), /our own bug/);
  assert.match(misshapen(["runs", "a"]).message, /\["runs","a"\] .* stdcurve doctor/);
});

Deno.test("a download whose log has a gap breaks, and is never short", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id, path } = await importText(store, stepLines(20_000));
  const keys = await Array.fromAsync(kv.list({ prefix: logPrefix(id) }), ({ key }) => key);
  const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
  const download = async () => (await (await api.request(`${path}/logs?format=text`)).arrayBuffer()).byteLength;
  assert.equal(await download(), (await store.runs.get(id)).logBytes);
  for (const key of [keys.at(-1)!, keys[1]!, keys[0]!]) {
    await kv.delete(key);
    await assert.rejects(download(), /byte \d+ of \d+ is missing/);
    await assert.rejects(readLogBytes(store, id), Damaged);
  }
});
