/**
 * Gives the points that users' patterns read, at the line's place where a pattern reads no step.
 *
 * @module
 */
import { emptyLineFacts } from "../grammar/make_statement.ts";
import type { CompiledPattern } from "../taught/pattern.ts";
import { canonicalName } from "../words/name.ts";
import { type Charting, givePoint, type OnPoint, releaseFirst } from "./give.ts";
import { placeLine } from "./place.ts";
import { NOWHERE, type Place } from "./standing.ts";

/** A pattern's own step is used as it is, and repeated values stay. */
const TAUGHT: Place = { ...NOWHERE, stepped: true };

/** Gives all that a pattern reads on a line. */
export function giveTaught(
  pattern: CompiledPattern,
  { text, line }: { text: string; line: number },
  charting: Charting & { onTaught: OnPoint },
): void {
  const { place, placed, state } = charting;
  const here = place !== null && placed === line ? place : placeLine(emptyLineFacts(line), state);
  for (const { metric, value, step, epoch } of pattern.match(text)) {
    const name = canonicalName(metric) || "value";
    const info = { name, role: "metric", kind: "metric", known: true, priority: 0 } as const;
    const pair = { info, value, unit: "", separated: true, phase: "", line, integer: false, mustRecur: false };
    const { globalStep } = here;
    releaseFirst(charting);
    const at = { step: step ?? epoch ?? here.step, epoch: epoch ?? here.epoch, globalStep };
    givePoint({ name, pair, ...at, rank: null, place: TAUGHT, phase: "" }, {
      ...charting,
      onPoint: charting.onTaught,
    });
  }
}
