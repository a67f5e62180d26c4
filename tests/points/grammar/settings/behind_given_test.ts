import assert from "node:assert/strict";
import { behindGiven } from "../../../../lib/points/grammar/settings/behind_given.ts";
import { readShort } from "../../read_log.ts";

Deno.test("behindGiven() finds the end of brackets with fields before a named value", () => {
  const ends = (line: string) => line.slice(0, behindGiven(line, 0));
  assert.equal(ends("{'depth': 3, 'sizes': [4, 9]}  TR 0.5"), "{'depth': 3, 'sizes': [4, 9]}");
  assert.equal(ends("(depth=3, eta=0.1): gap=0.5"), "(depth=3, eta=0.1)");
  for (
    const line of [
      "{'a': 1, 'b': 2}",
      "{'a': 1} gap 0.5",
      "gap 0.5 {'a': 1, 'b': 2}",
      "{'a': 1, 'b': 2} 0.5",
      "{'a': 1",
    ]
  ) {
    assert.equal(behindGiven(line, 0), -1, line);
  }
});

Deno.test("values behind a list of settings that begins their lines are charted", () => {
  const line = (at: number) =>
    `{'eta': 0.01, 'alpha': 0.5, 'width': ${at}, 'epochs': 90, 'batch_size': 8} \t TR 0.${at} \t TS 0.${at + 1}`;
  const points = readShort(...[1, 2, 3].map(line));
  assert.deepEqual(points.filter((point) => point.startsWith("tr")), ["tr=0.1@0", "tr=0.2@1", "tr=0.3@2"]);
  assert.deepEqual(points.map((point) => point.slice(0, 2)).filter((name) => name !== "tr" && name !== "ts"), []);
});
