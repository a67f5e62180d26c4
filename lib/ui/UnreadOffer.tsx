/**
 * Offers to chart what recurs most in a log and has no curve, with the reader's reason. One line below the chart; `UnreadList` has all names.
 *
 * @module
 */
import type { JSX } from "preact";
import type { UnreadName } from "../model.ts";
import { formatCount } from "../text/count.ts";
import { UNCHANGED_REASON } from "../text/unread_reason.ts";
import { showHidden } from "../text/visible.ts";

/** A name that recurs less often isn't offered. */
const COUNT_MIN = 3;

/** The name to offer: the most frequent one whose numbers change; null for none. `unread` begins with the most frequent. */
export function chooseOffer(unread: readonly UnreadName[]): UnreadName | null {
  return unread.find(({ count, reason }) => count >= COUNT_MIN && reason !== UNCHANGED_REASON) ?? null;
}

/** The offer; null when there is none, and for those who may not change anything. */
export function UnreadOffer(
  { unread, mayChange }: { unread: readonly UnreadName[]; mayChange: boolean },
): JSX.Element | null {
  const offer = mayChange ? chooseOffer(unread) : null;
  if (offer === null) return null;
  const { name, count, line, reason } = offer;
  return (
    <p class="unread-offer">
      <span>
        <code>{showHidden(name)}</code> {`recurs ${formatCount(count, "time")} from `}
        <a href={`#L${line}`}>{`line ${line.toLocaleString("en")}`}</a>
        {` on and isn’t charted: ${showHidden(reason)}.`}
      </span>
      <button type="button" class="button" data-press="chart" data-name={name} data-line={line}>
        Chart it
      </button>
    </p>
  );
}
