/**
 * Reads the line below the rows of an inner loop that says what came of them: the number of the round, then values behind their names.
 *
 *     RMM:   5    -0.108433793217E+02   -0.11830E-02   -0.33102E-02   440   0.912E-01
 *        1 F= -.10843379E+02 E0= -.10843380E+02  d E =-.108434E+02
 *
 * @module
 */
import { metricName, rowFacts } from "../grammar/make_statement.ts";
import type { LineFacts } from "../grammar/statement.ts";
import { understandName } from "../words/name.ts";

const LINE = /^\s*(\d{1,9})\s+(\p{L}[\p{L}\d ]{0,10}\s?=.*)$/u;
const VALUE = /(\p{L}[\p{L}\d ]{0,10}?)\s?=\s*([-+]?\d*\.\d+(?:[eE][-+]?\d+)?)(?=\s|$)/gu;
/** Values that such a line has at least. */
const VALUES_MIN = 2;

/** What such a line says; null for any other line. */
export function readSummedRow(text: string, line: number): LineFacts | null {
  const [, round, rest] = LINE.exec(text) ?? [];
  if (rest === undefined || rest.replaceAll(VALUE, "").trim() !== "") return null;
  const values = Array.from(rest.matchAll(VALUE), ([, name, value]) => [nameOf(name!), Number(value)] as const);
  return values.length < VALUES_MIN ? null : { ...rowFacts(line, values), step: Number(round) };
}

function nameOf(name: string) {
  const info = understandName(name);
  return info.role === "metric" ? info : metricName(name);
}
