import assert from "node:assert/strict";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { waitFor } from "../support/wait.ts";

const DEAD_PID = 4_194_303; // above the highest id that Linux gives

Deno.test("isAlive() is true for this process, and false for an id that no process has", async () => {
  assert.equal(await isAlive(Deno.pid, null), true);
  assert.equal(await isAlive(DEAD_PID, null), false);
});

Deno.test({
  name: "isAlive() is false for another process that reuses the id",
  ignore: Deno.build.os !== "linux", // only Linux has start marks
  async fn() {
    const mark = await readStartMark(Deno.pid);
    assert.match(mark!, /^\d+$/);
    assert.equal(await isAlive(Deno.pid, mark), true);
    assert.equal(await isAlive(Deno.pid, "1"), false);
  },
});

Deno.test("readStartMark() is null for an id that no process has", async () => {
  assert.equal(await readStartMark(DEAD_PID), null);
});

Deno.test({
  name: "isAlive() is false for a process that has ended but whose parent has not read its exit status",
  ignore: Deno.build.os !== "linux",
  async fn() {
    // `exec sleep` never waits for the child that the shell has started.
    const parent = new Deno.Command("sh", { args: ["-c", "sleep 0.3 & echo $!; exec sleep 60"], stdout: "piped" })
      .spawn();
    const output = parent.stdout.getReader();
    const pid = Number(new TextDecoder().decode((await output.read()).value));
    const mark = await readStartMark(pid);
    assert.equal(await isAlive(pid, mark!), true);
    await waitFor(async () => /\) Z /.test(await Deno.readTextFile(`/proc/${pid}/stat`)), { what: "a zombie" });
    assert.equal(await isAlive(pid, mark!), false);
    parent.kill("SIGKILL");
    await Promise.all([parent.status, output.cancel()]);
  },
});
