import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/store.ts";
import { createSandbox, readUntil } from "./program.ts";

Deno.test("run says that its command has ended while the store takes nothing, and Ctrl-C leaves the rest", async () => {
  await using sandbox = await createSandbox();
  (await openStore(sandbox.kv)).close();
  const database = new DatabaseSync(sandbox.kv);
  database.exec("BEGIN IMMEDIATE");
  try {
    const child = sandbox.start("run", "--", "sh", "-c", "echo Step 1: loss=1; exit 6");
    await readUntil(
      child.stderr,
      /stdcurve: the command has ended with exit code 6; waiting until .* is stored; Ctrl-C/,
    );
    child.kill("SIGINT");
    await readUntil(child.stderr, /stdcurve: stopped before everything was stored; stdcurve serve stores the rest/);
    const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
    assert.equal(code, 6);
  } finally {
    database.close();
  }
});
