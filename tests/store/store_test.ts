import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Conflict, InvalidInput, NotFound } from "../../lib/errors.ts";
import { openStore } from "../../lib/store/store.ts";

import { batchOf, flushOf, makeRun } from "./ground.ts";

const encoder = new TextEncoder();

Deno.test("experiments.create() refuses a taken or empty name", async () => {
  using store = await openStore(":memory:");
  await store.experiments.create({ name: "digits" });
  await assert.rejects(store.experiments.create({ name: " digits " }), Conflict);
  await assert.rejects(store.experiments.create({ name: "  " }), InvalidInput);
});

Deno.test("experiments.getOrCreate() makes one experiment when asked many times at once", async () => {
  using store = await openStore(":memory:");
  const made = await Promise.all(
    Array.from({ length: 8 }, () => store.experiments.getOrCreate("same")),
  );
  assert.equal(new Set(made.map(({ id }) => id)).size, 1);
});

Deno.test("experiments.update() frees the old name and takes the new one", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "old" });
  await store.experiments.update(id, { name: "new" });
  assert.equal(await store.experiments.getByName("old"), null);
  assert.equal((await store.experiments.getByName("new"))?.id, id);
});

Deno.test("experiments.list() pages from newest to oldest", async () => {
  using store = await openStore(":memory:");
  for (const name of ["a", "b", "c"]) await store.experiments.create({ name });
  const first = await store.experiments.list({ limit: 2 });
  assert.deepEqual(first.items.map(({ name }) => name), ["c", "b"]);
  const rest = await store.experiments.list({ limit: 2, cursor: first.cursor! });
  assert.deepEqual(rest.items.map(({ name }) => name), ["a"]);
  assert.equal(rest.cursor, null);
});

Deno.test("runs.getOf() finds no run of another experiment", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  const other = await store.experiments.create({ name: "other" });
  await assert.rejects(store.runs.getOf(other.id, run.id), NotFound);
});

Deno.test("runs.update() never makes a complete run live again", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  assert.equal((await store.runs.listLive()).length, 1);
  await store.runs.update(run.id, { status: "completed", exitCode: 0 });
  await assert.rejects(store.runs.update(run.id, { status: "running" }), Conflict);
  assert.equal((await store.runs.listLive()).length, 0);
});

Deno.test("runs.update() loses no change when many come at once", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  await Promise.all([
    store.runs.update(run.id, { notes: "n" }),
    store.runs.update(run.id, { tags: ["t"] }),
    store.runs.update(run.id, { name: "named" }),
  ]);
  const { notes, tags, name } = await store.runs.get(run.id);
  assert.deepEqual({ notes, tags, name }, { notes: "n", tags: ["t"], name: "named" });
});

Deno.test("runs.requestCancel() is seen by isCancelRequested() and refused for a complete run", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  assert.equal(await store.runs.isCancelRequested(run.id), false);
  await store.runs.requestCancel(run.id);
  assert.equal(await store.runs.isCancelRequested(run.id), true);
  await store.runs.update(run.id, { status: "cancelled" });
  await assert.rejects(store.runs.requestCancel(run.id), Conflict);
});

Deno.test("points.read() gives a range, a metric, and what came after a rev", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(
    run.id,
    "me",
    flushOf(0, "", { loss: batchOf([5, 4, 3]), lr: batchOf([1]) }),
  );
  const { rev } = await store.points.read(run.id);
  await store.ingest.flush(run.id, "me", flushOf(0, "", { loss: batchOf([2, 1], 3) }));
  const later = await store.points.read(run.id, { after: rev, metrics: ["loss"] });
  assert.deepEqual([...later.columns].map(([name, { value }]) => [name, ...value]), [[
    "loss",
    2,
    1,
  ]]);
  const middle = await store.points.read(run.id, { minStep: 1, maxStep: 3, metrics: ["loss"] });
  assert.deepEqual([...middle.columns.get("loss")!.value], [4, 3, 2]);
});

Deno.test("logs.read() gives lines by number over chunks, and the tail", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  const lines = Array.from({ length: 9000 }, (_, i) => `line ${i + 1} ${"x".repeat(i % 50)}`);
  const text = encoder.encode(lines.join("\n") + "\nopen");
  for (let at = 0; at < text.length; at += 50_000) {
    await store.ingest.flush(run.id, "me", flushOf(at, text.subarray(at, at + 50_000), {}, at));
  }
  for (const afterLine of [0, 1, 1234, 4999, 8998]) {
    const { lines: found } = await store.logs.read(run.id, { afterLine, limit: 2 });
    assert.deepEqual(found.map(({ line, text }) => [line, text]), [
      [afterLine + 1, lines[afterLine]],
      [afterLine + 2, lines[afterLine + 1] ?? "open"],
    ]);
  }
  const { lines: tail, lastLine } = await store.logs.read(run.id, { tail: 3 });
  assert.deepEqual(tail.map(({ text }) => text), [lines[8998], lines[8999], "open"]);
  assert.equal(lastLine, 9001);
});

Deno.test("logs.read() shows a redrawn line's last state and a line of 10 MB cut", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "10%\r50%\r\x1b[32m100%\x1b[0m\r\nplain\r\n"));
  const long = encoder.encode("y".repeat(10_000_000) + "\nafter\n");
  for (let at = 0; at < long.length; at += 400_000) {
    await store.ingest.flush(run.id, "me", flushOf(30 + at, long.subarray(at, at + 400_000)));
  }
  const { lines } = await store.logs.read(run.id, {});
  assert.deepEqual(lines.map(({ text }) => text.slice(0, 20)), [
    "\x1b[32m100%\x1b[0m",
    "plain",
    "y".repeat(20),
    "after",
  ]);
  assert.equal(lines[2]!.text.length, 65_536);
});

Deno.test("generation.switch() replaces all points at once, and refuses when the log grew", async () => {
  using store = await openStore(":memory:");
  const { run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "aa", { loss: batchOf([1, 2]) }));
  const draft = await store.generation.begin(run.id);
  await store.generation.append(run.id, draft, new Map([["loss", batchOf([9])]]));
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [1, 2]);
  const { progress } = await store.runs.get(run.id);
  const end = {
    finished: false,
    lines: 1,
    reader: 2,
    settings: { lr: "1" },
    progress,
    warnings: [],
  };
  assert.equal(await store.generation.switch(run.id, draft, { offset: 1, end }), false);
  assert.equal(await store.generation.switch(run.id, draft, { offset: 2, end }), true);
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [9]);
  await assert.rejects(store.ingest.flush(run.id, "me", flushOf(2, "b")), Conflict);
  const state = await store.ingest.read(run.id);
  assert.deepEqual([state!.offset, state!.reader], [2, 2]);
  await store.ingest.flush(run.id, "me", flushOf(2, "b", { loss: batchOf([8], 1) }));
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [9, 8]);
});

Deno.test("runs.delete() refuses a live run and leaves no key of a complete one", async () => {
  const kv = await Deno.openKv(":memory:");
  const { createStore } = await import("../../lib/store/store.ts");
  using store = createStore(kv);
  const { run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", { loss: batchOf(Array(1200).fill(1)) }));
  await assert.rejects(store.runs.delete(run.id), Conflict);
  await store.runs.update(run.id, { status: "failed" });
  await store.runs.delete(run.id);
  await assert.rejects(store.runs.get(run.id), NotFound);
  const left = (await Array.fromAsync(kv.list({ prefix: [] }))).map(({ key }) => key[0]);
  assert.deepEqual(left.sort(), ["experiments", "experiments_by_name"]);
});

Deno.test("resumeDeletions() finishes what a crash interrupted", async () => {
  const kv = await Deno.openKv(":memory:");
  const { createStore } = await import("../../lib/store/store.ts");
  using store = createStore(kv);
  const { experiment, run } = await makeRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", { loss: batchOf([1, 2]) }));
  await store.runs.update(run.id, { status: "completed" });
  let commits = 0;
  const failing = new Proxy(kv, {
    get(target, name) {
      if (name === "atomic" && ++commits > 3) throw new Error("power cut");
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await assert.rejects(createStore(failing).experiments.delete(experiment.id), /power cut/);
  assert.deepEqual((await store.experiments.list()).items, []);
  await store.resumeDeletions();
  assert.deepEqual(await Array.fromAsync(kv.list({ prefix: [] })), []);
});

Deno.test("openStore() refuses a file that is no KV, and a newer layout, with what to do", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const text = `${directory}/notes.txt`;
    await Deno.writeTextFile(text, "this is no database at all");
    await assert.rejects(
      openStore(text),
      /notes\.txt is not a Deno KV file; name another with --kv/,
    );
    assert.equal(await Deno.readTextFile(text), "this is no database at all");
    const other = `${directory}/other.db`;
    const database = new DatabaseSync(other);
    database.exec("CREATE TABLE notes (text)");
    database.close();
    const before = await Deno.readFile(other);
    await assert.rejects(openStore(other), /other\.db is not a Deno KV file/);
    assert.deepEqual(await Deno.readFile(other), before);
    const foreign = await Deno.openKv(`${directory}/foreign.db`);
    await foreign.set(["posts", 1], "hello");
    foreign.close();
    await assert.rejects(openStore(`${directory}/foreign.db`), /foreign\.db is another program's KV file/);
    await assert.rejects(openStore(directory), /is a directory; name a file/);
    const newer = `${directory}/deep/newer.db`;
    (await openStore(newer)).close();
    const kv = await Deno.openKv(newer);
    await kv.set(["schema"], new Deno.KvU64(99n));
    kv.close();
    await assert.rejects(openStore(newer), /newer stdcurve \(layout 99/);
    const early = await Deno.openKv(newer);
    await early.set(["schema"], 2);
    early.close();
    await assert.rejects(openStore(newer), /early stdcurve \(layout 2.* move it away/);
    const changed = new DatabaseSync(newer);
    changed.exec("UPDATE kv SET v = x'ff63490a'"); // an integer in version 99 of V8's encoding
    changed.close();
    await assert.rejects(openStore(newer), /was written by a Deno newer than this one .*; update Deno/);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("runs.update() keeps the most that a run's command, tags and notes may hold, and refuses more", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, cwd: `/${"損".repeat(1_300)}`, host: "here" };
  const command = ["損".repeat(4_600)], tags = Array(69).fill("損".repeat(66)), notes = "損".repeat(10_000);
  const { id } = await store.runs.create({ ...input, command, name: "損".repeat(200) });
  const run = await store.runs.update(id, { tags, notes, reason: "exit code 1" });
  assert.deepEqual([run.command, run.tags, run.notes], [command, tags, notes]);
  await assert.rejects(
    store.runs.create({ ...input, command: ["損".repeat(4_700)] }),
    /command may have at most 14000 bytes/,
  );
  await assert.rejects(
    store.runs.update(id, { tags: [...tags, "損".repeat(66)] }),
    /tags may have at most 14000 bytes/,
  );
});
