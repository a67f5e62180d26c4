import assert from "node:assert/strict";
import { describeExit, type ExitClues } from "../../lib/process/exit.ts";

const reasonOf = (code: number, clues: ExitClues = {}) => describeExit(code, ["./x", "arg"], clues).reason;

Deno.test("describeExit() names the signal that ended the command", () => {
  const killed = describeExit(137, ["x"], { isSignalled: true });
  assert.deepEqual(killed, { code: 137, signal: "SIGKILL", reason: "killed by SIGKILL" });
  assert.equal(reasonOf(130, { isSignalled: true }), "killed by SIGINT");
});

Deno.test("describeExit() does not say that a signal ended a command that exited with such a code itself", () => {
  assert.deepEqual(describeExit(143, ["x"], { isSignalled: false }), {
    code: 143,
    signal: null,
    reason: "exit code 143",
  });
});

Deno.test("describeExit() says only what is true when nobody knows: shells don't report SIGINT and SIGPIPE", () => {
  assert.equal(reasonOf(137), "exit code 137 (as after SIGKILL)");
  assert.equal(reasonOf(130, { isSignalled: false }), "exit code 130 (as after SIGINT)");
  assert.equal(reasonOf(141, { isSignalled: false }), "exit code 141 (as after SIGPIPE)");
});

Deno.test("describeExit() gives no reason for success", () => {
  assert.deepEqual(describeExit(0, ["x"]), { code: 0, signal: null, reason: "" });
});

Deno.test("describeExit() says why a shell could not run the command, and nothing like it of another exit code", () => {
  assert.equal(reasonOf(126, { isUnstarted: true }), "not executable: ./x");
  assert.equal(reasonOf(127, { isUnstarted: true }), "command not found: ./x");
  assert.equal(reasonOf(127), "exit code 127");
});

Deno.test("describeExit() gives the number of any other exit code, also above 128", () => {
  assert.equal(reasonOf(1), "exit code 1");
  assert.equal(reasonOf(128), "exit code 128");
  assert.equal(reasonOf(255, { isSignalled: true }), "exit code 255");
});
