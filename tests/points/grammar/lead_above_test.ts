import assert from "node:assert/strict";
import { ABOVE_LEAD } from "../../../lib/points/grammar/lead_kinds.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";

/** Name and total of a line's lead where it is alone on the line; null elsewhere. */
function aboveOf(line: string): string | null {
  const shape = makeShape();
  scanShape(line, shape);
  const { lead } = understandLine(line, shape);
  return lead?.kind === "above"
    ? `${lead.name}${lead.total === undefined ? "" : ` of ${shape.value[lead.total]}`}`
    : null;
}

for (
  const [line, name] of [
    ["=== Sweep 3 ===", "sweep"],
    ["Img No. 30", "img no."],
    ["lap [30]:", "lap"],
    ["Lap no. <30>", "lap no."],
    ["[30]", ABOVE_LEAD],
    ["-- 30 --", ABOVE_LEAD],
    ["=== Validation 30 ===", "validation"],
    ["test (30)", "test"],
    ["Test 87", null],
    ["--- test accuracy 87 ---", null],
    ["Seed set to 42", null],
    ["Best epoch 30", null],
    ["Sweep 3, lap 4", null],
    ["100/500", `${ABOVE_LEAD} of 500`],
    ["-- [100/500] --", `${ABOVE_LEAD} of 500`],
    ["100 of 500 (boats) seen!", `${ABOVE_LEAD} of 500`],
    ["Boats seen: 100/500", "boats seen of 500"],
    ["看过 100/500", "看过 of 500"],
    ["100/500 [0:02<0:10]", `${ABOVE_LEAD} of 500`],
    ["Boats 100/500 (20.0%)", "boats of 500"],
    ["100/500 boats, 3 lost", null],
    ["drag: 100/500 and some more words here", null],
    ["step 100/500", null],
  ] as const
) {
  Deno.test(`leadAbove() finds ${name ?? "no lead"} in ${line}`, () => assert.equal(aboveOf(line), name));
}
