import assert from "node:assert/strict";
import { rereadRun } from "../../lib/intake/reread.ts";
import { openStore } from "../../lib/store/store.ts";
import { createSandbox, listKept, readUntil, type Sandbox } from "./program.ts";
import { startInTerminal } from "./terminal.ts";

const LINES = Array.from({ length: 20_000 }, (_, i) => `Step ${i + 1}: loss=0.${i + 1}\n`).join("");
const DAY_MS = 86_400_000;

/** Imports runs that ended so many days ago. Returns their ids, in the same order. */
async function importRuns(sandbox: Sandbox, ...days: number[]): Promise<string[]> {
  const path = await sandbox.write("train.log", LINES), ids: string[] = [];
  for (const _ of days) ids.push((await sandbox.stdcurve("import", path)).stdout.trim());
  using store = await openStore(sandbox.kv);
  for (const [at, id] of ids.entries()) await store.runs.update(id, { endedAt: Date.now() - days[at]! * DAY_MS });
  return ids;
}

const listIds = async (sandbox: Sandbox): Promise<string[]> =>
  (await listKept(sandbox)).flatMap(({ runs }) => runs).map(({ id }: { id: string }) => id);

Deno.test("trim deletes the runs that it shows, and gives their space back", async () => {
  await using sandbox = await createSandbox();
  const [old, young] = await importRuns(sandbox, 100, 2), before = (await Deno.stat(sandbox.kv)).size;
  const shown = await sandbox.stdcurve("trim", "--older", "90d", "--dry-run");
  assert.match(
    shown.stdout,
    new RegExp(`^id .*\\n${old!.slice(-8)}  default .*\\nwould delete 1 run, about \\d+ KB\\n$`),
  );
  const asked = await sandbox.stdcurve("trim", "--older", "90d");
  assert.equal(asked.code, 2);
  assert.match(asked.stderr, /nobody can be asked here.*--yes/);
  assert.equal((await listIds(sandbox)).length, 2);
  const done = await sandbox.stdcurve("trim", "--older", "90d", "--yes");
  assert.match(done.stdout, /\ndeleted 1 run\n$/);
  assert.match(done.stderr, /^stdcurve: \d+ KB were given back to the disk\n$/);
  assert.deepEqual(await listIds(sandbox), [young]);
  assert.ok((await Deno.stat(sandbox.kv)).size < before * 0.7);
  assert.equal((await sandbox.stdcurve("trim", "--older", "90d", "--yes")).stdout, "nothing to delete\n");
});

Deno.test("trim --size deletes the oldest runs until the file is smaller", async () => {
  await using sandbox = await createSandbox();
  const ids = await importRuns(sandbox, 4, 9, 7, 1), { size } = await Deno.stat(sandbox.kv);
  assert.equal((await sandbox.stdcurve("trim", "--size", String(Math.round(size * 0.55)), "-y")).code, 0);
  assert.ok((await Deno.stat(sandbox.kv)).size <= size * 0.55);
  assert.deepEqual(await listIds(sandbox), [ids[3], ids[0]]);
});

Deno.test("trim --logs-only keeps the points, and the run says that its log is gone", async () => {
  await using sandbox = await createSandbox();
  const [id] = await importRuns(sandbox, 1), points = (await sandbox.stdcurve("export", id!)).stdout;
  const done = await sandbox.stdcurve("trim", "--keep", "0", "--logs-only", "--yes");
  assert.match(done.stdout, /\ndeleted the logs of 1 run\n$/);
  assert.equal((await sandbox.stdcurve("export", id!)).stdout, points);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.match(run.warnings[0], /^the log was deleted on /);
  const again = await sandbox.stdcurve("reread", id!);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /can't be read again: the log was deleted on .*; the points stay/);
  const all = await sandbox.stdcurve("reread", "--all");
  assert.deepEqual([all.code, all.stdout], [0, ""]);
  assert.match(all.stderr, /1 run without a log/);
  using store = await openStore(sandbox.kv);
  await assert.rejects(rereadRun(store, id!), /the points stay/);
  assert.equal((await store.runs.get(id!)).metrics[0]!.count, 20_000);
});

Deno.test("trim leaves live runs alone, and the space inside a file that a run uses", async () => {
  await using sandbox = await createSandbox();
  const ids = await importRuns(sandbox, 5);
  const child = sandbox.startPiped("run", "--", "sh", "-c", "echo Step 1: loss=1; read line");
  const live = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await readUntil(child.stdout, /loss/);
  const done = await sandbox.stdcurve("trim", "--keep", "0", "--yes");
  assert.match(done.stdout, /\ndeleted 1 run\n$/);
  assert.match(done.stderr, /KB are free inside the file and used for new runs; another stdcurve has it open/);
  assert.deepEqual(await listIds(sandbox), [live]);
  assert.ok(!(await listIds(sandbox)).includes(ids[0]!));
  await child.stdin.close();
  await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
  await child.status;
});

Deno.test("trim wants exactly one rule with a value that it can use", async () => {
  await using sandbox = await createSandbox();
  await importRuns(sandbox, 1);
  for (
    const [words, why] of [
      [[], /with one of --older 90d, --keep 20 and --size 10GB/],
      [["--older", "1d", "--keep", "3"], /with one of/],
      [["--older", "soon"], /--older soon can't be used; write it like 90d/],
      [["--keep", "-3"], /--keep needs a value/],
      [["--keep", "some"], /--keep some can't be used/],
      [["--size", "big"], /--size big can't be used/],
    ] as const
  ) {
    const { code, stderr } = await sandbox.stdcurve("trim", ...words, "--yes");
    assert.equal(code, 2);
    assert.match(stderr, why);
  }
  assert.equal((await listIds(sandbox)).length, 1);
});

Deno.test({
  name: "trim asks on a terminal, and deletes nothing without a yes",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using sandbox = await createSandbox();
    await importRuns(sandbox, 1);
    for (const [answer, left] of [["n", 1], ["", 1], ["yes", 0]] as const) {
      const terminal = startInTerminal(sandbox, ["trim", "--keep", "0"]);
      const writer = terminal.stdin.getWriter();
      await writer.write(new TextEncoder().encode(`${answer}\n`)); // the terminal keeps it until it is read
      await readUntil(terminal.stdout, left === 0 ? /deleted 1 run/ : /nothing was deleted/);
      await terminal.stdout.cancel();
      await terminal.status;
      await writer.close().catch(() => {});
      assert.equal((await listIds(sandbox)).length, left, answer);
    }
  },
});
