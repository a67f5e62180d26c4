import assert from "node:assert/strict";
import { describeExit } from "../../lib/process/exit.ts";

const reasonOf = (code: number) => describeExit(code, ["./x", "arg"]).reason;

Deno.test("describeExit() names the signal that ended the command", () => {
  assert.deepEqual(describeExit(137, ["x"]), { code: 137, signal: "SIGKILL", reason: "killed by SIGKILL" });
  assert.deepEqual(describeExit(143, ["x"]), { code: 143, signal: "SIGTERM", reason: "killed by SIGTERM" });
});

Deno.test("describeExit() gives no reason for success", () => {
  assert.deepEqual(describeExit(0, ["x"]), { code: 0, signal: null, reason: "" });
});

Deno.test("describeExit() says why a shell could not run the command", () => {
  assert.equal(reasonOf(126), "not executable: ./x");
  assert.equal(reasonOf(127), "command not found: ./x");
});

Deno.test("describeExit() gives the number of any other exit code, also above 128", () => {
  assert.equal(reasonOf(1), "exit code 1");
  assert.equal(reasonOf(128), "exit code 128");
  assert.equal(reasonOf(255), "exit code 255");
});
