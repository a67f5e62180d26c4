import assert from "node:assert/strict";
import { createSandbox, listKept } from "./program.ts";

const TRAINING = 'for i in $(seq "$0" "$1"); do echo Step $i: loss=0.$i; done; exit "$2"';
const words = (from: number, to: number, code: number) => ["--", "sh", "-c", TRAINING, `${from}`, `${to}`, `${code}`];

Deno.test("run --resume appends to a run that has ended, and shows only what is new", async () => {
  await using sandbox = await createSandbox();
  assert.equal((await sandbox.stdcurve("run", "-e", "mine", "-n", "first", ...words(1, 5, 3))).code, 3);
  const [{ runs: [{ id }] }] = await listKept(sandbox);
  const resumed = await sandbox.stdcurve("run", "--resume", id.slice(-8), ...words(6, 9, 0));
  assert.deepEqual([resumed.code, resumed.stdout.split("\n").length], [0, 5], resumed.stderr);
  assert.ok(resumed.stderr.startsWith(`stdcurve: run ${id} at `), resumed.stderr);
  const [{ runs: [run, ...others] }] = await listKept(sandbox);
  assert.deepEqual([run.name, run.status, run.exit_code, run.last_line, others], ["first", "completed", 0, 9, []]);
  assert.deepEqual([run.metrics.loss.count, run.metrics.loss.last_step], [9, 9]);
  assert.deepEqual(run.segments.map(({ line }: { line: number }) => line), [1, 6]);
});

Deno.test("run --resume refuses a new name or experiment, an unknown run, and another directory", async () => {
  await using sandbox = await createSandbox();
  await sandbox.stdcurve("run", "-n", "first", "--", "true");
  const [{ runs: [{ id }] }] = await listKept(sandbox);
  for (
    const [options, code, why] of [
      [["-n", "x"], 2, /--resume <RUN_ID>' cannot be used with option '-n, --name/],
      [["-e", "x"], 2, /--resume <RUN_ID>' cannot be used with option '-e, --experiment/],
      [["--cwd", "/"], 1, /ran in .*, not in \/; resume it there/],
    ] as const
  ) {
    const ended = await sandbox.stdcurve("run", "--resume", id, ...options, "--", "echo", "no");
    assert.deepEqual([ended.code, ended.stdout], [code, ""], ended.stderr);
    assert.match(ended.stderr, why);
  }
  assert.match(
    (await sandbox.stdcurve("run", "--resume", "ffffffff", "--", "true")).stderr,
    /there is no run ffffffff/,
  );
  assert.deepEqual((await listKept(sandbox)).map(({ runs }) => runs.length), [1]);
});
