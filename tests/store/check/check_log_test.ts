import assert from "node:assert/strict";
import { createPatient, type Patient } from "./damaged.ts";

/** A way to damage a log, and the fault that is found. */
interface Loss {
  name: string;
  damage: (patient: Patient) => Promise<unknown>;
  found: RegExp;
}

/** Faults that cost bytes of a log. */
const LOST: Loss[] = [
  {
    name: "a missing chunk of log",
    damage: async ({ kv, list }) => await kv.delete((await list("log"))[1]!.key),
    found: /bytes [\d,]+ to [\d,]+ of the log are missing/,
  },
  {
    name: "a missing last chunk of log",
    damage: async ({ kv, list }) => await kv.delete((await list("log")).at(-1)!.key),
    found: /bytes [\d,]+ to [\d,]+ of the log are missing/,
  },
  {
    name: "a truncated chunk of log",
    damage: async ({ kv, list }) => {
      const { key, value } = (await list("log"))[1]!;
      await kv.set(key, value.slice(0, 50));
    },
    found: /bytes [\d,]+ to [\d,]+ of the log can't be decoded/,
  },
  {
    name: "a chunk of log that is stored twice",
    damage: async ({ kv, list, id }) => {
      const { key, value } = (await list("log"))[1]!;
      await kv.set(["log", id, key[2]!, Number(key[3]) + 1], value);
    },
    found: /of the log are stored twice/,
  },
];

for (const { name, damage, found } of LOST) {
  Deno.test(`store.check() names ${name}, and mending deletes none of the rest`, async () => {
    using patient = await createPatient();
    await damage(patient);
    const rest = await patient.list("log"), findings = await patient.check();
    assert.ok(findings.some((what) => found.test(what)), `${found} among ${findings.join("\n")}`);
    assert.ok((await patient.mend()).some((what) => found.test(what)));
    const kept = await patient.list("log");
    assert.deepEqual(kept.map(({ key, value }) => [key, value]), rest.map(({ key, value }) => [key, value]));
    assert.equal((await patient.store.points.read(patient.id)).columns.get("loss")!.value.length, 5_000);
  });
}
