/**
 * Darknet prints values before their names, the first without one.
 *
 *     1000: 0.523, 0.612 avg loss, 0.001000 rate, 3.2 seconds, 64000 images, 10.2 hours left
 *     1: 412.5, 412.5 avg, 0.000000 rate, 2.45 seconds, 64 images
 *
 * @module
 */
import type { Format } from "../format.ts";
import { groupOffsets, partOf, slotAt, type Source } from "../source.ts";
import { addPair, emptyStatement, type Statement } from "../statement.ts";

const NUMBER = String.raw`-?(?:[\d.]{1,20}(?:e[-+]?\d{1,3})?|nan|inf)`;
const LINE = new RegExp(
  String
    .raw`^(?<step>\d{1,9}): (?<loss>${NUMBER}), (?<avg_loss>${NUMBER}) avg(?: loss)?, (?<learning_rate>${NUMBER}) rate, (?<seconds>${NUMBER}) seconds`,
  "d",
);

function read(source: Source): Statement | null {
  const match = LINE.exec(partOf(source));
  if (!match) return null;
  const statement = emptyStatement();
  for (const [name, offsets] of Object.entries(groupOffsets(match))) {
    const slot = slotAt(source, source.from + offsets![0]);
    if (name === "step") statement.slots.step = slot;
    else addPair(statement, slot, name);
  }
  return statement;
}

export default { read } satisfies Format;
