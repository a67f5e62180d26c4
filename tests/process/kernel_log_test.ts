import assert from "node:assert/strict";
import { parseOomVictim, readOomVictim } from "../../lib/process/kernel_log.ts";

const GROUP =
  "[69733.127151] oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/job,task_memcg=/job,task=python3,pid=9463,uid=0\n" +
  "[69733.127196] Memory cgroup out of memory: Killed process 9463 (python3) total-vm:51736kB, anon-rss:38784kB\n";

Deno.test("parseOomVictim() finds the newest kill of a group or of the machine, within half a minute", () => {
  assert.deepEqual(parseOomVictim(GROUP, 69_735), { name: "python3", pid: 9463 });
  const machine =
    `${GROUP}[69740.5] Out of memory: Killed process 12 (a (b) c) total-vm:1kB\n[69741.0] eth0: link up\n`;
  assert.deepEqual(parseOomVictim(machine, 69_741), { name: "a (b) c", pid: 12 });
  assert.equal(parseOomVictim(GROUP, 69_780), null);
  assert.equal(parseOomVictim("", 1), null);
});

Deno.test("parseOomVictim() believes no other line that speaks of memory", () => {
  assert.equal(parseOomVictim("[5.0] app: out of memory: Killed\n[5.0] init: Killed process 7 (x) by hand\n", 6), null);
});

Deno.test("readOomVictim() answers on every machine", async () => {
  const victim = await readOomVictim();
  assert.ok(victim === null || victim.pid > 0);
});
