/**
 * Lists that go on below their line, as NumPy prints a long one: `scores: [0.85 0.83 0.88` above ` 0.86 0.84]`. No value of them is that of the
 * name before them.
 *
 * @module
 */
import { listEnd } from "./lists.ts";
import type { Rule } from "./rule.ts";

/** The bracket that opens a list, and what stands behind the last number of a line that doesn't close it. */
const OPENED = /^\s*(?:[A-Za-z][\w.]{0,20}\()?\[+\s*$/, GOES_ON = /^\.?[\s,;]*$/, ROW_ENDS = /^\.?\s*\][\s,;]*$/;
const ELEMENTS_MIN = 3;

/** The rule. */
export const openList: Rule = {
  name: "a list that goes on below the line",
  of: "named",
  lines: [
    ["step 3 loss 0.5\nfold scores: [0.85 0.83 0.88\n 0.86 0.84]\nmean score: 0.75", "loss=0.5@3 mean_score=0.75@3"],
    [
      "step 3 loss 0.5\nrecall: tensor([0.5, 0.25, 0.75,\n        0.5, 0.25])\nstep 4 loss 0.4",
      "loss=0.5@3 loss=0.4@4",
    ],
    [
      "epoch 3\nslope = [[ 0.25]\n [-0.5 ]]\nloss: 0.5\nepoch 4\nslope = [[ 0.5 ]\n [-0.75]]\nloss: 0.4",
      "loss=0.5@3 loss=0.4@4",
    ],
  ],
  bind(field, walk) {
    const { slot, phrase: { opened } } = field, { shape, text, to } = walk.source;
    if (!OPENED.test(opened)) return false;
    const end = listEnd(slot, walk);
    const behind = text.slice(shape.end[end - 1], to);
    const isOpen = (end - slot >= ELEMENTS_MIN && GOES_ON.test(behind)) ||
      (opened.includes("[[") && ROW_ENDS.test(behind));
    if (isOpen) field.last = end - 1;
    return isOpen;
  },
};
