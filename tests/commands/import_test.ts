import assert from "node:assert/strict";
import { waitFor } from "../support/wait.ts";
import { createSandbox, listKept, readUntil, type Sandbox } from "./program.ts";

Deno.test("import stores a log with its metrics and prints only the run's id", async () => {
  await using sandbox = await createSandbox();
  const log = await sandbox.write("train.log", "Step 1: loss=2.5\r\nStep 2: loss=1.5");
  const { code, stdout, stderr } = await sandbox.stdcurve("import", "-e", "old", log);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/);
  const [{ name, runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([name, run.id, run.name, run.status], ["old", stdout.trim(), "train.log", "completed"]);
  assert.deepEqual([run.metrics.loss.count, run.metrics.loss.last], [2, 1.5]);
});

Deno.test("import makes no run of an empty log, and says so", async () => {
  await using sandbox = await createSandbox();
  await sandbox.write("empty.log", "");
  const { code, stdout, stderr } = await sandbox.stdcurve("import", "empty.log");
  assert.deepEqual([code, stdout], [1, ""]);
  assert.equal(stderr, "stdcurve: empty.log: it is empty; there is nothing to import\n");
  await sandbox.write("good.log", "step 1: loss=1\n");
  const several = await sandbox.stdcurve("import", "empty.log", "good.log");
  assert.deepEqual([several.code, several.stderr], [0, "stdcurve: skipped 1 empty log (empty.log)\n"]);
  const [{ runs }] = await listKept(sandbox);
  assert.deepEqual(runs.map(({ id }: { id: string }) => id), [several.stdout.trim()]);
});

Deno.test("import refuses a binary file and stores no run", async () => {
  await using sandbox = await createSandbox();
  const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256);
  const { code, stdout, stderr } = await sandbox.stdcurve("import", await sandbox.write("model.bin", bytes));
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^stdcurve: [^\n]+\n$/);
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
});

async function pack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const LOG = "Step 1: loss=2.5\n".repeat(50);

Deno.test("import and extract read the same points from gzip, gzip with several members, and UTF-16", async () => {
  await using sandbox = await createSandbox();
  const packed = await pack(LOG);
  const wide = new Uint8Array(Uint16Array.from("\ufeff" + LOG, (char) => char.charCodeAt(0)).buffer);
  for (
    const [name, bytes, lines] of [
      ["one.gz", packed, 50],
      ["two.gz", Uint8Array.of(...packed, ...packed), 100],
      ["wide.log", wide, 50],
      ["unmarked.log", wide.subarray(2), 50],
    ] as const
  ) {
    const log = await sandbox.write(name, bytes);
    const { code, stdout } = await sandbox.stdcurve("import", log);
    assert.equal(code, 0, name);
    const run = (await listKept(sandbox))[0].runs.find(({ id }: { id: string }) => id === stdout.trim());
    assert.equal(run.last_line, lines, name);
    const points = (await sandbox.stdcurve("extract", "--json", log)).stdout.trimEnd().split("\n");
    assert.equal(points.length, run.metrics.loss.count, name);
  }
});

/** Asserts a refusal: one line on stderr, no id on stdout, nothing stored. */
async function assertRefused(sandbox: Sandbox, file: string, why: RegExp): Promise<void> {
  const { code, stdout, stderr } = await sandbox.stdcurve("import", "-e", "refused", file);
  assert.deepEqual([code, stdout], [1, ""], stderr);
  assert.match(stderr, /^stdcurve: [^\n]+\n$/);
  assert.match(stderr, why);
  const kept = await Deno.stat(sandbox.kv).catch(() => null) ? await listKept(sandbox) : [];
  assert.deepEqual(kept.flatMap(({ runs }: { runs: unknown[] }) => runs), []);
}

Deno.test("import refuses a file in another archive format, and names the format", async () => {
  await using sandbox = await createSandbox();
  const write = (name: string, ...head: number[]) =>
    sandbox.write(name, Uint8Array.from({ length: 400 }, (_, i) => head[i] ?? (i * 37) % 256));
  const tar = new Uint8Array(1024).fill(110);
  tar.set(new TextEncoder().encode("ustar"), 257);
  await assertRefused(sandbox, await write("a.zip", 0x50, 0x4b, 3, 4), /a\.zip: .*zip archive, not a log; unpack it/);
  await assertRefused(sandbox, await write("a.log.xz", 0xfd, 0x37, 0x7a, 0x58), /a\.log\.xz: .*xz -dc/);
  await assertRefused(sandbox, await write("a.log.zst", 0x28, 0xb5, 0x2f, 0xfd), /zstd -dc/);
  await assertRefused(sandbox, await sandbox.write("a.tar", tar), /tar archive, not a log; unpack it/);
  await assertRefused(sandbox, await write("wide.log", 0xff, 0xfe, 0, 0), /UTF-32.*iconv/);
});

Deno.test("import stores nothing of a gzip file that ends early or is damaged", async () => {
  await using sandbox = await createSandbox();
  const packed = await pack(Array.from({ length: 20_000 }, (_, i) => `Step ${i}: loss=${Math.sin(i)}\n`).join(""));
  const damaged = packed.slice();
  damaged.fill(0x55, 20_000, 20_100);
  await assertRefused(
    sandbox,
    await sandbox.write("half.gz", packed.subarray(0, packed.length / 2)),
    /half\.gz.*ends early/,
  );
  await assertRefused(sandbox, await sandbox.write("damaged.gz", damaged), /damaged\.gz.*is damaged/);
});

Deno.test("import names the file when it is missing, and the directory that holds no log", async () => {
  await using sandbox = await createSandbox();
  await assertRefused(sandbox, "gone.log", /cannot read gone\.log: there is no such file/);
  await Deno.mkdir(sandbox.path("empty"));
  await assertRefused(sandbox, sandbox.path("empty"), /empty holds no log: no file whose name ends with \.log/);
});

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`import - stores what arrived before ${signal}, and ends with ${code}`, async () => {
    await using sandbox = await createSandbox();
    const child = sandbox.startPiped("import", "-e", "live", "-");
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode("Step 1: loss=2.5\nStep 2: loss=1.5\n"));
    await readUntil(child.stdout, /^[0-9a-f-]{36}\n/);
    child.kill(signal);
    const ended = await child.status;
    await Promise.all([child.stdout.cancel(), child.stderr.cancel(), writer.close().catch(() => {})]);
    assert.equal(ended.code, code);
    const [{ runs: [run] }] = await listKept(sandbox);
    assert.deepEqual([run.status, run.reason, run.last_line], ["cancelled", `stopped by ${signal}`, 2]);
  });
}

Deno.test("import - prints the id before the log ends", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.startPiped("import", "-");
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("Step 1: loss=2.5\n"));
  const [id] = await readUntil(child.stdout, /^[0-9a-f-]{36}(?=\n)/);
  await writer.write(new TextEncoder().encode("Step 2: loss=1.5\n"));
  await writer.close();
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 0);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.id, run.status, run.metrics.loss.count], [id, "completed", 2]);
});

Deno.test("import - stores a value that waits for its bar though the log says nothing more", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.startPiped("import", "-");
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(" 10%|#         | 10/100 [00:01<00:09, 10.00it/s]\nloss: 0.5\n"));
  await readUntil(child.stdout, /^[0-9a-f-]{36}(?=\n)/);
  const findLoss = async () => (await listKept(sandbox))[0].runs[0].metrics.loss;
  const { count, last_step } = await waitFor(findLoss, { what: "the loss" });
  assert.deepEqual([count, last_step], [1, 10]);
  await writer.close();
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal((await findLoss()).count, 1);
});

Deno.test("import stores a named pipe while it arrives, like stdin", async () => {
  await using sandbox = await createSandbox();
  const pipe = sandbox.path("pipe");
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const child = sandbox.start("import", pipe);
  const file = await Deno.open(pipe, { write: true });
  await file.write(new TextEncoder().encode("Step 1: loss=2.5\n"));
  await readUntil(child.stdout, /^[0-9a-f-]{36}\n/);
  child.kill("SIGTERM");
  assert.equal((await child.output()).code, 143);
  file.close();
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.name, run.status, run.last_line], ["pipe", "cancelled", 1]);
});

Deno.test("import refuses an invalid name before it creates an experiment", async () => {
  await using sandbox = await createSandbox();
  const log = await sandbox.write("a.log", "Step 1: loss=1\n");
  for (const name of ["", "x".repeat(201), "two\nlines"]) {
    const { code, stderr } = await sandbox.stdcurve("import", "-e", "new", "-n", name, log);
    assert.equal(code, 2);
    assert.match(stderr, /^stdcurve: --name must [^\n]+\n$/);
  }
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
});

Deno.test("import makes a run of each log of several files and of a directory, and prints their ids", async () => {
  await using sandbox = await createSandbox();
  await Deno.mkdir(sandbox.path("runs/deep"), { recursive: true });
  for (
    const [name, loss] of [["a.log", 1], ["runs/b.out", 2], ["runs/deep/c.txt", 3], ["runs/.hidden.log", 4], [
      "runs/model.bin",
      5,
    ]]
  ) {
    await sandbox.write(String(name), `step 1: loss=${loss}\n`);
  }
  const { code, stdout, stderr } = await sandbox.stdcurve("import", "-e", "many", "a.log", "runs");
  assert.deepEqual([code, stderr], [
    0,
    "stdcurve: skipped 1 file (model.bin): a log's name ends with .log, .out, .err or .txt\n",
  ]);
  const [{ runs }] = await listKept(sandbox);
  assert.deepEqual(stdout.trim().split("\n"), runs.map(({ id }: { id: string }) => id).toReversed());
  assert.deepEqual(
    runs.map(({ name, metrics }: { name: string; metrics: { loss: { last: number } } }) => [name, metrics.loss.last]),
    [
      ["deep/c.txt", 3],
      ["b.out", 2],
      ["a.log", 1],
    ],
  );
});

Deno.test("import goes on behind a bad file, and ends with 1", async () => {
  await using sandbox = await createSandbox();
  await sandbox.write("bad.log", new Uint8Array([0, 1, 2, 255, 0, 0, 7]));
  await sandbox.write("good.log", "step 1: loss=1\n");
  const { code, stdout, stderr } = await sandbox.stdcurve("import", "bad.log", "gone.log", "good.log");
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: bad\.log: .*\nstdcurve: .*gone\.log: there is no such file\n$/);
  const [{ runs }] = await listKept(sandbox);
  assert.deepEqual(runs.map(({ id }: { id: string }) => id), [stdout.trim()]);
});

Deno.test("import refuses a name for several logs, and stdin beside others, before it stores anything", async () => {
  await using sandbox = await createSandbox();
  await sandbox.write("a.log", "x\n");
  await sandbox.write("b.log", "x\n");
  const named = await sandbox.stdcurve("import", "-n", "one", "a.log", "b.log");
  assert.deepEqual([named.code, named.stdout], [2, ""]);
  assert.match(named.stderr, /--name names one run, and 2 logs are imported/);
  const piped = await sandbox.stdcurve("import", "a.log", "-");
  assert.deepEqual([piped.code, piped.stdout], [2, ""]);
  assert.deepEqual(await listKept(sandbox), []);
});

Deno.test("import skips what the experiment has already, prints the ids that it got then, and imports it --again", async () => {
  await using sandbox = await createSandbox();
  await Deno.mkdir(sandbox.path("runs"));
  for (const name of ["a.log", "b.log", "c.log", "d.log"]) {
    await sandbox.write(`runs/${name}`, `step 1: loss=1 of ${name}\n`);
  }
  await sandbox.write("runs/e.log.gz", await pack(LOG));
  const first = await sandbox.stdcurve("import", "-e", "kept", "runs");
  assert.deepEqual([first.code, first.stderr, first.stdout.split("\n").length], [0, "", 6]);
  const second = await sandbox.stdcurve("import", "-e", "kept", "runs");
  assert.deepEqual([second.code, second.stdout], [0, first.stdout]);
  assert.equal(
    second.stderr,
    "stdcurve: skipped 5 logs (a.log, b.log, c.log, …): imported before; --again imports them once more\n",
  );
  await sandbox.write("runs/b.log", "step 1: loss=1 of b.log\nstep 2: loss=0.5\n"); // it has grown
  await sandbox.write("runs/c.log", "step 1: loss=2 of c.log\n"); // other bytes, as many
  const third = await sandbox.stdcurve("import", "-e", "kept", "runs");
  assert.match(third.stderr, /skipped 3 logs \(a\.log, d\.log, e\.log\.gz\)/);
  const ids = (text: string) => text.trim().split("\n");
  assert.deepEqual(ids(third.stdout).map((id) => ids(first.stdout).includes(id)), [true, false, false, true, true]);
  const again = await sandbox.stdcurve("import", "-e", "kept", "--again", "runs");
  assert.deepEqual([again.stderr, ids(again.stdout).some((id) => first.stdout.includes(id))], ["", false]);
  const other = await sandbox.stdcurve("import", "-e", "another", "runs");
  assert.deepEqual([other.stderr, ids(other.stdout).length], ["", 5]);
  const named = await sandbox.stdcurve("import", "-e", "kept", "runs/a.log");
  assert.deepEqual([named.code, named.stderr, first.stdout.includes(named.stdout.trim())], [0, "", false]);
});
