import assert from "node:assert/strict";
import { isDiskFull, watchDisk } from "../../lib/runs/full_disk.ts";
import { canMount, withSmallDisk } from "../support/small_disk.ts";

Deno.test("watchDisk() reports a full disk once, and keeps that it was full", () => {
  const looks = [false, true, true, false];
  let reports = 0;
  const disk = watchDisk("/spools/a.log", () => reports++, () => looks.shift()!);
  disk.look();
  assert.deepEqual([disk.wasFull, reports], [false, 0]);
  disk.look();
  disk.look();
  disk.look();
  assert.deepEqual([disk.wasFull, reports], [true, 1]);
});

Deno.test({
  name: "isDiskFull() is true for a disk without room, and false after something was removed",
  ignore: !canMount, // needs a user who may mount a tmpfs
  fn: () =>
    withSmallDisk(1, async ({ path }) => {
      assert.equal(isDiskFull(`${path}/a.log`), false);
      await assert.rejects(Deno.writeFile(`${path}/b`, new Uint8Array(2 * 1024 * 1024)));
      assert.equal(isDiskFull(`${path}/a.log`), true);
      await Deno.remove(`${path}/b`);
      assert.equal(isDiskFull(`${path}/a.log`), false);
    }),
});

Deno.test("isDiskFull() is false for a directory that does not exist", () => {
  assert.equal(isDiskFull("/no/such/directory/a.log"), false);
});
