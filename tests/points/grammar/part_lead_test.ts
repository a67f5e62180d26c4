import assert from "node:assert/strict";
import { understandLine } from "../../../lib/points/understand.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";

function leadOf(line: string) {
  const shape = makeShape();
  scanShape(line, shape);
  const { lead } = understandLine(line, shape);
  return lead && `${lead.kind} ${lead.name}`;
}

Deno.test("partLead() finds the number of the thing that all values of a line are of", () => {
  for (const line of ["Subject 3 loss: 0.5 acc: 0.75", "[player 3] gap=0.5", "Subject: 3  seed 1  mae: 0.5"]) {
    assert.match(leadOf(line) ?? "", /^part (?:subject|player)$/, line);
  }
});

Deno.test("partLead() finds none beside a counter, for several things, for a thing's only value and for settings", () => {
  const lines = [
    "step 5 player 3 loss: 0.5",
    "player 1 loss 0.5 player 2 loss 0.25",
    "loss 0.5 player 2 loss 0.25",
    "layer: 82 - type = 28",
    "Class 3: 0.5",
  ];
  assert.deepEqual(lines.filter((line) => leadOf(line)?.startsWith("part")), []);
});
