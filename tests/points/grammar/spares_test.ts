import assert from "node:assert/strict";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";

/** The spare numbers of a line, each with its factor, and with how it may count beside the line's step. */
function sparesOf(line: string): string {
  const shape = makeShape();
  scanShape(line, shape);
  const { facts: { spare } } = understandLine(line, shape);
  return (spare?.each ?? []).map(({ slot, scale, beside }) =>
    `${line.slice(shape.start[slot], shape.end[slot])}${scale === 1 ? "" : `*${scale}`}${beside ? ` ${beside}` : ""}`
  ).join(", ");
}

for (
  const [line, spares] of [
    ["drag: 0.5 :: 20", "20"],
    ["drag 0.5 | 20 | 3.7", "20"],
    ["drag=0.5 <- lap 20", "20"],
    ["seen: 20 | drag: 0.5", ""],
    ["size 8 seen 20 drag 0.5", "8, 20"],
    ["[20k] drag 0.5", "20*1000"],
    ["drag 0.5 lift 0.25 (20)", "20"],
    ["drag is 0.5, having passed 20 gates", "20"],
    ["drag=0.5 took 20 s", ""],
    ["drag=0.5 loss 20", ""],
    ["drag=0.5 = 20%", ""],
    ["hits 30 of 40, drag 0.5", ""],
    ["drag=0.5 (20/30)", ""],
    ["lap_20", ""],
    ["seen 20, 30, 40", ""],
    ["step 3 | drag 0.5 | seen 20", ""],
    ["step 3/9 of lap 20 | drag 0.5", ""],
    ["Game 20 step 3 drag 0.5", "20 instead"],
    ["lap 20 | step 3 | drag 0.5", "20 instead"],
    ["step 3 20 drag 0.5", "20 within"],
    ["Epoch 1, 20/40; drag: 0.5; updates: 3", "20 batch"],
    ["Epoch 1 20/40 drag: 0.5", ""],
  ] as const
) Deno.test(`noteSpares() notes ${spares || "none"} in ${line}`, () => assert.equal(sparesOf(line), spares));
