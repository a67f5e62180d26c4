/**
 * Names apart the values of one line that would be one curve: `train nll 300 kl 2 | held-out nll 310 kl 3` has two `kl`. Words that no
 * table knows set them apart here, because their line does. Changes nothing on other lines.
 *
 * @module
 */
import { canonicalName } from "../words/name.ts";
import type { Pair, Statement } from "./statement.ts";

/** Longer lines are records, whose keys differ. */
const PAIRS_MAX = 24;

/** Renames the pairs of a line whose names come again in the same split. */
export function tellApart({ facts: { pairs } }: Statement): void {
  if (pairs.length < 3 || pairs.length > PAIRS_MAX || !hasRepeats(pairs)) return;
  const leads = pairs.map((_, at) => leadAt(at, pairs)), names = pairs.map(({ info }) => info.name);
  pairs.forEach((pair, at) => {
    const lead = leads[at]!, name = names[at]!;
    const isAgain = names.some((other, i) => other === name && leads[i] !== lead);
    if (lead && isAgain && pair.info.kind === "metric") {
      pair.info = { ...pair.info, name: canonicalName(`${lead} ${name}`) };
    }
  });
}

function hasRepeats(pairs: readonly Pair[]): boolean {
  return pairs.some(({ info, phase }, at) =>
    pairs.findIndex((other) => other.info.name === info.name && other.phase === phase) < at
  );
}

/** The word that sets a pair apart: the lead of the nearest pair before it whose name another pair has behind another word. */
function leadAt(at: number, pairs: readonly Pair[]): string {
  for (let from = at; from >= 0; from--) {
    const [lead, tail] = splitName(pairs[from]!.info.name);
    const isLead = tail !== "" && pairs.some(({ info }, i) => {
      const [other, same] = splitName(info.name);
      return i !== from && same === tail && other !== lead;
    });
    if (isLead) return lead;
  }
  return "";
}

/** The first word of a name and the others: `held-out`, `nll`. */
function splitName(name: string): [lead: string, tail: string] {
  const mark = name.search(/[_/]/);
  return mark < 0 ? [name, ""] : [name.slice(0, mark), name.slice(mark + 1)];
}
