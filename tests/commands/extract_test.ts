import assert from "node:assert/strict";
import { createSandbox } from "./program.ts";

Deno.test("extract --json prints one object per point and stores nothing", async () => {
  await using sandbox = await createSandbox();
  const text = "hello\nStep 100: loss=1.2345, lr=1.00e-04\nStep 200: loss=nan\n";
  const { code, stdout } = await sandbox.feed(text, "extract", "--json", "-");
  assert.equal(code, 0);
  assert.deepEqual(stdout.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    { line: 2, metric: "loss", value: 1.2345, step: 100, epoch: null, global_step: 100, kind: "metric" },
    { line: 2, metric: "learning_rate", value: 0.0001, step: 100, epoch: null, global_step: 100, kind: "metric" },
    { line: 3, metric: "loss", value: "NaN", step: 200, epoch: null, global_step: 200, kind: "metric" },
  ]);
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
});

Deno.test("extract prints a table of the metrics", async () => {
  await using sandbox = await createSandbox();
  const { stdout } = await sandbox.feed("Step 1: loss=4\nStep 2: loss=2\nStep 3: loss=3\n", "extract", "-");
  assert.match(stdout, /^metric +points +first +last +min +max +steps\nloss +3 +4 +3 +2 +4 +1–3\n/);
});

Deno.test("extract also reads points by the user's patterns", async () => {
  await using sandbox = await createSandbox();
  const log = await sandbox.write("a.log", "iter=1 zorp<4.5>\niter=2 zorp<4.25>\n");
  const { stdout } = await sandbox.stdcurve(
    "extract",
    "--json",
    "--pattern",
    "energy=iter=(?P<step>\\d+) zorp<(?P<value>[\\d.]+)>",
    log,
  );
  const points = stdout.trimEnd().split("\n").map((line) => JSON.parse(line))
    .filter(({ metric }) => metric === "energy");
  assert.deepEqual(points.map(({ step, value }) => [step, value]), [[1, 4.5], [2, 4.25]]);
});

for (
  const [patterns, why] of [
    [["("], /does not compile: missing closing \)/],
    [["loss (\\d+)"], /has no group \(\?P<value>…\)/],
    [["(?P<value>\\d*)"], /matches the empty text/],
    [["(?P<value>\\d+)(?=a)"], /does not compile/],
    [["a=x(?P<value>\\d+)", "a=y(?P<value>\\d+)"], /two patterns are for the metric a;/],
    [["lr=x(?P<value>\\d+)", "learning_rate=y(?P<value>\\d+)"], /two patterns are for the metric learning_rate;/],
    [["x(?P<value>\\d+)", "y(?P<value>\\d+)"], /two patterns are for the metric value;/],
  ] as const
) {
  Deno.test(`extract refuses --pattern ${patterns.join(" --pattern ")} before it reads the file`, async () => {
    await using sandbox = await createSandbox();
    const flags = patterns.flatMap((pattern) => ["--pattern", pattern]);
    const { code, stdout, stderr } = await sandbox.stdcurve("extract", ...flags, "gone.log");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, why);
    assert.match(stderr, /^stdcurve: [^\n]+\n$/);
  });
}

Deno.test("extract names the file when it is missing or is not text", async () => {
  await using sandbox = await createSandbox();
  const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256);
  for (
    const [path, why] of [
      ["gone.log", /^stdcurve: cannot read gone\.log: there is no such file\n$/],
      [await sandbox.write("model.bin", bytes), /^stdcurve: [^\n]*model\.bin: this is not text; [^\n]+\n$/],
    ] as const
  ) {
    const { code, stderr } = await sandbox.stdcurve("extract", path);
    assert.equal(code, 1);
    assert.match(stderr, why);
  }
});

Deno.test("extract --explain says of each number what it was taken for, once for each shape", async () => {
  await using sandbox = await createSandbox();
  const { stdout } = await sandbox.feed(
    "Step 1: loss=4.5\nStep 2: loss=2.5\nfoo 7, 8 bar\n",
    "extract",
    "--explain",
    "-",
  );
  assert.match(
    stdout,
    /^line 1 \(2 lines of this shape\): Step 1: loss=4.5\n {2}1 +the step +by: the step, by its name\n/,
  );
  assert.match(stdout, /4\.5 +loss = 4\.5 at step 1 +by: a value behind its name\n/);
  assert.match(stdout, /line 3: foo 7, 8 bar\n {2}7 +not charted +no name stands before it; teach it\n/);
});
