import assert from "node:assert/strict";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { waitFor } from "../support/wait.ts";

const DEAD_PID = 4_194_303; // above the highest id that Linux gives

Deno.test("isAlive() is true for this process, and false for an id that no process has", () => {
  assert.equal(isAlive(Deno.pid, null), true);
  assert.equal(isAlive(DEAD_PID, null), false);
});

Deno.test({
  name: "isAlive() is false for another process that reuses the id",
  ignore: Deno.build.os !== "linux", // only Linux has start marks
  fn() {
    const mark = readStartMark(Deno.pid);
    assert.match(mark!, /^\d+$/);
    assert.equal(isAlive(Deno.pid, mark), true);
    assert.equal(isAlive(Deno.pid, "1"), false);
  },
});

Deno.test("isAlive() is false for ids that mean something else than one process", () => {
  for (const pid of [0, -1, -Deno.pid, 1.5, NaN]) assert.equal(isAlive(pid, null), false, String(pid));
  assert.equal(isAlive(1, null), true); // a server in a container may be the first process
});

Deno.test("readStartMark() is null for an id that no process has", () => {
  assert.equal(readStartMark(DEAD_PID), null);
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
    const mark = readStartMark(pid);
    assert.equal(isAlive(pid, mark!), true);
    await waitFor(async () => /\) Z /.test(await Deno.readTextFile(`/proc/${pid}/stat`)), { what: "a zombie" });
    assert.equal(isAlive(pid, mark!), false);
    parent.kill("SIGKILL");
    await Promise.all([parent.status, output.cancel()]);
  },
});
