import assert from "node:assert/strict";
import { createSandbox, listKept, readUntil } from "./program.ts";

const PROGRAM =
  'i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; done; echo ready; read line; echo late';

Deno.test("backup copies a store while a run is captured, and the copy has the same runs, points and log", async () => {
  await using sandbox = await createSandbox();
  const old = (await sandbox.feed("Step 1: loss=1\nStep 2: loss=2\n", "import", "-")).stdout.trim();
  const child = sandbox.startPiped("run", "-n", "live", "--", "sh", "-c", PROGRAM);
  const live = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await readUntil(child.stdout, /ready/);
  for (let tries = 0; !(await listKept(sandbox))[0].runs[0].metrics.loss?.count; tries++) {
    assert.ok(tries < 60, "stored");
  }
  const made = await sandbox.stdcurve("backup", "copy.db");
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /^copy\.db: 2 runs, [\d.]+ KB\n$/);
  assert.match(
    made.stderr,
    /^stdcurve: 1 live run went on: what they print from now on isn't in the copy; .*runs\.db\.spool\n$/,
  );
  const copy = sandbox.with({ STDCURVE_KV: sandbox.path("copy.db") });
  const exportOf = async (box: typeof sandbox, id: string) => (await box.stdcurve("export", id)).stdout;
  assert.equal(await exportOf(copy, old), await exportOf(sandbox, old));
  const kept = (await listKept(copy))[0].runs.find(({ id }: { id: string }) => id === live);
  assert.equal(kept.status, "running");
  assert.ok(kept.metrics.loss.count > 0);
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("\n"));
  await writer.close();
  await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
  await child.status;
  const again = await sandbox.stdcurve("backup", "copy.db");
  assert.deepEqual([again.code, again.stdout], [1, ""]);
  assert.match(again.stderr, /copy\.db exists already; name a file that doesn't\n$/);
});

Deno.test("backup names what an earlier one of the same name has left that was killed", async () => {
  await using sandbox = await createSandbox();
  await sandbox.feed("Step 1: loss=1\n", "import", "-");
  await sandbox.write("copy.db.part-0123", "half");
  const made = await sandbox.stdcurve("backup", "copy.db");
  assert.equal(made.code, 0);
  assert.match(made.stderr, /begun and not finished; .*: copy\.db\.part-0123\n$/);
});
