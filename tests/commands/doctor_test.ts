import assert from "node:assert/strict";
import { readNote } from "../../lib/process/spool.ts";
import { openStore } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox, type Ended, listKept, readUntil, type Sandbox } from "./program.ts";

const LINES = Array.from({ length: 20_000 }, (_, i) => `Step ${i + 1}: loss=0.${i + 1}\n`).join("");

async function importRun(sandbox: Sandbox): Promise<string> {
  return (await sandbox.stdcurve("import", await sandbox.write("train.log", LINES))).stdout.trim();
}

async function withKv(sandbox: Sandbox, use: (kv: Deno.Kv) => Promise<unknown>): Promise<void> {
  const kv = await Deno.openKv(sandbox.kv);
  try {
    await use(kv);
  } finally {
    kv.close();
  }
}

const HEALTHY = `checked 1 run, ${(LINES.length / 1024).toPrecision(3)} KB of log, 20,000 points: healthy`;

const linesOf = ({ stdout }: Ended) => stdout.trimEnd().split("\n");

/** Prints a line, waits for the file `go`, and prints another one. */
const PROGRAM = 'echo "Step 1: loss=1"; while [ ! -e go ]; do sleep 0.05; done; echo "Step 2: loss=2"';

/** Starts a run and kills its stdcurve. The command goes on. Returns the id of the run and the path of its spool. */
async function startOrphan(sandbox: Sandbox): Promise<{ id: string; spool: string }> {
  const child = sandbox.start("run", "--", "sh", "-c", PROGRAM);
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await readUntil(child.stdout, /loss=1/);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  return { id, spool: `${sandbox.kv}.spool/${id}.log` };
}

Deno.test("doctor finds nothing in a healthy store, and says how much it has read", async () => {
  await using sandbox = await createSandbox();
  await importRun(sandbox);
  const { code, stdout } = await sandbox.stdcurve("doctor");
  assert.deepEqual([code, stdout], [0, `${HEALTHY}\n`]);
  const { healthy, layout, findings, checked } = JSON.parse((await sandbox.stdcurve("doctor", "--json")).stdout);
  assert.deepEqual([healthy, layout, findings], [true, 3, []]);
  assert.deepEqual(checked, { runs: 1, log_bytes: LINES.length, points: 20_000 });
});

Deno.test("doctor --repair mends damaged records of a file, and a second look finds it healthy", async () => {
  await using sandbox = await createSandbox();
  const id = await importRun(sandbox), points = (await sandbox.stdcurve("export", id)).stdout;
  await withKv(sandbox, async (kv) => {
    await kv.delete(["points", id, 0, "loss", 3]);
    await kv.set(["runs", id], new Uint8Array([0xc1]));
    await kv.delete(["live_runs", id]);
    const [{ key }] = await Array.fromAsync(kv.list({ prefix: ["experiments_by_name"] })) as [Deno.KvEntry<unknown>];
    await kv.delete(key);
  });
  const looked = await sandbox.stdcurve("doctor");
  assert.equal(looked.code, 1);
  assert.match(
    looked.stdout,
    new RegExp(`fault: run ${id}: its record can't be decoded; stdcurve doctor --repair makes it again`),
  );
  assert.match(looked.stdout, /fault: experiment .* by its name "default"; stdcurve doctor --repair mends it\n/);
  assert.deepEqual(linesOf(looked), linesOf(await sandbox.stdcurve("doctor")), "looking changes nothing");
  const repaired = await sandbox.stdcurve("doctor", "--repair");
  assert.equal(repaired.code, 0, repaired.stdout);
  assert.match(repaired.stdout, new RegExp(`mended: run ${id}: loss: points and summary don't agree\\n`));
  assert.equal(
    linesOf(await sandbox.stdcurve("doctor")).at(-1),
    HEALTHY,
  );
  assert.equal((await sandbox.stdcurve("export", id)).stdout, points);
});

Deno.test("doctor --repair stores what the spool of a killed stdcurve has, once its command has ended", async () => {
  await using sandbox = await createSandbox();
  const { id, spool } = await startOrphan(sandbox);
  await sandbox.write("go", "");
  await waitFor(() => readNote(spool)?.exitCode === 0, { what: "the command to end" });
  const looked = await sandbox.stdcurve("doctor");
  assert.equal(looked.code, 1);
  assert.match(
    looked.stdout,
    new RegExp(`fault: run ${id} is running, and no stdcurve captures it: \\d+ bytes of its spool aren't stored; `),
  );
  const repaired = await sandbox.stdcurve("doctor", "--repair");
  assert.equal(repaired.code, 0, repaired.stdout + repaired.stderr);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.status, run.exit_code, run.metrics.loss.count], ["completed", 0, 2]);
  assert.equal(await Deno.stat(spool).catch(() => null), null);
});

Deno.test("doctor --repair stores what is there of a run whose command still runs, and ends", async () => {
  await using sandbox = await createSandbox();
  const { id, spool } = await startOrphan(sandbox);
  const repaired = await sandbox.stdcurve("doctor", "--repair");
  assert.equal(repaired.code, 1);
  assert.match(
    repaired.stdout,
    new RegExp(`fault: run ${id} is running, and no stdcurve captures it: 0 bytes of its spool`),
  );
  assert.doesNotMatch(repaired.stdout, /mended/);
  {
    using store = await openStore(sandbox.kv);
    assert.equal(await new Blob(await Array.fromAsync(store.logs.bytes(id)) as BlobPart[]).text(), "Step 1: loss=1\n");
  }
  await sandbox.write("go", "");
  await waitFor(() => readNote(spool)?.exitCode === 0, { what: "the command to end" });
  assert.equal((await sandbox.stdcurve("doctor", "--repair")).code, 0);
  assert.equal((await listKept(sandbox))[0].runs[0].metrics.loss.count, 2);
});

Deno.test("doctor --repair keeps the stored log when the spool is shorter, as after a power cut", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.start("run", "--", "sh", "-c", PROGRAM);
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!, spool = `${sandbox.kv}.spool/${id}.log`;
  await waitFor(async () => (await listKept(sandbox))[0].runs[0].metrics.loss?.count === 1, {
    what: "the line to be stored",
  });
  child.kill("SIGKILL");
  Deno.kill(-readNote(spool)!.leader!.pid, "SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  await Deno.truncate(spool, 5);
  assert.equal((await sandbox.stdcurve("doctor", "--repair")).code, 0);
  using store = await openStore(sandbox.kv);
  const run = await store.runs.get(id);
  assert.deepEqual([run.status, run.logBytes], ["failed", 15]);
  assert.match(run.reason, /^lost: /);
  assert.equal(await new Blob(await Array.fromAsync(store.logs.bytes(id)) as BlobPart[]).text(), "Step 1: loss=1\n");
});

Deno.test("doctor leaves a run alone that another stdcurve captures", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.start("run", "--", "sh", "-c", PROGRAM);
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await readUntil(child.stdout, /loss=1/);
  await waitFor(async () => (await listKept(sandbox))[0].runs[0].metrics.loss?.count === 1, {
    what: "the line to be stored",
  });
  assert.match((await sandbox.stdcurve("doctor")).stdout, /: healthy\n$/);
  await withKv(sandbox, (kv) => kv.delete(["live_runs", id]));
  const repaired = await sandbox.stdcurve("doctor", "--repair");
  assert.equal(repaired.code, 1);
  assert.match(
    repaired.stdout,
    /note: run .*isn't listed as live: left alone, because another stdcurve captures the run/,
  );
  await sandbox.write("go", "");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.match((await sandbox.stdcurve("doctor", "--repair")).stdout, /: healthy\n$/);
  assert.equal((await listKept(sandbox))[0].runs[0].metrics.loss.count, 2);
});

Deno.test("doctor names spools that no run of the store has, and never removes them", async () => {
  await using sandbox = await createSandbox();
  await importRun(sandbox);
  const spool = `${sandbox.kv}.spool/01900000-0000-7000-8000-000000000000.log`;
  await Deno.mkdir(`${sandbox.kv}.spool`, { mode: 0o700 });
  await Deno.writeTextFile(spool, "Step 1: loss=1\n", { mode: 0o644 });
  const { code, stdout } = await sandbox.stdcurve("doctor", "--repair");
  assert.equal(code, 1);
  assert.match(
    stdout,
    /fault: .*000\.log belongs to no run of this KV \(a spool of 15 bytes\); store it with stdcurve import /,
  );
  assert.match(stdout, /mended: .*000\.log has the mode 644/);
  assert.equal(await Deno.readTextFile(spool), "Step 1: loss=1\n");
  assert.equal((await Deno.stat(spool)).mode! & 0o777, 0o600);
});

Deno.test("doctor says that SQLite's file is damaged, and that others can read it", async () => {
  await using sandbox = await createSandbox();
  await importRun(sandbox);
  await Deno.chmod(sandbox.kv, 0o644);
  {
    using file = await Deno.open(sandbox.kv, { write: true });
    await file.seek(30 * 4096, Deno.SeekMode.Start);
    await file.write(new Uint8Array(20 * 4096).fill(0xa5));
  }
  const { code, stdout } = await sandbox.stdcurve("doctor");
  assert.equal(code, 1);
  assert.match(stdout, /fault: .*runs\.db has the mode 644, so that others can use it/);
  assert.match(stdout, /fault: .*runs\.db is damaged: .*; restore a backup/);
});

Deno.test("doctor says that a file is empty, and what to do", async () => {
  await using sandbox = await createSandbox();
  await Deno.writeFile(sandbox.kv, new Uint8Array(), { mode: 0o600 });
  const { code, stdout } = await sandbox.stdcurve("doctor");
  assert.equal(code, 1);
  assert.match(
    stdout,
    /^fault: .*runs\.db is empty: it holds no runs; restore a backup if it held some; the next command/,
  );
  assert.equal((await Deno.stat(sandbox.kv)).size, 0);
});

Deno.test("doctor says what is free inside the file, and --repair gives it back", async () => {
  await using sandbox = await createSandbox();
  const ids = [await importRun(sandbox), await importRun(sandbox), await importRun(sandbox)];
  await sandbox.stdcurve("rm", ...ids);
  const { size } = await Deno.stat(sandbox.kv), looked = await sandbox.stdcurve("doctor");
  assert.equal(looked.code, 0);
  assert.match(looked.stdout, /^note: [\d.]+ MB are free inside the file; stdcurve doctor --repair gives them back/);
  assert.equal((await Deno.stat(sandbox.kv)).size, size);
  const repaired = await sandbox.stdcurve("doctor", "--repair");
  assert.match(repaired.stdout, /note: [\d.]+ MB were given back to the disk\n/);
  assert.ok((await Deno.stat(sandbox.kv)).size < size / 3);
});

Deno.test("doctor migrates nothing unless it is to repair", async () => {
  await using sandbox = await createSandbox();
  await Deno.copyFile(new URL("../fixtures/stores/layout_2.db", import.meta.url), sandbox.kv);
  await Deno.chmod(sandbox.kv, 0o600);
  const before = await Deno.readFile(sandbox.kv), looked = await sandbox.stdcurve("doctor");
  assert.equal(looked.code, 1);
  assert.match(
    looked.stdout,
    /fault: .* has the earlier layout 2; the next command that opens it brings it to layout 3/,
  );
  assert.deepEqual(await Deno.readFile(sandbox.kv), before);
  assert.match((await sandbox.stdcurve("doctor", "--repair")).stdout, /mended: .* has the earlier layout 2\n/);
});
