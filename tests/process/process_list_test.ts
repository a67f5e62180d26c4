import assert from "node:assert/strict";
import { isDying, isEnding, listProcessIds, parseProcess, readProcess } from "../../lib/process/process_list.ts";

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

Deno.test("isEnding() knows a process that was killed and is still there, and no other", () => {
  const status = (sig: string, shd: string) =>
    `Name:\tx\nSigQ:\t7/96365\nSigPnd:\t${sig}\nShdPnd:\t${shd}\nSigBlk:\t0\n`;
  const none = "0000000000000000", kill = "0000000000000100", term = "0000000000004000";
  assert.equal(isEnding(STAT, status(none, none)), false);
  assert.equal(isEnding(STAT, status(term, none)), false, "SIGTERM may be caught");
  assert.equal(isEnding(STAT, status(kill, none)), true);
  assert.equal(isEnding(STAT, status(term, kill)), true);
  assert.equal(isEnding(STAT.replace(" 4194304 ", " 4194308 "), status(none, none)), true, "it is ending by itself");
});

Deno.test("isDying() is true for a process that has ended, not for one that runs", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  const child = new Deno.Command("sleep", { args: ["600"] }).spawn();
  assert.equal(isDying(child.pid), false);
  child.kill("SIGKILL");
  await child.status;
  assert.equal(isDying(child.pid), true);
});
