import assert from "node:assert/strict";
import { createSandbox, listKept, readUntil } from "./program.ts";
import { waitFor } from "../support/wait.ts";

/** Lines that a training prints, one every few milliseconds, each with its number. */
const TRAINING = "for i in $(seq 45); do echo Step $i: loss=0.$i; sleep 0.01; done";

Deno.test("run shows and stores the whole output of a command that leaves its training in the background", async () => {
  await using sandbox = await createSandbox();
  const { code, stdout } = await sandbox.stdcurve("run", "--", "sh", "-c", `(${TRAINING}) & exit 5`);
  assert.equal(code, 5);
  assert.equal(stdout.match(/^Step/gm)?.length, 45);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.status, run.exit_code, run.last_line, run.metrics.loss.count], ["failed", 5, 45, 45]);
});

Deno.test("run says on stderr what it waits for, leaves it at Ctrl-C, and the next run stores the rest", async () => {
  await using sandbox = await createSandbox();
  const gate = sandbox.path("gate");
  const child = sandbox.start(
    "run",
    "--",
    "sh",
    "-c",
    `(while [ ! -e ${gate} ]; do sleep 0.02; done; echo late) & echo first; exit 4`,
  );
  await readUntil(
    child.stderr,
    /stdcurve: the command ended with exit code 4; sh \(process \d+\).* and Ctrl-C leaves it running\n/,
  );
  const [{ runs: [live] }] = await listKept(sandbox);
  assert.equal(live.status, "running");
  assert.match((await sandbox.stdcurve("ls")).stdout, /the command ended with exit code 4; sh \(process \d+\)/);
  child.kill("SIGINT");
  await readUntil(child.stderr, /stdcurve: left; /);
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 4);
  await sandbox.write("gate", "");
  await waitFor(async () => {
    await sandbox.stdcurve("run", "-e", "other", "--", "sleep", "1");
    const runs = (await listKept(sandbox)).flatMap(({ runs }) => runs);
    const run = runs.find(({ id }) => id === live.id);
    return run.status === "failed" && run.exit_code === 4 && run.last_line === 2;
  }, { what: "the next run to store the rest" });
});

Deno.test("run goes on to the end of a training whose shell was killed", async () => {
  await using sandbox = await createSandbox();
  const { code, stdout } = await sandbox.stdcurve("run", "--", "sh", "-c", `kill -9 $PPID; ${TRAINING}`);
  assert.equal(code, 137);
  assert.equal(stdout.match(/^Step/gm)?.length, 45);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.status, run.last_line], ["failed", 45]);
});
