import assert from "node:assert/strict";
import { listKept, makePlace, type Place, readUntil } from "./program.ts";

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

Deno.test("export writes through a pipe that is named, and puts no file in its place", async () => {
  await using place = await makePlace();
  const id = (await place.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const pipe = place.path("pipe");
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const [text, { code }] = await Promise.all([Deno.readTextFile(pipe), place.stdcurve("export", id, "-o", pipe)]);
  assert.equal(code, 0);
  assert.match(text, /^metric,step,value.*\nloss,1,1,.*\n$/);
  assert.equal((await Deno.stat(pipe)).isFile, false);
});

Deno.test("export writes to stdout for -o -, over a file that is there, and into no directory", async () => {
  await using place = await makePlace();
  const id = (await place.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const { stdout } = await place.stdcurve("export", id, "-o", "-");
  assert.match(stdout, /^metric,step/);
  const file = await place.write("points.csv", "old");
  assert.equal((await place.stdcurve("export", id, "-o", file)).code, 0);
  assert.equal(await Deno.readTextFile(file), stdout);
  const { code, stderr } = await place.stdcurve("export", id, "-o", place.directory);
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: cannot write [^\n]*: it is a directory\n$/);
  assert.deepEqual((await Array.fromAsync(Deno.readDir(place.directory))).filter(({ name }) => /part/.test(name)), []);
});

Deno.test("export of json is the document that the metrics route would give, whatever the metrics", async () => {
  await using place = await makePlace();
  const id = (await place.feed("", "import", "-")).stdout.trim();
  const { stdout } = await place.stdcurve("export", id, "--format", "json");
  assert.deepEqual(JSON.parse(stdout).metrics, {});
  const many = (await place.feed("Step 1: loss=1, acc=0.5\nStep 2: loss=1\n", "import", "-")).stdout.trim();
  const { metrics, metadata } = JSON.parse((await place.stdcurve("export", many, "--format", "json")).stdout);
  assert.deepEqual([metrics.loss.length, metrics.acc.length, metadata.totals], [2, 1, { loss: 2, acc: 1 }]);
});

Deno.test("ls shows an aligned table; rm removes what it shows", async () => {
  await using place = await makePlace();
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

Deno.test("ls finds an experiment by its name, with space around it, and by its id", async () => {
  await using place = await makePlace();
  await place.feed("Step 1: loss=1\n", "import", "-e", "tiny gpt", "-");
  const [{ id }] = await listKept(place);
  for (const word of ["tiny gpt", " tiny gpt ", id]) {
    const { experiments } = JSON.parse((await place.stdcurve("ls", word, "--json")).stdout);
    assert.deepEqual(experiments.map(({ name }: { name: string }) => name), ["tiny gpt"]);
  }
});

Deno.test("ls keeps its table whole whatever commands and names hold", async () => {
  await using place = await makePlace();
  await place.stdcurve("run", "-e", "\u202ebidi 実験", "--", "sh", "-c", "echo 1\necho '\x1b[31mred'\ttab");
  await place.stdcurve("run", "-e", "\u202ebidi 実験", "-n", "学習 7", "--", "true");
  const { stdout } = await place.stdcurve("ls");
  for (const char of "\x1b\t\u202e") assert.ok(!stdout.includes(char));
  assert.equal(stdout.trimEnd().split("\n").length, 4);
  const [{ runs }] = await listKept(place);
  assert.match(runs[1].name, /^sh -c echo 1 echo ' \[31mred' tab [0-9a-f]{4}$/);
});

const BAR = "\r 43%|####      | 26/60 [00:01<00:10, 20.00it/s, loss=0.5]";

/** Starts a run that prints a bar and then waits for the file `gate`. */
async function startBar(place: Place): Promise<Deno.ChildProcess> {
  const script = 'printf "$1"; for i in $(seq 600); do [ -e "$0" ] && break; sleep 0.05; done; exit 3';
  const child = place.start(
    "run",
    "-n",
    "bar",
    "--",
    "sh",
    "-c",
    script,
    place.path("gate"),
    `${BAR.replaceAll("%", "%%")}\n`,
  );
  await readUntil(child.stdout, /it\/s/);
  return child;
}

/** The run once it is as told; its capture runs in another process. */
async function waitForRun(place: Place, isThere: (run: { last_line: number; status: string }) => boolean) {
  for (let tries = 0; tries < 50; tries++) {
    const [{ runs: [run] }] = await listKept(place);
    if (isThere(run)) return run;
  }
  throw new Error("the run never became so");
}

Deno.test("ls tells where a live run stands: step, total, rate, time left, age of its last output", async () => {
  await using place = await makePlace();
  const child = await startBar(place);
  const run = await waitForRun(place, ({ last_line }) => last_line > 0);
  assert.deepEqual(run.progress, { step: 26, total: 60, epoch: null, epoch_total: null, rate: 20, seconds_left: 10 });
  assert.match(run.last_output_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const { stdout } = await place.stdcurve("ls");
  assert.match(
    stdout,
    /● running +\w{8} +bar +26\/60 +loss 0\.5 .* 20 steps\/s, 10 s left, last output (?:just now|\d+ s ago)\n/,
  );
  const refused = await place.stdcurve("rm", run.id);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /is running; stop it first: press Ctrl-C where it runs, or Cancel run on its page\n$/);
  await place.write("gate", "");
  assert.equal((await child.output()).code, 3);
});

Deno.test("ls brings a run to its end that ended while nobody watched, and rm removes it", async () => {
  await using place = await makePlace();
  const child = await startBar(place);
  child.kill("SIGKILL");
  await child.output();
  assert.equal((await listKept(place))[0].runs[0].status, "running");
  await place.write("gate", "");
  const run = await waitForRun(place, ({ status }) => status !== "running");
  assert.deepEqual([run.status, run.exit_code, run.metrics.loss.count], ["failed", 3, 1]);
  assert.equal((await place.stdcurve("rm", run.id.slice(-6), run.id)).code, 0);
  assert.deepEqual((await listKept(place))[0].runs, []);
});

Deno.test("rm deletes nothing when one of the ids is none", async () => {
  await using place = await makePlace();
  const id = (await place.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  assert.equal((await place.stdcurve("rm", id, "01900000-0000-7000-8000-000000000000")).code, 1);
  assert.equal((await listKept(place))[0].runs.length, 1);
  await place.feed("Step 1: loss=1\n", "import", "-");
  const { code, stderr } = await place.stdcurve("export", id.slice(0, 6));
  assert.equal(code, 2);
  assert.match(stderr, /^stdcurve: 2 runs have ids like [0-9a-f]{6}; give more characters of the id[^\n]*\n$/);
});

Deno.test("ls refuses an experiment that isn't there", async () => {
  await using place = await makePlace();
  await place.feed("Step 1: loss=1\n", "import", "-");
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
    [["export", "12"], 2, /12 is not a run id/],
    [["export", "not-an-id-at-all"], 2, /is not a run id/],
    [["export", "01900000-0000-7000-8000-000000000000"], 1, /01900000-0000-7000-8000-000000000000/],
    [["export", "abcdef"], 1, /there is no run abcdef/],
    [["export", "abcdef", "--format", "xml"], 2, /'xml' is invalid\. Allowed choices are csv, json/],
    [["export"], 2, /missing required argument 'RUN_ID'; usage: stdcurve export \[options\] <RUN_ID>/],
    [["rm"], 2, /missing required argument 'RUN_ID'/],
    [["rm", ""], 2, /RUN_ID is empty/],
    [["reread"], 2, /--all/],
    [["reread", "--all", "abcdef"], 2, /not both/],
    [["export", "abcdef", "-o", ""], 2, /--output is empty/],
    [["export", "abcdef", "abcdee"], 2, /Expected 1 argument but got 2: abcdef, abcdee/],
    [["export", "--format"], 2, /argument missing/],
    [["extract"], 2, /missing required argument 'FILE'/],
    [["import", ""], 2, /FILE is empty/],
    [["ls", "--json=1"], 2, /unknown option '--json=1' \(did you mean --json\?\)/],
    [["--kv", "x", "ls"], 2, /options follow the command: stdcurve COMMAND \[options\]/],
    [["lss"], 2, /unknown command 'lss' \(did you mean ls\?\); the commands are serve, run, /],
    [["ls", "--colour"], 2, /unknown option '--colour'; the options of stdcurve ls are --json, --kv, --help/],
    [
      ["serve", "--port", "many"],
      2,
      /--port <PORT>' argument 'many' is invalid\. It must be a number from 0 to 65535\n/,
    ],
    [["serve", "--port", "0x10"], 2, /must be a number from 0 to 65535/],
    [["serve", "--port", "70000"], 2, /must be a number from 0 to 65535/],
    [["serve", "--port", ""], 2, /--port is empty/],
    [["serve", "now"], 2, /too many arguments for 'serve'/],
    [["serve", "--host", "0.0.0.0"], 2, /ssh -L/],
  ] as const
) {
  Deno.test(`stdcurve ${words.join(" ")} ends with ${code} and one line`, async () => {
    await using place = await makePlace();
    const ended = await place.with({ STDCURVE_KV: "" }).stdcurve(...words);
    assert.match(ended.stderr, what);
    assert.match(ended.stderr, /^stdcurve: [^\n]+\n$/);
    assert.deepEqual([ended.code, ended.stdout], [code, ""]);
  });
}

Deno.test("serve names the variable that is wrong, and takes an empty one as none", async () => {
  await using place = await makePlace();
  const wrongPort = await place.with({ STDCURVE_PORT: "many" }).stdcurve("serve");
  assert.deepEqual([wrongPort.code, wrongPort.stderr], [
    2,
    "stdcurve: option '--port <PORT>' value 'many' from env 'STDCURVE_PORT' is invalid. It must be a number from 0 to 65535\n",
  ]);
  const wrongHost = await place.with({ STDCURVE_HOST: "0.0.0.0" }).stdcurve("serve");
  assert.match(
    wrongHost.stderr,
    /'0\.0\.0\.0' from env 'STDCURVE_HOST' is invalid\. It must be one of 127\.0\.0\.1, localhost, ::1/,
  );
  const { code, stdout } = await place.with({ STDCURVE_KV: "" }).stdcurve("ls", "--json");
  assert.deepEqual([code, JSON.parse(stdout)], [0, { experiments: [] }]);
});

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
  assert.match((await place.stdcurve("help", "run")).stdout, /\[--\] COMMAND/);
  const bare = await place.stdcurve();
  assert.deepEqual([bare.code, bare.stderr], [2, ""]);
});
