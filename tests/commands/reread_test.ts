import assert from "node:assert/strict";
import { createSandbox } from "./program.ts";

Deno.test("reread --all changes no point when reader and patterns are the same", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=2.5\nStep 2: loss=1.25\n", "import", "-")).stdout.trim();
  const before = (await sandbox.stdcurve("export", id)).stdout;
  const { code, stdout } = await sandbox.stdcurve("reread", "--all");
  assert.equal(code, 0);
  assert.match(stdout, /2 points/);
  assert.equal((await sandbox.stdcurve("export", id)).stdout, before);
});
