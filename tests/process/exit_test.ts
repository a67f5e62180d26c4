import assert from "node:assert/strict";
import { constants } from "node:os";
import { describeExit, type ExitClues } from "../../lib/process/exit.ts";

const reasonOf = (code: number, clues: ExitClues = {}) => describeExit(code, ["./x", "arg"], clues).reason;

Deno.test("describeExit() names the signal that ended the command", () => {
  const killed = describeExit(137, ["x"], { isSignalled: true });
  assert.deepEqual(killed, { code: 137, signal: "SIGKILL", reason: "killed by SIGKILL" });
  assert.equal(reasonOf(130, { isSignalled: true }), "killed by SIGINT");
});

Deno.test("describeExit() names every signal of this platform", () => {
  const numbers = Deno.build.os === "linux"
    ? { SIGUSR1: 10, SIGBUS: 7, SIGUSR2: 12, SIGABRT: 6, SIGXCPU: 24, SIGSYS: 31, SIGRTMIN: 34, "SIGRTMIN+6": 40 }
    : { SIGUSR1: 30, SIGBUS: 10, SIGUSR2: 31, SIGABRT: 6, SIGXCPU: 24, SIGSYS: 12 };
  for (const [name, number] of Object.entries(numbers)) {
    assert.equal(reasonOf(128 + number, { isSignalled: true }), `killed by ${name}`);
    const after = name.startsWith("SIGRT") ? "" : ` (as after ${name})`;
    assert.equal(reasonOf(128 + number), `exit code ${128 + number}${after}`);
  }
});

Deno.test("describeExit() says which signal a code is usual after when the command itself was not ended by one", () => {
  const exit = { code: 143, signal: null, reason: "exit code 143 (as after SIGTERM)" };
  assert.deepEqual(describeExit(143, ["x"], { isSignalled: false }), exit);
  assert.deepEqual(describeExit(143, ["x"]), exit);
  assert.equal(reasonOf(130, { isSignalled: false }), "exit code 130 (as after SIGINT)");
});

Deno.test("describeExit() takes no code for that of a signal that ends nothing, or of a real-time one", () => {
  const { SIGCHLD, SIGTSTP } = constants.signals;
  for (const number of [SIGCHLD, SIGTSTP, 40, 64, 70]) {
    assert.equal(reasonOf(128 + number, { isSignalled: false }), `exit code ${128 + number}`);
  }
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
