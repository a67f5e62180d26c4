import assert from "node:assert/strict";
import { listProcessIds, parseProcess, readProcess } from "../../lib/process/process_list.ts";

const STAT =
  "4242 (a (b) c) S 1 4240 4239 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 1 0 987654 1000 10 18446744073709551615 0 0\n";

Deno.test("parseProcess() finds name, group, session and start mark, also of a name with brackets", () => {
  assert.deepEqual(parseProcess(STAT), { pid: 4242, name: "a (b) c", group: 4240, session: 4239, mark: "987654" });
});

Deno.test("parseProcess() is null for a process that has ended and was not waited for, and for no text", () => {
  assert.equal(parseProcess(STAT.replace(") S ", ") Z ")), null);
  assert.equal(parseProcess(""), null);
});

Deno.test("readProcess() finds a session that a child has begun", { ignore: Deno.build.os !== "linux" }, async () => {
  const child = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
  const found = readProcess(child.pid);
  assert.deepEqual([found?.name, found?.group, found?.session], ["sleep", child.pid, child.pid]);
  assert.ok(listProcessIds()?.includes(child.pid));
  child.kill("SIGKILL");
  await child.status;
  assert.equal(readProcess(child.pid), null);
});
