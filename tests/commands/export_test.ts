import assert from "node:assert/strict";
import { createSandbox } from "./program.ts";

const LINES = 100_000;

/** What a training of 100,000 lines prints: a metric line for nine of ten. */
function printLog(): { text: string; printed: { line: number; step: number; value: number }[] } {
  const printed = [], lines = [];
  for (let line = 1; line <= LINES; line++) {
    if (line % 10 === 0) {
      lines.push(`saving checkpoint to out/model.pt`);
      continue;
    }
    const value = Number((1 + ((line * 7919) % 10_007) / 10_007).toFixed(4));
    lines.push(`Step ${line}: loss=${value.toFixed(4)}, lr=1.00e-04`);
    printed.push({ line, step: line, value });
  }
  return { text: lines.join("\n") + "\n", printed };
}

Deno.test("export writes every point of a run of 100,000 lines in order, with its line", async () => {
  await using sandbox = await createSandbox();
  const { text, printed } = printLog();
  const path = await sandbox.write("train.log", text);
  const ran = await sandbox.stdcurve("run", "--", "cat", path);
  assert.equal(ran.code, 0);
  assert.equal(ran.stdout, text);
  const id = /run (\S+) at/.exec(ran.stderr)![1]!;
  const out = sandbox.path("points.json");
  assert.equal((await sandbox.stdcurve("export", id, "--format", "json", "-o", out)).code, 0);
  const { run_id, metrics, metadata } = JSON.parse(await Deno.readTextFile(out));
  assert.equal(run_id, id);
  assert.equal(metadata.is_complete, true);
  const found = metrics.loss.map(({ line, step, value }: typeof printed[number]) => ({ line, step, value }));
  assert.deepEqual(found, printed);
  assert.equal(metrics.learning_rate.length, printed.length);
  const csv = (await sandbox.stdcurve("export", id.slice(-12))).stdout.trimEnd().split("\n");
  assert.equal(csv[0], "metric,step,value,timestamp,line,epoch,global_step");
  assert.equal(csv.length, 1 + 2 * printed.length);
  const { stdout } = await sandbox.stdcurve("ls", "--json");
  assert.equal(JSON.parse(stdout).experiments[0].runs[0].log_bytes, new TextEncoder().encode(text).length);
});

Deno.test("export writes NaN and infinities as strings", async () => {
  await using sandbox = await createSandbox();
  const { stdout } = await sandbox.feed("Step 1: loss=nan\nStep 2: loss=inf\nStep 3: loss=0.5\n", "import", "-");
  const { metrics } = JSON.parse((await sandbox.stdcurve("export", stdout.trim(), "--format", "json")).stdout);
  assert.deepEqual(metrics.loss.map(({ value }: { value: unknown }) => value), ["NaN", "Infinity", 0.5]);
});

Deno.test("export names the file that it cannot write", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const { code, stderr } = await sandbox.stdcurve("export", id, "-o", sandbox.path("gone/points.csv"));
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: cannot write [^\n]*gone\/points\.csv[^\n]*\n$/);
});

Deno.test("export writes into a named pipe and does not replace it by a file", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const pipe = sandbox.path("pipe");
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const [text, { code }] = await Promise.all([Deno.readTextFile(pipe), sandbox.stdcurve("export", id, "-o", pipe)]);
  assert.equal(code, 0);
  assert.match(text, /^metric,step,value.*\nloss,1,1,.*\n$/);
  assert.equal((await Deno.stat(pipe)).isFile, false);
});

Deno.test("export writes to stdout for -o -, replaces an existing file, and refuses a directory", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const { stdout } = await sandbox.stdcurve("export", id, "-o", "-");
  assert.match(stdout, /^metric,step/);
  const file = await sandbox.write("points.csv", "old");
  assert.equal((await sandbox.stdcurve("export", id, "-o", file)).code, 0);
  assert.equal(await Deno.readTextFile(file), stdout);
  const { code, stderr } = await sandbox.stdcurve("export", id, "-o", sandbox.directory);
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: cannot write [^\n]*: it is a directory\n$/);
  assert.deepEqual(
    (await Array.fromAsync(Deno.readDir(sandbox.directory))).filter(({ name }) => /part/.test(name)),
    [],
  );
});

Deno.test("export --format json writes valid JSON for no metric and for several", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("", "import", "-")).stdout.trim();
  const { stdout } = await sandbox.stdcurve("export", id, "--format", "json");
  assert.deepEqual(JSON.parse(stdout).metrics, {});
  const many = (await sandbox.feed("Step 1: loss=1, acc=0.5\nStep 2: loss=1\n", "import", "-")).stdout.trim();
  const { metrics, metadata } = JSON.parse((await sandbox.stdcurve("export", many, "--format", "json")).stdout);
  assert.deepEqual([metrics.loss.length, metrics.acc.length, metadata.totals], [2, 1, { loss: 2, acc: 1 }]);
});

Deno.test("export writes several runs, or an experiment, as the table of /api/export.csv, and as JSON", async () => {
  await using sandbox = await createSandbox();
  const feed = async (name: string, loss: number) =>
    (await sandbox.feed(`Namespace(lr=${loss / 10})\nStep 1: loss=${loss}\n`, "import", "-e", "e", "-n", name, "-"))
      .stdout
      .trim();
  const [first, second] = [await feed("a", 1), await feed("b", 2)];
  const cells = (csv: string) => csv.trimEnd().split("\n").map((line) => line.replace(/,\d{4}-[^,]*/, ""));
  const head = "experiment,run,run_id,learning_rate,metric,step,global_step,epoch,timestamp,value";
  const [a, b] = [`e,a,${first},0.1,loss,1,1,,1`, `e,b,${second},0.2,loss,1,1,,2`];
  assert.deepEqual(cells((await sandbox.stdcurve("export", second, first)).stdout), [head, b, a]);
  assert.deepEqual(cells((await sandbox.stdcurve("export", "--experiment", "e")).stdout), [head, a, b]);
  assert.deepEqual(cells((await sandbox.stdcurve("export", "--tidy", first)).stdout), [head, a]);
  const { runs } = JSON.parse((await sandbox.stdcurve("export", "--experiment", "e", "--format", "json")).stdout);
  assert.deepEqual(runs.map((run: { run_id: string }) => run.run_id), [first, second]);
  assert.deepEqual(runs[1].metrics.loss[0].value, 2);
  assert.equal((await sandbox.stdcurve("export")).code, 2);
  assert.equal((await sandbox.stdcurve("export", first, "--experiment", "e")).code, 2);
  assert.equal((await sandbox.stdcurve("export", "--experiment", "none")).code, 1);
});

Deno.test("export --format svg writes a chart of the runs, --format html one file of them", async () => {
  await using sandbox = await createSandbox();
  for (const text of ["Step 1: loss=3, acc=0.1\nStep 2: loss=2, acc=0.2\n", "Step 1: loss=2\nStep 2: loss=1\n"]) {
    assert.equal((await sandbox.feed(text, "import", "-e", "two", "-")).code, 0);
  }
  const all = ["export", "--experiment", "two", "--format"] as const;
  const svg = (await sandbox.stdcurve(...all, "svg")).stdout;
  assert.match(svg, /^<\?xml.*<title>loss<\/title>/s);
  assert.equal(svg.match(/class="run r\d" d="M[^"h]*L/g)!.length, 2);
  assert.match((await sandbox.stdcurve(...all, "svg", "--metric", "acc")).stdout, /<title>acc<\/title>/);
  const path = sandbox.path("two.html");
  assert.equal((await sandbox.stdcurve(...all, "html", "-o", path)).code, 0);
  assert.match(await Deno.readTextFile(path), /^<!DOCTYPE html>.*<h1>two<\/h1>.*2 runs/s);
});

Deno.test("export names a metric that no run has, and one that its format doesn't take", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=3\n", "import", "-")).stdout.trim();
  const unknown = await sandbox.stdcurve("export", id, "--format", "svg", "--metric", "acc");
  assert.deepEqual([unknown.code, unknown.stderr], [1, "stdcurve: the run has no metric acc; there is loss\n"]);
  const refused = await sandbox.stdcurve("export", id, "--metric", "loss");
  assert.deepEqual([refused.code, refused.stderr], [2, "stdcurve: --metric is for --format svg\n"]);
});
