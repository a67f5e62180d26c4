import assert from "node:assert/strict";
import {
  beginsWithTime,
  GLUED_TIMES,
  isLeastBehind,
  unitInBrackets,
  unitLength,
} from "../../../lib/points/words/units.ts";

for (
  const [text, length] of [
    [" s loss : ", 2],
    [" % ips", 2],
    [" img/s lr", 6],
    [" mẫu/giây, lr", 9],
    [" кадров/сек, lr", 11],
    [" tokens/s=500", 0],
    [" tokens/s: ", 0],
    [" loss: ", 0],
    [" GB of data", 0],
    [" ms 20", 0],
    [" Sek., Verlust", 5],
    ["秒, 损失", 1],
  ] as const
) {
  Deno.test(`unitLength() is ${length} for "${text}"`, () => assert.equal(unitLength(text), length));
}

Deno.test("beginsWithTime() is true behind a number for a unit of time in any language", () => {
  for (const text of [" s", " min)", " Sek.", "초", "秒, 损失", " сек |", " saniye"]) {
    assert.ok(beginsWithTime(text), text);
  }
});

Deno.test("beginsWithTime() is false for a name that is spelled as a unit, and for other words", () => {
  for (const text of [" min 0.5", " s: 0.5", " min=2", " minor", " 步", " s.loss", ""]) {
    assert.ok(!beginsWithTime(text), text);
  }
});

Deno.test("isLeastBehind() tells the least value of a quantity from minutes, by the name before and the words behind", () => {
  const metric = (name: string) => ({ name, kind: "metric" as const });
  for (const name of ["max_drag", "best", "mean_of_hull"]) {
    assert.ok(isLeastBehind(metric(name), " min drag 0.5"), name);
  }
  assert.ok(isLeastBehind(metric("max_drag"), " min hull drag: -0.5"));
  for (const name of ["drag", "total", "took"]) assert.ok(!isLeastBehind(metric(name), " min drag 0.5"), name);
  for (const behind of [" min", " min 0.5", " min, drag 0.5", " s drag 0.5", " min of 3"]) {
    assert.ok(!isLeastBehind(metric("max_drag"), behind), behind);
  }
  assert.ok(!isLeastBehind({ name: "max_time", kind: "throughput" }, " min drag 0.5"));
});

Deno.test("GLUED_TIMES are written with the letters of words between spaces", () => {
  assert.deepEqual(["сек", "sn", "秒"].map((unit) => GLUED_TIMES.includes(unit)), [true, true, false]);
});

Deno.test("unitInBrackets() finds where a unit begins at the end of a name", () => {
  assert.deepEqual(["drag [N]", "force(meV/Å^2)", "err [kJ/mol]", "f(s)", "f1 [macro]", "drag"].map(unitInBrackets), [
    4,
    5,
    3,
    -1,
    -1,
    -1,
  ]);
});
