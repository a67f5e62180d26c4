/**
 * Decides whether a number in a name is part of the name or the line's step: `Recall at 10: 0.5`, `Loss at 100: 0.5`, `loss_3 = 0.5`. Doesn't
 * find the number.
 *
 * @module
 */
import type { FilledLead, LeadKind } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";
import type { LeadTrack } from "./lead_state.ts";

/** Steps up of one amount that make a counter of such a number. */
export const RISES_IN_NAME = { name: 6, glued: 4 } as const satisfies Partial<Record<LeadKind, number>>;

/** True for a lead that is a number in a name. One that comes again is part of it. */
export function isInName(kind: LeadKind): boolean {
  return kind in RISES_IN_NAME;
}

/** Numbers up to this one name something where nothing else is known: `BLEU 4`, `Recall at 20`. */
const NAMES_MAX = 20;

/**
 * True for a number in a name that counts: it went up steadily, or nothing else does. Where it isn't known, one beyond those in names counts,
 * unless it stands below an epoch and went up no more than once. The step above counts from the second one on. A number that a word ends with is
 * the name's until it went up steadily.
 */
export function countsInName(
  { kind, value }: FilledLead,
  { verdict, rises }: LeadTrack,
  { step, epoch }: LiveState,
): boolean {
  if (verdict !== "open" || kind === "glued") return verdict === "counter";
  if (!isSet(step) && !isSet(epoch)) return true;
  const isAbove = value === step, isBeyond = value > NAMES_MAX;
  return isAbove ? isBeyond || value === 0 || rises > 0 : isBeyond && (rises > 1 || !isSet(epoch));
}

/** The number at the end of a name, with what ties it to the words before. */
const NUMBER_IN_NAME = /(?:_at_|[_@-])?\d+$/;

/** The line with the number in its values' names as its step. */
export function placeByName(facts: LineFacts): LineFacts {
  const { value } = facts.lead!;
  const pairs = facts.pairs.map((pair) => {
    const name = pair.info.name.endsWith(`${value}`) ? pair.info.name.replace(NUMBER_IN_NAME, "") : pair.info.name;
    return { ...pair, info: { ...pair.info, name } };
  });
  return { ...facts, step: value, pairs };
}
