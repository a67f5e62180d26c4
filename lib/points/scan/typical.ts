/**
 * The typical line of a shape, from which the shape is understood.
 *
 * @module
 */
import { isDigit } from "./characters.ts";
import { BROKEN } from "./number_form.ts";
import type { Shape } from "./shape.ts";
import { isBlock, isYear } from "./shape_key.ts";

const FORMS = ["", "1", "0.5", "nan"];

/** The typical line of a shape: numbers and runs are replaced by the shortest ones. It says what all lines of the shape say. */
export function typicalLine(text: string, shape: Shape): string {
  const shorten = mayHaveRuns(text) ? shortenRuns : unchanged;
  let typical = "", from = 0;
  for (let slot = 0; slot < shape.count; slot++) {
    const start = shape.start[slot]!, end = shape.end[slot]!;
    typical += shorten(text.slice(from, start)) + typicalNumber(text, slot, shape);
    from = end;
  }
  return typical + shorten(text.slice(from));
}

function typicalNumber(text: string, slot: number, shape: Shape): string {
  const start = shape.start[slot]!, end = shape.end[slot]!, form = shape.form[slot]!;
  if (form >= BROKEN) return withOnes(text, start, end);
  return isYear(shape.value[slot]!, end - start) ? "2000" : FORMS[form]!;
}

/** A part of a text with `1` for each of its digits. */
function withOnes(text: string, from: number, end: number): string {
  let typical = "";
  for (let at = from; at < end; at++) typical += isDigit(text.charCodeAt(at)) ? "1" : text[at]!;
  return typical;
}

const unchanged = (text: string): string => text;

/** False for a text without blocks, and without one character three times in a row. Most have neither. */
function mayHaveRuns(text: string): boolean {
  let before = 0, run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    run = code === before && !isDigit(code) ? run + 1 : 0;
    if (run === 2 || isBlock(code)) return true;
    before = code;
  }
  return false;
}

function shortenRuns(text: string): string {
  if (text.length < 2) return text;
  return text.replaceAll(/[\u2580-\u259f]+ */g, "█").replaceAll(/([^\d])\1{2,}/g, (run, one: string) => {
    if (one === " ") return "  ";
    return run.slice(0, run.length > 7 ? 8 : 3);
  });
}
