/**
 * Darknet prints values before their names, and the loss without one.
 *
 *     1000: 0.523, 0.612 avg loss, 0.001000 rate, 3.2 seconds, 64000 images, 10.2 hours left
 *     1: 412.5, 412.5 avg, 0.000000 rate, 2.45 seconds, 64 images
 *     v3 (iou loss, Normalizer: (iou: 0.07, obj: 1.00, cls: 1.00) Region 30 Avg (IOU: 0.305000), count: 13, class_loss = 166.355323, …
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, slotAt, type Source } from "../scan/source.ts";
import { makeForm } from "../scan/steps.ts";
import type { Statement } from "../grammar/statement.ts";
import { addPair, emptyStatement } from "../grammar/make_statement.ts";

const NUMBER = String.raw`-?(?:[\d.]{1,20}(?:e[-+]?\d{1,3})?|nan|inf)`;
const LINE = makeForm([
  String.raw`^(?<step>\d{1,9}): `,
  `(?<loss>${NUMBER}), `,
  `(?<avg_loss>${NUMBER}) avg(?: loss)?, `,
  `(?<learning_rate>${NUMBER}) rate, `,
  `(?<seconds>${NUMBER}) seconds`,
]);

/** Lines about the network and its layers. */
const ASIDES = ["v3 (", "[yolo] params: ", "net.optimized_memory", "mini_batch = "];
const NUMBERED_ASIDE = /^\d+ : compute_capability/;

function isAside(part: string): boolean {
  return NUMBERED_ASIDE.test(part) || ASIDES.some((start) => part.startsWith(start));
}

function read(source: Source): Statement | null {
  const part = partOf(source), found = LINE.find(part);
  if (!found) return isAside(part) ? emptyStatement() : null;
  const statement = emptyStatement();
  for (const [name, offsets] of Object.entries(found.offsets)) {
    const slot = slotAt(source, source.from + offsets![0]);
    if (name === "step") statement.slots.step = slot;
    else addPair(statement, slot, name);
  }
  return statement;
}

/** The format. */
export default {
  clues: makeClues(
    " rate, ",
    "v3 (",
    "[yolo] params: ",
    "net.optimized_memory",
    "mini_batch = ",
    " : compute_capability",
  ),
  read,
} satisfies Format;
