/**
 * Darknet prints values before their names.
 *
 *     1000: 0.523, 0.612 avg loss, 0.001000 rate, 3.2 seconds, 64000 images, 10.2 hours left
 *
 * @module
 */
import type { LineFacts } from "../facts.ts";
import { understandName } from "../name.ts";

const LINE =
  /^(\d{1,9}): ([\d.]{1,20}|-?nan|inf), ([\d.]{1,20}|-?nan|inf) avg(?: loss)?, ([\d.e+-]{1,20}) rate, ([\d.]{1,20}) seconds/;

/** Reads a line of darknet into `facts`; false when it isn't one. */
export function readDarknet(text: string, facts: LineFacts): boolean {
  const found = text.charCodeAt(0) <= 57 ? LINE.exec(text) : null;
  if (!found) return false;
  facts.step = Number(found[1]);
  const names = ["loss", "avg_loss", "learning_rate", "seconds"];
  names.forEach((name, i) =>
    facts.pairs.push({
      info: understandName(name),
      value: Number(found[i + 2]!.replace("inf", "Infinity")),
      unit: "",
      separated: true,
      line: facts.line,
    })
  );
  return true;
}
