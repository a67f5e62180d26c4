/**
 * The epoch or the step of the best value so far, behind a value of the line: `acc: 0.5, best: 0.9 (epoch 1)`. It is not the line's own. A line
 * that tells of the best value alone stands at its counter.
 *
 * @module
 */
import { isCounterRole } from "../carried.ts";
import type { Rule } from "./rule.ts";

/** What ties a counter's word to a value, and a best value before that; such a counter in the bracket of the value, and the best counter. */
const TIED = /\d%?\s?(?:[([]|@|,? ?at|,? ?in|,? ?on)\s?\p{L}{1,9}\.?\s?[:=#]?\s?$/iu;
const OF_BEST = /(?<!\p{L})(?:best|highest|lowest|prev(?:ious)?)(?!\p{L})[^|;]{0,30}$/iu;
const IN_BRACKET = /[([]best(?!\p{L})[^|;()[\]]{0,30}\d%?[,;] ?\p{L}{1,9}\.?\s?[:=#]?\s?$/iu;
const BEST_COUNTER = /(?<!\p{L})best \p{L}{1,9}\s?[:=#]?\s?$/iu;
const BEST = /(?:^|_)(?:best|highest|lowest|prev|previous)(?:_|$)/;
const BEFORE_MAX_CHARS = 72;

/** The rule. */
export const counterOfBest: Rule = {
  name: "the epoch or the step of the best value so far",
  of: "named",
  lines: [
    [
      "Epoch 3\nacc: 0.5, best: 0.9 (step 8)\nEpoch 4\nacc: 0.6, best: 0.9 (step 8)",
      "acc=0.5@3 best=0.9@3 acc=0.6@4 best=0.9@4",
    ],
    [
      "Epoch 3 acc: 0.5\nBest model: acc 0.9 (epoch 2)\nEpoch 4 acc: 0.6\n==> Best [acc: 0.9 on epoch 2]",
      "acc=0.5@3 best_acc=0.9@3 acc=0.6@4 best_acc=0.9@4",
    ],
    ["Epoch 3\nacc: 0.5 (best step 8)\nEpoch 4\nacc: 0.6 (best step 8)", "acc=0.5@3 acc=0.6@4"],
  ],
  bind({ slot, total, info: { role } }, { source: { text, shape }, statement: { facts: { pairs } } }) {
    if (!isCounterRole(role) || total >= 0 || pairs.length === 0 || BEST.test(pairs[0]!.info.name)) return false;
    const end = shape.start[slot]!, before = text.slice(Math.max(0, end - BEFORE_MAX_CHARS), end);
    const tied = TIED.exec(before), isBehind = tied !== null && OF_BEST.test(before.slice(0, tied.index));
    return isBehind || IN_BRACKET.test(before) || BEST_COUNTER.test(before);
  },
};
