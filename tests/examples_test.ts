import assert from "node:assert/strict";
import { listDescendants, listRunning } from "./commands/processes.ts";
import { readUntil } from "./commands/program.ts";
import { fromFileUrl } from "./support/paths.ts";

const PROJECT = fromFileUrl(new URL("../", import.meta.url));
const STEP = /^Step (\d+): loss=([\d.]+), lr=(\d\.\d+e-\d+), grad_norm=([\d.]+)$/;

async function runExample(program: string, ...args: string[]): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd: PROJECT }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).split("\n");
}

/** Loss and learning rate of each printed step. */
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

Deno.test("char_lm.ts learns: its loss falls from chance to less than half of it", async () => {
  const lines = await runExample(Deno.execPath(), "run", "--allow-read", "examples/char_lm.ts", "--steps", "600");
  checkShape(lines);
  const steps = readSteps(lines);
  const characters = Number(/^vocabulary: (\d+)$/m.exec(lines.join("\n"))![1]);
  assert.ok(Math.abs(steps[0]!.loss - Math.log(characters)) < 0.3, `starts at chance: ${steps[0]!.loss}`);
  const tail = steps.slice(-20).reduce((sum, { loss }) => sum + loss, 0) / 20;
  assert.ok(tail < steps[0]!.loss / 2 + 0.3, `ends at ${tail}`);
});

Deno.test("char_lm.ts prints the same for the same seed", async () => {
  const run = () =>
    runExample(Deno.execPath(), "run", "--allow-read", "examples/char_lm.ts", "--steps", "20", "--seed", "3");
  assert.deepEqual(await run(), await run());
});

Deno.test("train.py learns", async () => {
  const lines = await runExample("python3", "examples/train.py", "--steps", "1000");
  checkShape(lines);
  const steps = readSteps(lines);
  assert.ok(steps.at(-1)!.loss < steps[0]!.loss / 10, `ends at ${steps.at(-1)!.loss}`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`the demo serves a live training and leaves nothing behind at ${signal}`, async () => {
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
    const run = `${origin}/api${page.pathname}/runs/${page.searchParams.get("run")}`;
    let loss = 0;
    for (let tries = 0; tries < 400 && loss < 3; tries++) {
      loss = (await (await fetch(run)).json()).metrics.loss?.count ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(loss >= 3, "points arrive");
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
