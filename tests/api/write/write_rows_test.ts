import assert from "node:assert/strict";
import { differingSettings } from "../../../lib/api/write/write_rows.ts";

Deno.test("differingSettings() names what is not the same in all runs, also where one lacks it", () => {
  const rows = [{ lr: "0.1", seed: "1", wd: "0" }, { lr: "0.2", seed: "1", wd: "0" }, { lr: "0.1", seed: "1" }];
  assert.deepEqual(differingSettings(rows.map((settings) => ({ settings }))), ["lr", "wd"]);
  assert.deepEqual(differingSettings([{ settings: { lr: "1" } }]), []);
  assert.deepEqual(differingSettings([]), []);
});
