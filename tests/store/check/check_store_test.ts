import assert from "node:assert/strict";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { batchOf } from "../digits.ts";
import { assertWhole, createPatient, type Patient } from "./damaged.ts";

Deno.test("store.check() finds nothing in a healthy store, and counts what it has read", async () => {
  using patient = await createPatient();
  const { findings, totals } = await patient.store.check();
  assert.deepEqual(findings, []);
  assert.equal(totals.runs, 3);
  assert.equal(totals.points, 10_002);
  assert.equal(totals.logBytes, (await patient.readLog()).length + 24 + 7);
});

/** A way to damage the store, the fault that is found, and what is true after it was mended. */
interface Damage {
  name: string;
  damage: (patient: Patient) => Promise<unknown>;
  found: RegExp;
  /** Left out: the long run is whole again. */
  after?: (patient: Patient) => Promise<void>;
}

const truncate = (value: Uint8Array) => value.slice(0, value.length / 2);

/** Faults that are mended surely. */
const MENDED: Damage[] = [
  {
    name: "a missing chunk of points",
    damage: async ({ kv, list }) => await kv.delete((await list("points"))[1]!.key),
    found: /points and summary don't agree/,
  },
  {
    name: "a truncated chunk of points",
    damage: async ({ kv, list }) => {
      const { key, value } = (await list("points"))[2]!;
      await kv.set(key, truncate(value));
    },
    found: /points and summary don't agree/,
  },
  {
    name: "a changed number among the points",
    damage: async ({ kv, list }) => {
      const { key, value } = (await list("points")).findLast(({ key }) => key[3] === "loss")!;
      value[value.length - 8 * 7 - 1]! ^= 1;
      for (let i = 8; i < value.length; i++) if (value[i]! > 0x20) value[i]! ^= 2;
      await kv.set(key, value);
    },
    found: /points and summary don't agree/,
  },
  {
    name: "a missing page of summaries",
    damage: async ({ kv, list }) => await kv.delete((await list("metrics"))[0]!.key),
    found: /loss: its summary is missing/,
  },
  {
    name: "a wrong count in a summary",
    damage: async ({ kv, id }) => {
      const key = ["metrics", id, 0, 0], numbers = new Float64Array(20);
      numbers.set([4_999, 1, 1, 0, 1, 1, 1, 1, 0, 1]);
      await kv.set(key, encodeValue({ names: ["loss", "learning_rate"], kinds: ["metric", "metric"], numbers }));
    },
    found: /loss: points and summary don't agree; learning_rate: points/,
  },
  {
    name: "a truncated page of summaries",
    damage: async ({ kv, list }) => {
      const { key, value } = (await list("metrics"))[0]!;
      await kv.set(key, truncate(value));
    },
    found: /page 0 of the summaries can't be decoded/,
  },
  {
    name: "a truncated state of the reader",
    damage: async ({ kv, id }) =>
      await kv.set(["readers", id], truncate((await kv.get<Uint8Array>(["readers", id])).value!)),
    found: /the reader's state can't be decoded/,
  },
  {
    name: "points of an earlier reading",
    damage: async ({ kv, store, id }) => {
      const draft = await store.generation.begin(id);
      await store.generation.append(id, draft, { points: new Map([["loss", batchOf([1, 2])]]) });
      const { rereadRun } = await import("../../../lib/intake/reread.ts");
      await rereadRun(store, id);
      await kv.set(["points", id, 0, "loss", 0], new Uint8Array(8));
    },
    found: /points of an earlier reading were left behind/,
  },
  {
    name: "missing facts",
    damage: ({ kv, id }) => kv.delete(["facts", id]),
    found: /facts and ingest record don't agree/,
  },
  {
    name: "facts that are no MessagePack",
    damage: ({ kv, id }) => kv.set(["facts", id], new Uint8Array([0xc1, 2, 3])),
    found: /facts can't be decoded/,
  },
  {
    name: "a malformed ingest record",
    damage: ({ change, id }) => change(["ingest", id], { offset: "many" }),
    found: /ingest record can't be decoded/,
  },
  {
    name: "facts and ingest record that are both gone",
    damage: async ({ kv, id }) => {
      await kv.set(["facts", id], encodeValue(7));
      await kv.delete(["ingest", id]);
    },
    found: /facts can't be decoded/,
  },
  {
    name: "an offset that disagrees",
    damage: ({ change, id }) => change(["ingest", id], { offset: 12 }),
    found: /facts and ingest record don't agree/,
  },
  {
    name: "a wrong number of lines",
    damage: ({ change, id }) => change(["facts", id], { newlines: 17 }),
    found: /has 5000 newlines, and its facts say 17/,
  },
  {
    name: "a log chunk under the wrong line",
    damage: async ({ kv, list, id }) => {
      const { key, value } = (await list("log"))[1]!;
      await kv.delete(key);
      await kv.set(["log", id, Number(key[2]) + 1, key[3]!], value);
    },
    found: /the log from byte [\d,]+ on is said to be line \d+, and is line \d+/,
  },
  {
    name: "a missing pointer from the experiment",
    damage: ({ kv, id, experimentId }) => kv.delete(["runs_by_experiment", experimentId, id]),
    found: /its experiment doesn't list it/,
  },
  {
    name: "a pointer to a run that is not there",
    damage: ({ kv, experimentId }) =>
      kv.set(["runs_by_experiment", experimentId, crypto.randomUUID()], encodeValue(true)),
    found: /lists run .*, which is not there/,
  },
  {
    name: "a complete run that is listed as live and has an owner",
    damage: async ({ kv, id }) => {
      await kv.set(["live_runs", id], encodeValue(true));
      await kv.set(["owners", id], encodeValue({}));
    },
    found: /is completed and listed as live/,
  },
  {
    name: "a live run that isn't listed as live",
    damage: ({ kv, liveId }) => kv.delete(["live_runs", liveId]),
    found: /it is running and isn't listed as live/,
    after: async ({ store, liveId }) => assert.deepEqual((await store.runs.listLive()).map(({ id }) => id), [liveId]),
  },
  {
    name: "a truncated experiment",
    damage: async ({ kv, experimentId }) => {
      const key = ["experiments", experimentId];
      await kv.set(key, truncate((await kv.get<Uint8Array>(key)).value!));
    },
    found: /experiment .*: its record can't be decoded/,
    after: async (patient) => {
      await assertWhole(patient);
      assert.equal((await patient.store.experiments.getByName("long"))!.id, patient.experimentId);
    },
  },
  {
    name: "a missing experiment and its name",
    damage: async ({ kv, experimentId }) => {
      await kv.delete(["experiments", experimentId]);
      await kv.delete(["experiments_by_name", "long"]);
    },
    found: /experiment .*: its record is gone, and run .* belongs to it/,
    after: async (patient) => {
      await assertWhole(patient);
      assert.match((await patient.store.experiments.get(patient.experimentId)).name, /^recovered /);
    },
  },
  {
    name: "a name that points nowhere",
    damage: ({ kv }) => kv.set(["experiments_by_name", "ghost"], encodeValue(crypto.randomUUID())),
    found: /the name "ghost" points to no experiment/,
  },
  {
    name: "a missing name",
    damage: ({ kv }) => kv.delete(["experiments_by_name", "long"]),
    found: /nothing points to it by its name "long"/,
  },
  {
    name: "two experiments of one name",
    damage: async ({ change, store }) => {
      const { id } = (await store.experiments.getByName("short"))!;
      await change(["experiments", id], { name: "long" });
    },
    found: /another one has its name "long"/,
    after: async (patient) => {
      await assertWhole(patient);
      const names = (await patient.store.experiments.list()).items.map(({ name }) => name);
      assert.equal(names.filter((name) => /^long [0-9a-f]{8}$/.test(name)).length, 1);
    },
  },
  {
    name: "a malformed record of a run",
    damage: ({ change, id }) => change(["runs", id], { status: "sleeping" }),
    found: /its record can't be decoded/,
    after: async (patient) => {
      await assertWhole(patient);
      const run = await patient.store.runs.getOf(patient.experimentId, patient.id);
      assert.deepEqual([run.status, run.reason], [
        "failed",
        "its record was damaged and stdcurve doctor has made it again",
      ]);
      assert.ok(Math.abs(run.createdAt - Date.now()) < 120_000, "the id says when it was made");
    },
  },
  {
    name: "a record of a run that is gone, with every pointer to it",
    damage: async ({ kv, id, experimentId }) => {
      await kv.delete(["runs", id]);
      await kv.delete(["runs_by_experiment", experimentId, id]);
    },
    found: /its record is gone/,
    after: async (patient) => {
      await assertWhole(patient);
      const { id } = (await patient.store.experiments.getByName("recovered"))!;
      assert.deepEqual((await patient.store.runs.list(id)).items.map(({ id }) => id), [patient.id]);
    },
  },
  {
    name: "what a deletion left behind",
    damage: async ({ kv, id, list, experimentId }) => {
      for (const { key } of await list("log")) await kv.delete(key);
      await kv.delete(["runs", id]);
      await kv.delete(["runs_by_experiment", experimentId, id]);
    },
    found: /its record is gone, and other records of it are left/,
    after: async ({ list }) => {
      assert.deepEqual([...await list("points"), ...await list("metrics")], []);
    },
  },
  {
    name: "a deletion that was not finished",
    damage: async ({ kv, id, change }) => {
      await change(["runs", id], { deleting: true });
      await kv.set(["deleting", id], encodeValue("run"));
    },
    found: /the deletion of .* was not finished/,
    after: async ({ list }) => assert.deepEqual([...await list("log"), ...await list("points")], []),
  },
];

for (const { name, damage, found, after = assertWhole } of MENDED) {
  Deno.test(`store.check() finds ${name}, and it can be mended`, async () => {
    using patient = await createPatient();
    await damage(patient);
    const findings = await patient.check();
    assert.ok(findings.some((what) => found.test(what)), `${found} among ${findings.join("\n")}`);
    assert.deepEqual(await patient.mend(), []);
    await after(patient);
  });
}
