/**
 * The typical line of a shape, from which the shape is understood.
 *
 * @module
 */
import { BROKEN } from "./number.ts";
import type { Shape } from "./shape.ts";
import { isYear } from "./shape_key.ts";

const FORMS = ["", "1", "0.5", "nan"];

/** The typical line of a shape: numbers and runs are replaced by the shortest ones. It says what all lines of the shape say. */
export function typicalLine(text: string, shape: Shape): string {
  let typical = "", from = 0;
  for (let slot = 0; slot < shape.count; slot++) {
    const start = shape.start[slot]!, end = shape.end[slot]!;
    typical += shortenRuns(text.slice(from, start)) +
      typicalNumber(text, slot, shape);
    from = end;
  }
  return typical + shortenRuns(text.slice(from));
}

function typicalNumber(text: string, slot: number, shape: Shape): string {
  const start = shape.start[slot]!, end = shape.end[slot]!, form = shape.form[slot]!;
  if (form >= BROKEN) return text.slice(start, end).replaceAll(/\d/g, "1");
  return isYear(shape.value[slot]!, end - start) ? "2000" : FORMS[form]!;
}

const RUN_OR_BLOCK = /([^\d])\1\1|[\u2580-\u259f]/;

function shortenRuns(text: string): string {
  if (text.length < 2 || !RUN_OR_BLOCK.test(text)) return text;
  return text.replaceAll(/[\u2580-\u259f]+ */g, "█").replaceAll(/([^\d])\1{2,}/g, (run, one: string) => {
    if (one === " ") return "  ";
    return run.slice(0, run.length > 7 ? 8 : 3);
  });
}
