/**
 * Lists what was deleted and can still be restored, folded. Its buttons work with scripts only.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatCount } from "../text/count.ts";
import { showHidden } from "../text/visible.ts";
import { Time } from "./Time.tsx";

/** One of what was deleted. */
export interface DeletedItem {
  id: string;
  name: string;
  /** Milliseconds since the epoch. */
  deletedAt: number;
}

/** What was deleted, the newest first. */
export interface DeletedListProps {
  items: readonly DeletedItem[];
  /** The experiment of the runs; null for experiments. */
  experimentId: string | null;
  now: number;
}

/** Of more, the list shows these; a button restores all. */
const LISTED = 100;

/** The list; null when there is nothing to restore. */
export function DeletedList({ items, experimentId, now }: DeletedListProps): JSX.Element | null {
  if (items.length === 0) return null;
  const what = experimentId === null ? "experiment" : "run", all = items.map(({ id }) => id).join(" ");
  return (
    <details class="disclosure panel panel-body deleted-list">
      <summary>{`Deleted: ${formatCount(items.length, what)}`}</summary>
      <p class="muted">What is deleted can be restored for a day.</p>
      {experimentId !== null && items.length > 1 && (
        <button type="button" class="button" data-press="restore-runs" data-runs={all}>
          {`Restore all ${items.length}`}
        </button>
      )}
      <ul>
        {items.slice(0, LISTED).map(({ id, name, deletedAt }) => (
          <li key={id}>
            <span class="deleted-name">{showHidden(name)}</span>
            <span class="muted">
              deleted <Time ms={deletedAt} now={now} />
            </span>
            <button
              type="button"
              class="button"
              aria-label={`Restore ${showHidden(name)}`}
              {...(experimentId === null
                ? { "data-press": "restore", "data-experiment": id }
                : { "data-press": "restore-runs", "data-runs": id })}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
      {items.length > LISTED && <p class="muted">{`${items.length - LISTED} more are not listed.`}</p>}
    </details>
  );
}
