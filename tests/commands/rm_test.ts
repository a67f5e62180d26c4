import assert from "node:assert/strict";
import { createSandbox, listKept } from "./program.ts";

Deno.test("rm deletes nothing when one of the ids is unknown", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  assert.equal((await sandbox.stdcurve("rm", id, "01900000-0000-7000-8000-000000000000")).code, 1);
  assert.equal((await listKept(sandbox))[0].runs.length, 1);
  await sandbox.feed("Step 1: loss=1\n", "import", "-");
  const { code, stderr } = await sandbox.stdcurve("export", id.slice(0, 6));
  assert.equal(code, 2);
  assert.match(stderr, /^stdcurve: 2 runs have ids like [0-9a-f]{6}; give more characters of the id[^\n]*\n$/);
});
