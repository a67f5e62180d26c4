import assert from "node:assert/strict";
import { readPress } from "../../../lib/client/run/presses.ts";

Deno.test("readPress() reads what a button asks for, and nothing from other buttons", () => {
  assert.deepEqual(readPress({ press: "chart", name: "level", line: "7" }), { kind: "chart", name: "level", line: 7 });
  assert.deepEqual(readPress({ press: "reread" }), { kind: "reread" });
  assert.deepEqual(readPress({ press: "reread-all", experiments: "a b" }), {
    kind: "reread-all",
    experiments: ["a", "b"],
  });
  assert.deepEqual(readPress({ press: "experiment" }), { kind: "experiment" });
  assert.deepEqual(readPress({ press: "launch", command: "a b" }), { kind: "launch", command: "a b", cwd: "" });
  assert.deepEqual(readPress({ press: "restore", experiment: "a" }), { kind: "restore", experiment: "a", run: null });
  assert.deepEqual(readPress({ press: "restore", experiment: "a", run: "b" }), {
    kind: "restore",
    experiment: "a",
    run: "b",
  });
  assert.deepEqual(readPress({ press: "restore-runs", runs: "a b" }), { kind: "restore-runs", runs: ["a", "b"] });
  for (
    const press of [{}, { press: "restore", run: "b" }, { press: "chart", name: "level" }, {
      press: "chart",
      line: "7",
    }, { press: "delete" }]
  ) {
    assert.equal(readPress(press), null);
  }
});
