import assert from "node:assert/strict";
import { startSilentKv } from "../support/silent_kv.ts";
import { createSandbox } from "./program.ts";

Deno.test("stdcurve ls gives up a KV that does not answer, and says which", async () => {
  await using kv = startSilentKv();
  await using sandbox = await createSandbox();
  const { code, stdout, stderr } = await sandbox.with({ ...kv.env, STDCURVE_KV: kv.url }).stdcurve("ls");
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^stdcurve: the store at 127\.0\.0\.1:\d+ does not answer since \d\d:\d\d$/m);
});
