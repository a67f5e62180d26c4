import assert from "node:assert/strict";
import { makePlace } from "./program.ts";

Deno.test("extract --json prints one object a point and stores nothing", async () => {
  await using place = await makePlace();
  const text = "hello\nStep 100: loss=1.2345, lr=1.00e-04\nStep 200: loss=nan\n";
  const { code, stdout } = await place.feed(text, "extract", "--json", "-");
  assert.equal(code, 0);
  assert.deepEqual(stdout.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    { line: 2, metric: "loss", value: 1.2345, step: 100, epoch: null, kind: "metric" },
    { line: 2, metric: "learning_rate", value: 0.0001, step: 100, epoch: null, kind: "metric" },
    { line: 3, metric: "loss", value: "NaN", step: 200, epoch: null, kind: "metric" },
  ]);
  assert.equal(await Deno.stat(place.kv).catch(() => null), null);
});

Deno.test("extract shows a table of the metrics", async () => {
  await using place = await makePlace();
  const { stdout } = await place.feed("Step 1: loss=4\nStep 2: loss=2\nStep 3: loss=3\n", "extract", "-");
  assert.match(stdout, /^metric +points +first +last +min +max +steps\nloss +3 +4 +3 +2 +4 +1–3\n/);
});

Deno.test("import keeps a log with its metrics and prints the run's id alone", async () => {
  await using place = await makePlace();
  const log = await place.write("train.log", "Step 1: loss=2.5\r\nStep 2: loss=1.5");
  const { code, stdout, stderr } = await place.stdcurve("import", "-e", "old", log);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/);
  const { experiments: [{ name, runs: [run] }] } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.deepEqual([name, run.id, run.name, run.status], ["old", stdout.trim(), "train.log", "completed"]);
  assert.deepEqual([run.metrics.loss.count, run.metrics.loss.last], [2, 1.5]);
});

Deno.test("import takes an empty log", async () => {
  await using place = await makePlace();
  const { code } = await place.stdcurve("import", await place.write("empty.log", ""));
  assert.equal(code, 0);
  const { experiments: [{ runs: [run] }] } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.deepEqual([run.status, run.log_bytes, run.metrics], ["completed", 0, {}]);
});

Deno.test("import refuses a binary file and stores no run", async () => {
  await using place = await makePlace();
  const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256);
  const { code, stdout, stderr } = await place.stdcurve("import", await place.write("model.bin", bytes));
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^stdcurve: [^\n]+\n$/);
  assert.deepEqual(JSON.parse((await place.stdcurve("ls", "--json")).stdout), { experiments: [] });
});

Deno.test("import and extract name the file that isn't there", async () => {
  await using place = await makePlace();
  for (const command of ["import", "extract"]) {
    const { code, stderr } = await place.stdcurve(command, "gone.log");
    assert.equal(code, 1);
    assert.match(stderr, /^stdcurve: [^\n]*gone\.log[^\n]*no such file\n$/);
  }
});

Deno.test("import reads gzip", async () => {
  await using place = await makePlace();
  const packed = new Blob(["Step 1: loss=2.5\n".repeat(50)]).stream().pipeThrough(new CompressionStream("gzip"));
  const log = await place.write("train.log.gz", new Uint8Array(await new Response(packed).arrayBuffer()));
  assert.equal((await place.stdcurve("import", log)).code, 0);
  const { experiments: [{ runs: [run] }] } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.equal(run.last_line, 50);
});
