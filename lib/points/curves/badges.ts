/**
 * Sets curves apart whose lines have the same names at the same steps, by words of the line: its badge, as `[student]`, and its tag, as
 * `[ood]` at its end. Doesn't find the words on a line.
 *
 * @module
 */
import { canonicalName } from "../words/name.ts";
import { sizeOfText } from "../size.ts";
import { BADGES_MAX, knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/**
 * Finds the name of a curve on a line with a badge, and the badge's number: `loss` on a line of `[student]` is `student_loss`, where lines
 * without that badge drew `loss` first. Remembers the badge.
 */
export function putBadge(name: string, badge: string, state: LiveState): { badged: string; badge: number } {
  if (badge === "") return { badged: name, badge: 0 };
  const number = numberOfBadge(badge, state);
  const metric = knownMetric(name, state.metrics);
  const isOther = number > 0 && metric !== undefined && metric.badge !== number;
  return { badged: isOther ? canonicalName(`${badge} ${name}`) : name, badge: number };
}

/** The number of a badge, which is remembered; 0 for one too many. */
function numberOfBadge(badge: string, state: LiveState): number {
  const { badges } = state;
  if (!badges.includes(badge) && badges.length < BADGES_MAX) {
    badges.push(badge);
    state.room -= sizeOfText(badge);
  }
  return badges.indexOf(badge) + 1;
}

/** True for a line with another badge than the curve of its name has: it is told apart by that. */
export function isApart(
  known: number,
  { badge = "", state: { badges } }: { badge?: string; state: LiveState },
): boolean {
  const at = badges.indexOf(badge);
  return badge !== "" && (at < 0 || at + 1 !== known);
}

/**
 * Finds the badge of a line with a tag, and remembers the tag. It is one where it comes at the step of another line of the same metric, which
 * had another tag. At a second step it is the tag's for good, and at once where the steps begin again behind another tag: `Student epoch 1`
 * behind `Teacher epoch 9`. Empty elsewhere: a word that changes from step to step sets nothing apart, nor does a number its own values.
 */
export function settleTag(
  name: string,
  tag: string,
  { step, line, state }: { step: number; line: number; state: LiveState },
): string {
  if (isOwn(name, tag)) return "";
  const { tags } = state, first = tags.get(tag);
  if (first === EVERYWHERE || first === step) return tag;
  const metric = knownMetric(name, state.metrics), reached = metric?.lastStep ?? NaN;
  const isAgain = state.tag !== "" && reached > step;
  if (tag === state.tag || !(isAgain || reached === step)) return "";
  leaveToTagAbove(metric, state);
  if (first === undefined) leaveToTag(tag, line, state);
  if (isAgain || first !== undefined) keepTag(tag, EVERYWHERE, state);
  else keepTag(tag, step, state);
  return tag;
}

/** True for no tag, and for that of a number which is the value itself. */
const isOwn = (name: string, tag: string): boolean => tag === "" || tag.startsWith(`${name} `);

/** The curve of a plain name stays that of the tag which drew it. */
function leaveToTagAbove(metric: { badge: number } | undefined, state: LiveState): void {
  if (metric?.badge === 0 && state.tag !== "") metric.badge = numberOfBadge(state.tag, state);
}

/** What a line with a tag drew first, before its tag set another value apart, stays that of the tag. */
function leaveToTag(tag: string, line: number, state: LiveState): void {
  for (const metric of state.metrics.byKey.values()) {
    if (metric.lastLine === line && metric.count === 1 && metric.badge === 0) metric.badge = numberOfBadge(tag, state);
  }
}

/** Stands for the step of a tag that has set lines of two steps apart. */
const EVERYWHERE = Infinity;

function keepTag(tag: string, step: number, state: LiveState): void {
  if (!state.tags.has(tag)) {
    if (state.tags.size >= BADGES_MAX) return;
    state.room -= sizeOfText(tag);
  }
  state.tags.set(tag, step);
}
