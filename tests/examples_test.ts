import assert from "node:assert/strict";
import { listDescendants, listRunning, waitForEnd } from "./commands/processes.ts";
import { readUntil } from "./commands/program.ts";
import { openStore } from "../lib/store/store.ts";
import { inDirectory } from "./support/directory.ts";
import { fromFileUrl } from "./support/paths.ts";
import { waitFor } from "./support/wait.ts";

const PROJECT = fromFileUrl(new URL("../", import.meta.url));
const STEP = /^Step (\d+): loss=([\d.]+), lr=(\d\.\d+e-\d+), grad_norm=([\d.]+)$/;

async function runExample(program: string, ...args: string[]): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd: PROJECT }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).split("\n");
}

/** Number, loss and learning rate of each printed step. */
function readSteps(lines: string[]): { step: number; loss: number; rate: number }[] {
  return lines.flatMap((line) => {
    const match = STEP.exec(line);
    return match ? [{ step: Number(match[1]), loss: Number(match[2]), rate: Number(match[3]) }] : [];
  });
}

function checkShape(lines: string[]): void {
  const steps = readSteps(lines), rates = steps.map(({ rate }) => rate);
  const highest = rates.indexOf(Math.max(...rates));
  assert.ok(highest > 0 && highest < rates.length / 4, "the rate warms up");
  assert.ok(rates.at(-1)! < rates[highest]! / 10, "and decays");
  assert.ok(lines.some((line) => /^Epoch 1 average loss: [\d.]+$/.test(line)));
}

/** Mean loss of the last 20 printed steps. */
function tailLoss(lines: string[]): number {
  const tail = readSteps(lines).slice(-20);
  return tail.reduce((sum, { loss }) => sum + loss, 0) / tail.length;
}

/** Loss of a model that gives every character the same probability. */
function chanceLoss(lines: string[]): number {
  return Math.log(Number(/^vocabulary: (\d+)$/m.exec(lines.join("\n"))![1]));
}

const CHAR_LM = ["run", "--allow-read", "examples/char_lm.ts"];

Deno.test("char_lm.ts learns: its loss starts at chance level and falls below half of that", async () => {
  const lines = await runExample(Deno.execPath(), ...CHAR_LM, "--steps", "600");
  checkShape(lines);
  const first = readSteps(lines)[0]!.loss;
  assert.ok(Math.abs(first - chanceLoss(lines)) < 0.3, `starts at chance: ${first}`);
  assert.ok(tailLoss(lines) < first / 2 + 0.3, `ends at ${tailLoss(lines)}`);
});

Deno.test("train.py learns: its loss starts at chance level and falls below two thirds of that", async () => {
  const lines = await runExample("python3", "examples/train.py", "--steps", "300");
  checkShape(lines);
  const first = readSteps(lines)[0]!.loss;
  assert.ok(Math.abs(first - chanceLoss(lines)) < 0.3, `starts at chance: ${first}`);
  assert.ok(tailLoss(lines) < first * 2 / 3, `ends at ${tailLoss(lines)}`);
});

for (const [program, ...args] of [[Deno.execPath(), ...CHAR_LM], ["python3", "examples/train.py"]] as const) {
  const name = args.at(-1)!;
  Deno.test(`${name} prints the same output when the seed is the same`, async () => {
    const run = () => runExample(program, ...args, "--steps", "20", "--seed", "3");
    assert.deepEqual(await run(), await run());
  });

  for (
    const [words, why] of [
      [["--steps", "none"], /--steps\b.*\bnone|--steps\b.*number above 0/],
      [["--seconds", "0"], /--seconds\b.*number above 0/],
      [["--text", "gone.txt"], /cannot read gone\.txt/],
      [["--text", "deno.lock", "--colour"], /--colour/],
      [["more"], /more/],
    ] as const
  ) {
    Deno.test(`${name} ${words.join(" ")} ends with 2 and says why`, async () => {
      const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args, ...words], cwd: PROJECT })
        .output();
      const printed = new TextDecoder().decode(stderr);
      assert.deepEqual([code, stdout.length], [2, 0], printed);
      assert.match(printed, why);
      assert.doesNotMatch(printed, /Traceback|\bat (?:file|ext):|Stack/);
    });
  }
}

for (
  const [words, port, why] of [
    [["--steps", "none"], "0", /--steps must be a number above 0, not none/],
    [["--colour"], "0", /--colour/],
    [["--text", "gone.txt"], "0", /cannot read gone\.txt/],
    [[], "many", /STDCURVE_PORT is wrong\. It must be a number from 0 to 65535/],
  ] as const
) {
  Deno.test(`the demo refuses "${words.join(" ")}" with port ${port} in one line before it builds the pages`, async () => {
    const args = ["run", "-A", "--no-check", "examples/demo.ts", ...words];
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args,
      cwd: PROJECT,
      env: { STDCURVE_PORT: port },
    }).output();
    const line = new TextDecoder().decode(stderr);
    assert.deepEqual([code, stdout.length], [2, 0], line);
    assert.match(line, why);
    assert.match(line, /^stdcurve: [^\n]+\n$/);
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`the demo serves a live training run, and leaves no process behind at ${signal}`, async () => {
    const directory = await Deno.makeTempDir({ prefix: "stdcurve-demo-" });
    const demo = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "examples/demo.ts"],
      cwd: PROJECT,
      env: { STDCURVE_DATA: directory, STDCURVE_PORT: "0" },
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const [address, origin] = await readUntil(demo.stdout, /(http:\/\/[\d.:]+)\/experiments\/\S+\?run=\S+\n/);
    const page = new URL(address.trim());
    assert.notEqual(page.port, "8000"); // port 0 asks for any free port
    const run = `${origin}/api${page.pathname}/runs/${page.searchParams.get("run")}`;
    const hasPoints = async () => (await (await fetch(run)).json()).metrics.loss?.count >= 3;
    await waitFor(hasPoints, { what: "three points of the demo" });
    assert.match((await (await fetch(run)).json()).name, /^char_lm, \d\d:\d\d$/);
    const programs = await listDescendants(demo.pid);
    assert.ok(programs.length > 0);
    demo.kill(signal);
    const [{ code }] = await Promise.all([demo.status, demo.stdout.cancel()]);
    assert.equal(code, 0);
    await assert.rejects(fetch(origin!));
    assert.deepEqual(await listRunning(programs), []);
    await Deno.remove(directory, { recursive: true });
  });
}

Deno.test({
  name: "the demo leaves no process behind when its terminal is closed",
  ignore: Deno.build.os !== "linux", // `script` of util-linux gives a terminal
  async fn() {
    const directory = await Deno.makeTempDir({ prefix: "stdcurve-demo-" });
    const terminal = new Deno.Command("script", {
      args: ["-qefc", `${Deno.execPath()} run -A --no-check examples/demo.ts`, "/dev/null"],
      cwd: PROJECT,
      env: { STDCURVE_DATA: directory, STDCURVE_PORT: "0" },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const [, origin] = await readUntil(terminal.stdout, /(http:\/\/[\d.:]+)\/experiments\/\S+\?run=\S+/);
    const programs = await listDescendants(terminal.pid);
    terminal.kill("SIGKILL");
    await Promise.all([terminal.status, terminal.stdout.cancel(), terminal.stdin.close().catch(() => {})]);
    await waitForEnd(programs);
    await assert.rejects(fetch(origin!));
    await Deno.remove(directory, { recursive: true });
  },
});

Deno.test("the demo ends when the npx that started it ends", async () => {
  const directory = await Deno.makeTempDir({ prefix: "stdcurve-demo-" });
  const npx = new Deno.Command("npx", {
    args: ["-y", `deno@${Deno.version.deno}`, "task", "demo"],
    cwd: PROJECT,
    env: { STDCURVE_DATA: directory, STDCURVE_PORT: "0" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const [, origin] = await readUntil(npx.stdout, /(http:\/\/[\d.:]+)\/experiments\/\S+\?run=\S+/);
  const programs = await listDescendants(npx.pid);
  npx.kill("SIGTERM");
  await Promise.all([npx.status, npx.stdout.cancel()]);
  await waitForEnd(programs);
  await assert.rejects(fetch(origin!));
  await Deno.remove(directory, { recursive: true });
});

const SPIRALS = ["run", "examples/spirals.ts"];

Deno.test("spirals.ts learns, and does the same again with the same seed", async () => {
  const run = () => runExample(Deno.execPath(), ...SPIRALS, "--lr", "0.3", "--width", "32");
  const lines = await run();
  const losses = lines.flatMap((line) => /val_loss=([\d.]+)/.exec(line)?.[1] ?? []).map(Number);
  assert.equal(losses.length, 30);
  assert.ok(losses.at(-1)! < losses[0]! / 3, `from ${losses[0]} to ${losses.at(-1)}`);
  assert.deepEqual(await run(), lines);
});

Deno.test("spirals.ts diverges at a high learning rate, says so, and ends with 1", async () => {
  const args = [...SPIRALS, "--lr", "100"];
  const { code, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: PROJECT }).output();
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /^FloatingPointError: the loss is NaN at step \d+; lower --lr\n$/);
});

Deno.test("spirals.ts and sweep.ts end with 2 for an option that can't be used, and say why", async () => {
  for (
    const words of [["examples/spirals.ts", "--width", "2.5"], ["examples/sweep.ts", "--runs", "201"], [
      "examples/sweep.ts",
      "--colour",
    ]]
  ) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), { args: ["run", "-A", ...words], cwd: PROJECT })
      .output();
    assert.equal(code, 2, words.join(" "));
    assert.match(new TextDecoder().decode(stderr), /--width 2\.5|--runs must be 1 to 200, not 201|--colour/);
  }
});

Deno.test("sweep.ts stores a run for each training, with its settings and how it ended", () =>
  inDirectory(async (directory) => {
    const kv = `${directory}/sweep.db`;
    const lines = await runExample(
      Deno.execPath(),
      "run",
      "-A",
      "examples/sweep.ts",
      "--runs",
      "10",
      "--jobs",
      "2",
      "--kv",
      kv,
    );
    assert.match(lines[0]!, /^10 runs, 1 of them failed, in the experiment "sweep of spirals"/);
    using store = await openStore(kv);
    const { id } = (await store.experiments.getByName("sweep of spirals"))!, { items } = await store.runs.list(id);
    const rates = items.map(({ settings }) => Number(settings.learning_rate)).sort((a, b) => a - b);
    assert.deepEqual(rates, [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 10, 100]);
    const failed = items.filter(({ status }) => status === "failed");
    assert.deepEqual(failed.map(({ name }) => name), ["lr 100, width 4, seed 1"]);
    assert.match(failed[0]!.reason, /^exit code 1: FloatingPointError: the loss is NaN/);
    assert.equal(
      items.find(({ name }) => name.startsWith("lr 1,"))!.metrics.find(({ name }) => name === "loss")!.count,
      90,
    );
  }));
