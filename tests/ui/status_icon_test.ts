import assert from "node:assert/strict";
import { iconPath } from "../../lib/ui/status_icon.ts";

Deno.test("iconPath() names a file for running, done and failed, and none for a cancelled run", async () => {
  assert.equal(iconPath("queued"), iconPath("running"));
  assert.equal(iconPath("cancelled"), null);
  for (const status of ["running", "completed", "failed"] as const) {
    assert.ok((await Deno.stat(new URL(`../../static${iconPath(status)}`, import.meta.url))).isFile);
  }
});
