import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { InvalidInput } from "../../../lib/errors.ts";
import { claimForMachine, claimPath } from "../../../lib/store/kv/machine_claim.ts";
import { inDirectory } from "../../support/directory.ts";

const A = { name: "alpha", id: "boot-a" }, B = { name: "beta", id: "boot-b" };
const isShared = () => true;

Deno.test("claimForMachine() refuses a second machine, and lets processes of the same one in", () =>
  inDirectory((directory) => {
    const path = `${directory}/runs.db`;
    using _first = claimForMachine(path, { machine: A, isShared });
    using _same = claimForMachine(path, { machine: A, isShared });
    assert.throws(
      () => claimForMachine(path, { machine: B, isShared }),
      (error) => error instanceof InvalidInput && /stdcurve on alpha uses it .*two machines/.test(error.message),
    );
    assert.equal(Deno.statSync(claimPath(path)).mode! & 0o777, 0o600);
    return Promise.resolve();
  }));

Deno.test("claimForMachine() lets another machine in once the first has closed, and after 2 minutes of silence", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/runs.db`;
    {
      using _first = claimForMachine(path, { machine: A, isShared });
    }
    assert.equal(existsSync(claimPath(path)), false);
    {
      using _second = claimForMachine(path, { machine: B, isShared });
    }
    await Deno.writeTextFile(claimPath(path), "boot-a\nalpha\n", { mode: 0o600 }); // its machine has crashed
    assert.throws(() => claimForMachine(path, { machine: B, isShared }), InvalidInput);
    const longAgo = (Date.now() - 121_000) / 1000;
    await Deno.utime(claimPath(path), longAgo, longAgo);
    using _third = claimForMachine(path, { machine: B, isShared });
    assert.match(await Deno.readTextFile(claimPath(path)), /^boot-b\n/);
  }));

Deno.test("claimForMachine() writes nothing beside a file on a local disk", () =>
  inDirectory((directory) => {
    using _claim = claimForMachine(`${directory}/runs.db`);
    assert.deepEqual([...Deno.readDirSync(directory)], []);
    return Promise.resolve();
  }));
