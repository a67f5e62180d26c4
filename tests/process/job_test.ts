import assert from "node:assert/strict";
import { isSuspended, parseForeground, parseStopped, readForeground } from "../../lib/process/job.ts";
import { heedSignals } from "../support/signals.ts";

heedSignals();

const STOPPED = "71 (a) b) T 70 71 70 34816 70 4194304 0";
const DETACHED = "72 (sh) S 70 72 72 0 -1 4194304 0";

Deno.test("parseForeground() finds the group that has the foreground, whatever the program's name, and null without a terminal", () => {
  assert.equal(parseForeground(STOPPED), 70);
  assert.equal(parseForeground(DETACHED), null);
});

Deno.test("parseStopped() is true for a stopped process only", () => {
  assert.equal(parseStopped(STOPPED), true);
  assert.equal(parseStopped(DETACHED), false);
});

Deno.test("readForeground() is null for a process that does not exist", () => {
  assert.equal(readForeground(2 ** 30), null);
});

Deno.test("isSuspended() is false without a terminal, and before the command has begun", () => {
  const holder = { pid: Deno.pid, mark: null };
  assert.equal(isSuspended({ pid: Deno.pid, mark: null }), false);
  assert.equal(
    isSuspended({ pid: Deno.pid, mark: null, terminal: { path: "/dev/pts/0", holder, commandPid: null } }),
    false,
  );
});
