import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox, listKept, readUntil, type Sandbox } from "./program.ts";

Deno.test("ls prints names and reasons in full when stdout is no terminal", async () => {
  await using sandbox = await createSandbox();
  const program = `no-such-program-${"x".repeat(100)}`, name = "n".repeat(150), experiment = "e".repeat(150);
  await sandbox.stdcurve("run", "-e", experiment, "-n", name, "--", program);
  const { stdout } = await sandbox.stdcurve("ls");
  assert.ok(stdout.startsWith(`${experiment}  (1 run)\n`));
  assert.match(stdout, new RegExp(` ${name} .* command not found: ${program}\\n$`));
});

Deno.test("ls leaves an import that was killed as it is; the next run ends it, and ls says what to do", async () => {
  await using sandbox = await createSandbox();
  const log = sandbox.path("pipe");
  await new Deno.Command("mkfifo", { args: [log] }).output();
  const child = sandbox.start("import", log);
  using pipe = await Deno.open(log, { write: true });
  await pipe.write(new TextEncoder().encode("Step 1: loss=1\n".repeat(10_000)));
  await readUntil(child.stdout, /^[0-9a-f-]{36}\n/);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.match((await sandbox.stdcurve("ls")).stdout, /● running/);
  assert.equal((await sandbox.stdcurve("run", "true")).code, 0);
  const { stdout } = await sandbox.stdcurve("ls");
  assert.match(stdout, / lost: stdcurve ended before it had read the whole log; import it again\n/);
  using store = await openStore(sandbox.kv);
  assert.deepEqual(await store.runs.listLive(), []);
});

Deno.test("ls groups the digits of steps and values alike", async () => {
  await using sandbox = await createSandbox();
  for (
    const [value, written] of [
      ["100000", "100,000"],
      ["-1234.5", "-1,234.5"],
      ["1234567", "1,234,567"],
      ["-0.25", "-0.25"],
      ["1.5e-7", "1.5e-7"],
      ["2e12", "2e12"],
      ["nan", "NaN"],
      ["-inf", "−∞"],
    ] as const
  ) {
    await sandbox.feed(`Step 100000: loss=${value}\n`, "import", "-e", `is ${value}`, "-");
    const { stdout } = await sandbox.stdcurve("ls", `is ${value}`);
    assert.equal(/ 100,000 +loss (\S+) /.exec(stdout)?.[1], written, stdout);
  }
});

Deno.test("ls prints an aligned table, and rm removes a run from it", async () => {
  await using sandbox = await createSandbox();
  const log = await sandbox.write("a.log", "Step 1: loss=2.5\nStep 2: loss=1.25\n");
  const id = (await sandbox.stdcurve("import", "-e", "mine", "-n", "short", log)).stdout.trim();
  await sandbox.stdcurve("import", "-e", "mine", "-n", "a much longer name", log);
  const { stdout } = await sandbox.stdcurve("ls");
  const [title, head, ...rows] = stdout.trimEnd().split("\n");
  assert.equal(title, "mine  (2 runs)");
  assert.equal(rows.length, 2);
  for (const row of rows) {
    assert.equal(row.indexOf("loss 1.25"), head!.indexOf("last"));
    assert.equal(row.indexOf("imported") + "imported".length, head!.indexOf("took") + "took".length);
  }
  assert.equal((await sandbox.stdcurve("rm", id)).code, 0);
  assert.doesNotMatch((await sandbox.stdcurve("ls", "mine")).stdout, /short/);
  const again = await sandbox.stdcurve("rm", id);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /^stdcurve: [^\n]+\n$/);
});

Deno.test("ls finds an experiment by its name, by its name with spaces around it, and by its id", async () => {
  await using sandbox = await createSandbox();
  await sandbox.feed("Step 1: loss=1\n", "import", "-e", "tiny gpt", "-");
  const [{ id }] = await listKept(sandbox);
  for (const word of ["tiny gpt", " tiny gpt ", id]) {
    const { experiments } = JSON.parse((await sandbox.stdcurve("ls", word, "--json")).stdout);
    assert.deepEqual(experiments.map(({ name }: { name: string }) => name), ["tiny gpt"]);
  }
});

Deno.test("ls prints one line per run when commands and names contain control characters", async () => {
  await using sandbox = await createSandbox();
  await sandbox.stdcurve("run", "-e", "\u202ebidi 実験", "--", "sh", "-c", "echo 1\necho '\x1b[31mred'\ttab");
  await sandbox.stdcurve("run", "-e", "\u202ebidi 実験", "-n", "学習 7", "--", "true");
  const { stdout } = await sandbox.stdcurve("ls");
  for (const char of "\x1b\t\u202e") assert.ok(!stdout.includes(char));
  assert.equal(stdout.trimEnd().split("\n").length, 4);
  const [{ runs }] = await listKept(sandbox);
  assert.match(runs[1].name, /^sh -c echo 1 echo ' \[31mred' tab [0-9a-f]{4}$/);
});

const BAR = "\r 43%|####      | 26/60 [00:01<00:10, 20.00it/s, loss=0.5]";

/** Starts a run that prints a bar and then waits for the file `gate`. */
async function startBar(sandbox: Sandbox): Promise<Deno.ChildProcess> {
  const script = 'printf "$1"; for i in $(seq 600); do [ -e "$0" ] && break; sleep 0.05; done; exit 3';
  const child = sandbox.start(
    "run",
    "-n",
    "bar",
    "--",
    "sh",
    "-c",
    script,
    sandbox.path("gate"),
    `${BAR.replaceAll("%", "%%")}\n`,
  );
  await readUntil(child.stdout, /it\/s/);
  return child;
}

/** Waits until the only run is in a state. Another process stores it. */
function waitForRun(
  sandbox: Sandbox,
  what: string,
  isReached: (run: { last_line: number; status: string }) => boolean,
) {
  return waitFor(async () => {
    const run = (await listKept(sandbox))[0]?.runs[0];
    return run && isReached(run) ? run : null;
  }, { what });
}

Deno.test("ls prints step, total, rate, time left and age of the last output of a live run", async () => {
  await using sandbox = await createSandbox();
  const child = await startBar(sandbox);
  const run = await waitForRun(sandbox, "the run's first line", ({ last_line }) => last_line > 0);
  assert.deepEqual(run.progress, { step: 26, total: 60, epoch: null, epoch_total: null, rate: 20, seconds_left: 10 });
  assert.match(run.last_output_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const { stdout } = await sandbox.stdcurve("ls");
  assert.match(
    stdout,
    /● running +\w{8} +bar +26\/60 +loss 0\.5 .* 20 steps\/s, 10 s left, last output (?:just now|\d+ s ago)\n/,
  );
  const refused = await sandbox.stdcurve("rm", run.id);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /is running; stop it first: press Ctrl-C where it runs, or stdcurve cancel /,
  );
  await sandbox.write("gate", "");
  assert.equal((await child.output()).code, 3);
});

Deno.test("ls, export and rm recover nothing; the next run finishes a run that ended meanwhile, and rm removes it", async () => {
  await using sandbox = await createSandbox();
  const child = await startBar(sandbox);
  await waitFor(async () => (await listKept(sandbox))[0]?.runs[0]?.last_line, { what: "the line to be stored" });
  child.kill("SIGKILL");
  await child.output();
  await sandbox.write("gate", "");
  const [{ runs: [{ id }] }] = await listKept(sandbox), note = sandbox.path(`runs.db.spool/${id}.note`);
  await waitFor(async () => /^exit 3$/m.test(await Deno.readTextFile(note)), { what: "the command's end" });
  for (const words of [["export", id], ["reread", id]]) {
    const { code, stderr } = await sandbox.stdcurve(...words);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^stdcurve: run \S+: its owner on .* is silent since .* UTC; what it has printed since is not stored yet\n$/,
    );
  }
  assert.match(
    (await sandbox.stdcurve("rm", id)).stderr,
    /is running, and its owner on .* is silent since .*; stdcurve serve continues it where its output is; /,
  );
  assert.equal((await listKept(sandbox))[0].runs[0].status, "running");
  assert.equal(
    (await sandbox.stdcurve("run", "-e", "other", "sh", "-c", 'while [ -e "$0" ]; do sleep 0.02; done', note)).code,
    0,
  );
  const run = (await listKept(sandbox)).flatMap(({ runs }) => runs).find((each) => each.id === id);
  assert.deepEqual([run.status, run.exit_code, run.metrics.loss.count], ["failed", 3, 1]);
  assert.equal((await sandbox.stdcurve("rm", run.id.slice(-6), run.id)).code, 0);
  assert.equal((await sandbox.stdcurve("export", id)).code, 1);
});

Deno.test("ls and ls --json print nothing of names, notes and tags that a terminal would obey", async () => {
  await using sandbox = await createSandbox();
  {
    using store = await openStore(sandbox.kv);
    const { id: experimentId } = await store.experiments.create({ name: "e\u202ex" });
    const run = await store.runs.create({ experimentId, command: ["\x1b[2J"], cwd: "/", host: "b", name: "r\u200b" });
    await store.runs.update(run.id, { status: "failed", reason: "\x1b]0;t\x07\u009b2J", notes: "\x1b[8m\u009b" });
  }
  const table = (await sandbox.stdcurve("ls")).stdout, json = (await sandbox.stdcurve("ls", "--json")).stdout;
  for (const text of [table, json]) assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u202e\u200b]/u);
  assert.ok(table.includes("e⟨U+202E⟩x") && table.includes("⟨U+001B⟩]0;t"));
  assert.equal(JSON.parse(json).experiments[0].runs[0].notes, "\x1b[8m\u009b");
});

Deno.test("ls --status, --sort and --limit choose runs, in JSON too, and refuse what they don't know", async () => {
  await using sandbox = await createSandbox();
  for (const loss of [3, 1, 2]) {
    await sandbox.feed(`step 1: loss=${loss}\n`, "import", "-e", `e${loss % 2}`, "-n", `r${loss}`, "-");
  }
  await sandbox.stdcurve("run", "-e", "e0", "-n", "bad", "--", "sh", "-c", "exit 1");
  const namesOf = async (...words: string[]) => {
    const { experiments } = JSON.parse((await sandbox.stdcurve("ls", "--json", ...words)).stdout);
    return experiments.flatMap(({ runs }: { runs: { name: string }[] }) => runs.map(({ name }) => name));
  };
  assert.deepEqual(await namesOf("--status", "failed"), ["bad"]);
  assert.deepEqual(await namesOf("--sort", "last", "--limit", "2"), ["r1", "r2"]);
  assert.deepEqual(await namesOf("--sort=-last", "--status", "completed"), ["r3", "r1", "r2"]);
  assert.deepEqual(await namesOf("e1", "--limit", "1"), ["r1"]);
  assert.deepEqual(await namesOf("--filter", "loss<2.5 -name:r1"), ["r2"]);
  assert.equal((await sandbox.stdcurve("ls", "--status", "queued")).stdout, "No run matches.\n");
  for (
    const [words, message] of [
      [["--sort", "loss"], /--sort loss is no key; the keys are created, ended, last, name, status, step, took/],
      [["--filter", "loss<low"], /--filter loss<low is wrong at character 6: no number "low": write 0\.01/],
      [["--limit", "0"], /--limit 0 is no count/],
      [["--status", "over"], /Allowed choices are queued, running/],
      [["--watch", "--json"], /--watch redraws a table; for a program, call stdcurve ls --json/],
      [["--watch"], /stdout is none/],
    ] as const
  ) {
    const { code, stderr } = await sandbox.stdcurve("ls", ...words);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});

Deno.test("ls says that a KV file which stdcurve has used is empty, and begins anew", async () => {
  await using sandbox = await createSandbox();
  await sandbox.stdcurve("import", await sandbox.write("train.log", "Step 1: loss=1\n"));
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(sandbox.kv + end).catch(() => {});
  await Deno.writeFile(sandbox.kv, new Uint8Array(), { mode: 0o600 });
  const { code, stderr } = await sandbox.stdcurve("ls");
  assert.equal(code, 0);
  assert.match(
    stderr,
    /^stdcurve: the KV file .*runs\.db is empty, though stdcurve has used it; it begins anew; .*backup/,
  );
  assert.equal((await sandbox.stdcurve("ls")).stderr, "");
});
