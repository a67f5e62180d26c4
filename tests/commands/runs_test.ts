import assert from "node:assert/strict";
import { makePlace } from "./program.ts";

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

Deno.test("export holds every point of a run of 100,000 lines, in order, with its line; the log is kept byte for byte", async () => {
  await using place = await makePlace();
  const { text, printed } = printLog();
  const path = await place.write("train.log", text);
  const ran = await place.stdcurve("run", "--", "cat", path);
  assert.equal(ran.code, 0);
  assert.equal(ran.stdout, text);
  const id = /run (\S+) at/.exec(ran.stderr)![1]!;
  const out = place.path("points.json");
  assert.equal((await place.stdcurve("export", id, "--format", "json", "-o", out)).code, 0);
  const { run_id, metrics, metadata } = JSON.parse(await Deno.readTextFile(out));
  assert.equal(run_id, id);
  assert.equal(metadata.is_complete, true);
  const found = metrics.loss.map(({ line, step, value }: typeof printed[number]) => ({ line, step, value }));
  assert.deepEqual(found, printed);
  assert.equal(metrics.learning_rate.length, printed.length);
  const csv = (await place.stdcurve("export", id.slice(-12))).stdout.trimEnd().split("\n");
  assert.equal(csv[0], "metric,step,value,timestamp,line,epoch");
  assert.equal(csv.length, 1 + 2 * printed.length);
  const { stdout } = await place.stdcurve("ls", "--json");
  assert.equal(JSON.parse(stdout).experiments[0].runs[0].log_bytes, new TextEncoder().encode(text).length);
});

Deno.test("export writes NaN and infinities as strings", async () => {
  await using place = await makePlace();
  const { stdout } = await place.feed("Step 1: loss=nan\nStep 2: loss=inf\nStep 3: loss=0.5\n", "import", "-");
  const { metrics } = JSON.parse((await place.stdcurve("export", stdout.trim(), "--format", "json")).stdout);
  assert.deepEqual(metrics.loss.map(({ value }: { value: unknown }) => value), ["NaN", "Infinity", 0.5]);
});

Deno.test("export says where it can't write and leaves nothing there", async () => {
  await using place = await makePlace();
  const id = (await place.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const { code, stderr } = await place.stdcurve("export", id, "-o", place.path("gone/points.csv"));
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: cannot write [^\n]*gone\/points\.csv[^\n]*\n$/);
});

Deno.test("ls shows an aligned table; rm removes what it shows", async () => {
  await using place = await makePlace();
  assert.match((await place.stdcurve("ls")).stdout, /Nothing yet/);
  const log = await place.write("a.log", "Step 1: loss=2.5\nStep 2: loss=1.25\n");
  const id = (await place.stdcurve("import", "-e", "mine", "-n", "short", log)).stdout.trim();
  await place.stdcurve("import", "-e", "mine", "-n", "a much longer name", log);
  const { stdout } = await place.stdcurve("ls");
  const [title, head, ...rows] = stdout.trimEnd().split("\n");
  assert.equal(title, "mine  (2 runs)");
  assert.equal(rows.length, 2);
  for (const row of rows) assert.equal(row.indexOf("loss 1.25"), head!.indexOf("last"));
  assert.equal((await place.stdcurve("rm", id)).code, 0);
  assert.doesNotMatch((await place.stdcurve("ls", "mine")).stdout, /short/);
  const again = await place.stdcurve("rm", id);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /^stdcurve: [^\n]+\n$/);
});

Deno.test("ls refuses an experiment that isn't there", async () => {
  await using place = await makePlace();
  const { code, stderr } = await place.stdcurve("ls", "nowhere");
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: [^\n]*nowhere[^\n]*\n$/);
});

Deno.test("reread reads every run again and changes nothing of the same reader's points", async () => {
  await using place = await makePlace();
  const id = (await place.feed("Step 1: loss=2.5\nStep 2: loss=1.25\n", "import", "-")).stdout.trim();
  const before = (await place.stdcurve("export", id)).stdout;
  const { code, stdout } = await place.stdcurve("reread", "--all");
  assert.equal(code, 0);
  assert.match(stdout, /2 points/);
  assert.equal((await place.stdcurve("export", id)).stdout, before);
});

for (
  const [words, code, what] of [
    [["export", "12"], 2, /12 is no run id/],
    [["export", "not-an-id-at-all"], 2, /no run id/],
    [["export", "01900000-0000-7000-8000-000000000000"], 1, /01900000-0000-7000-8000-000000000000/],
    [["export", "abcdef"], 1, /there is no run abcdef/],
    [["export", "abcdef", "--format", "xml"], 2, /csv or json, not xml/],
    [["export"], 2, /RUN_ID is missing/],
    [["rm"], 2, /RUN_ID is missing/],
    [["reread"], 2, /--all/],
    [["lss"], 2, /there is no command lss/],
    [["ls", "--colour"], 2, /--colour/],
    [["serve", "--port", "many"], 2, /--port/],
    [["serve", "--host", "0.0.0.0"], 2, /ssh -L/],
  ] as const
) {
  Deno.test(`stdcurve ${words.join(" ")} ends with ${code} and one line`, async () => {
    await using place = await makePlace();
    const ended = await place.stdcurve(...words);
    assert.match(ended.stderr, what);
    assert.match(ended.stderr, /^stdcurve: [^\n]+\n$/);
    assert.deepEqual([ended.code, ended.stdout], [code, ""]);
  });
}

Deno.test("a KV file that is none is refused and left as it is", async () => {
  await using place = await makePlace();
  const path = await place.write("notes.txt", "these are my notes, not a database. ".repeat(100));
  const before = await Deno.readTextFile(path);
  const { code, stderr } = await place.stdcurve("ls", "--kv", path);
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: [^\n]*notes\.txt[^\n]*\n$/);
  assert.equal(await Deno.readTextFile(path), before);
});

Deno.test("--help and --version print to stdout", async () => {
  await using place = await makePlace();
  assert.match((await place.stdcurve("--version")).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match((await place.stdcurve("--help")).stdout, /serve.*run.*import.*extract.*ls.*export.*rm/s);
  assert.match((await place.stdcurve("run", "--help")).stdout, /\[--\] COMMAND/);
});
