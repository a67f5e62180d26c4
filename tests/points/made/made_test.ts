import assert from "node:assert/strict";
import { judge } from "./judge.ts";
import { isKnown } from "./known.ts";
import { makeLog } from "./make.ts";

const LOGS = 300;

Deno.test("makeLog() makes the same log of the same seed, and others of other seeds", () => {
  assert.deepEqual(makeLog(7), makeLog(7));
  assert.notEqual(makeLog(7).text, makeLog(8).text);
});

Deno.test("makeLog() gives each point a line that holds its value", () => {
  for (let seed = 1; seed <= LOGS; seed++) {
    const { text, truth } = makeLog(seed), lines = text.split("\n");
    assert.ok(truth.length > 0, `seed ${seed} has no points`);
    for (const { line, metric } of truth) {
      assert.match(lines[line! - 1] ?? "", /\d|nan|inf/i, `seed ${seed}: ${metric} on line ${line}`);
    }
  }
});

Deno.test("reader reads all points of made logs and no others", async () => {
  for (let seed = 1; seed <= LOGS; seed++) {
    const { log, faults } = await judge(makeLog(seed));
    if (isKnown(log.habits)) continue;
    assert.deepEqual(faults, [], `seed ${seed}, habits: ${log.habits.join("; ")}\n${log.text}`);
  }
});
