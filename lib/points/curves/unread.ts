/**
 * What a log prints and no curve shows: names that recur with the reason why they are not charted, values that can't be read, lines that
 * were cut, points of higher ranks.
 *
 * @module
 */
import { LINE_READ_MAX_CHARS, METRIC_NAMES_MAX, READER_STATE_MAX_BYTES } from "../../limits.ts";
import type { UnreadName } from "../../model.ts";
import { formatCount } from "../../text/count.ts";
import { sizeOf, sizeOfText } from "../size.ts";
import { UNCHANGED_REASON } from "../../text/unread_reason.ts";
import type { LiveState } from "./state.ts";
import type { UnreadReason } from "./unread_state.ts";

/** Names that are remembered, and the longest one. */
const UNREAD_MAX = 40, NAME_MAX_CHARS = 80;
/** Bytes of such a name beside its words. */
const TRACK_BYTES = 60;
/** Characters that are shown of a value that can't be read. */
const VALUE_MAX_CHARS = 200;

/** Why a name is not charted, in words for its user. */
export const REASONS: Readonly<Record<UnreadReason, string>> = {
  setting: "it stands in a list of settings, or is a whole number under a setting's name; teach a pattern to chart it",
  record: "its name is that of a time, a place or a record; teach a pattern to chart it",
  unchanged: UNCHANGED_REASON,
  counter: "it goes up steadily and begins again, or goes up as the steps begin again: it counts a loop",
  alone: "printed without a step; it is charted once it recurs with changing values",
};

/** Notes that a name was printed and not charted. */
export function noteUnread(name: string, line: number, { reason, state }: {
  reason: UnreadReason;
  state: LiveState;
}): void {
  const known = state.unread.get(name);
  if (known) {
    known.count++;
    known.reason = reason;
  } else if (state.unread.size < UNREAD_MAX && name.length <= NAME_MAX_CHARS) {
    state.unread.set(name, { count: 1, line, reason });
    state.room -= TRACK_BYTES + sizeOfText(name);
  }
}

/** Notes a metric whose value can't be read. */
export function noteUnreadable(text: string, line: number, state: LiveState): void {
  const { leftOut } = state;
  leftOut.values++;
  if (leftOut.firstValue !== null) return;
  leftOut.firstValue = { text: text.slice(0, VALUE_MAX_CHARS), line };
  state.room -= sizeOf(leftOut.firstValue);
}

/** Names that recur and are not charted, those that are printed most first. */
export function listUnread({ unread }: LiveState): UnreadName[] {
  return Array.from(unread, ([name, { count, line, reason }]) => ({ name, count, line, reason: REASONS[reason] }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count);
}

/** Sentences about what was left out. */
export function listWarnings({ leftOut: { names, ranks, cut, forgotten, values, firstValue } }: LiveState): string[] {
  const warnings: string[] = [];
  const were = (count: number) => count === 1 ? "was" : "were";
  if (names > 0) warnings.push(`${names} points of metric names beyond the first ${METRIC_NAMES_MAX} were not kept`);
  if (values > 0) {
    const first = `the first is "${firstValue!.text}" on line ${firstValue!.line}`;
    warnings.push(`${formatCount(values, "value")} could not be read; ${first}`);
  }
  if (ranks > 0) {
    warnings.push(
      `${formatCount(ranks, "point")} of higher ranks ${
        ranks === 1 ? "is" : "are"
      } not charted; the lowest rank draws each curve`,
    );
  }
  if (cut > 0) {
    const until = `to character ${LINE_READ_MAX_CHARS.toLocaleString("en")}, of JSON farther`;
    warnings.push(`${formatCount(cut, "line")} ${were(cut)} read only ${until}`);
  }
  if (forgotten > 0) {
    const what = forgotten === 1 ? "name or setting" : "names or settings";
    warnings.push(
      `${forgotten} ${what} ${were(forgotten)} forgotten: at most ${
        READER_STATE_MAX_BYTES / 1000
      } kB are remembered of a log`,
    );
  }
  return warnings;
}
