import assert from "node:assert/strict";
import { Unavailable } from "../../lib/errors.ts";
import { NotOpenYet } from "../../lib/store/kv/deferred.ts";
import { createStoreWarning } from "../../lib/commands/store_warning.ts";
import { canMount, withSmallDisk } from "../support/small_disk.ts";

Deno.test("createStoreWarning() prints the first failure only", () => {
  const print = console.error, lines: unknown[] = [];
  console.error = (...values: unknown[]) => void lines.push(...values);
  try {
    const warning = createStoreWarning();
    warning.warn(new NotOpenYet("whoever opens it reports why"));
    assert.equal(warning.isGiven, false);
    warning.warn(new Error("busy"));
    warning.warn(new Error("still busy"));
    assert.equal(warning.isGiven, true);
  } finally {
    console.error = print;
  }
  assert.deepEqual(lines, ["stdcurve: the store does not answer (Error: busy); retrying, nothing is lost"]);
});

Deno.test({
  name: "createStoreWarning() doesn't promise that nothing is lost where the disk of the output is full",
  ignore: !canMount, // needs a user who may mount a tmpfs
  fn: () =>
    withSmallDisk(1, async ({ path }) => {
      const print = console.error, lines: unknown[] = [];
      console.error = (...values: unknown[]) => void lines.push(...values);
      try {
        createStoreWarning({ spoolDirectory: path }).warn(new Unavailable("the disk is full"));
        await assert.rejects(Deno.writeFile(`${path}/all`, new Uint8Array(2 * 1024 * 1024)));
        createStoreWarning({ spoolDirectory: path }).warn(new Unavailable("the disk is full"));
      } finally {
        console.error = print;
      }
      assert.deepEqual(lines, [
        "stdcurve: the disk is full; retrying, nothing is lost",
        "stdcurve: the disk is full; retrying",
      ]);
    }),
});
