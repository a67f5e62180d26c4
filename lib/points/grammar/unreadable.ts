/**
 * Finds a metric on a line whose value is no number: `loss=abc`, `loss=1.2.3`, `"mse": "oops"`. Sees one line of a shape.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import type { Statement } from "./statement.ts";

const NAME = String.raw`(?:^|[\s,;|({"'])([A-Za-z_][\w./-]{0,40})`, TIE = String.raw`["']?\s?[=:]\s?["']?`;
const FIELD = new RegExp(NAME + TIE + String.raw`([^\s,;|()[\]{}"'=:]{1,24})(?=[\s,;|)}\]"']|$)`, "g");
const READ_MAX_CHARS = 1000;
/** Words that stand for a value that isn't there, or say that it is none. */
const NO_VALUE = /^(?:n\/?a|none|null|nan|[-+]?inf(?:inity)?|-+|\?+|true|false)$/i;

/** The first metric with a value that can't be read, as it is printed; empty without one. Only lines with a counter have one. */
export function findUnreadable(text: string, { facts, slots }: Statement): string {
  if (slots.step < 0 && slots.epoch < 0 && slots.batch < 0) return "";
  const read = text.slice(0, READ_MAX_CHARS);
  FIELD.lastIndex = 0;
  for (let found = FIELD.exec(read); found !== null; found = FIELD.exec(read)) {
    const [, name, value] = found;
    if (isNumber(value!)) continue;
    const info = understandName(name!);
    const isRead = facts.pairs.some((pair) => pair.info.name === info.name || pair.info.name.endsWith(info.name));
    if (info.known && !namesSplit(name!) && !isRead && !NO_VALUE.test(value!)) {
      return `${name}=${value}`;
    }
  }
  return "";
}

/** True for a number, a share, a number with a unit. */
function isNumber(value: string): boolean {
  return /^[-+]?(?:\d[\d,_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?:%|[A-Za-z]{1,3}|\/[\d.]+)?$/i.test(value);
}
