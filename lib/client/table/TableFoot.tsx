/**
 * What stands below the table of runs: how many are shown and drawn, and more rows.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { DRAWN_RUNS_MAX } from "../../limits.ts";
import { formatCount } from "../../text/count.ts";
import type { TableState } from "./use_table.ts";

/** Which runs are drawn, in words. */
export function describeDrawn({ ticked, drawn }: Pick<TableState, "ticked" | "drawn">): string {
  if (ticked.length === 0) {
    if (drawn.length === 0) return "No run is ticked, and the table shows none: none is drawn.";
    return drawn.length === 1
      ? "No run is ticked: the first one of the table is drawn."
      : `No run is ticked: the first ${formatCount(drawn.length, "run")} of the table are drawn.`;
  }
  const words = `${formatCount(ticked.length, "run")} ticked.`;
  return ticked.length <= DRAWN_RUNS_MAX ? words : `${words} The newest ${DRAWN_RUNS_MAX} of them are drawn.`;
}

/** What the foot shows. */
export interface TableFootProps {
  table: TableState;
  /** Rows that the filter shows, and how many of them the table has. */
  matching: number;
  shown: number;
  /** Address of the page with more rows, and how to show them without loading it. */
  moreHref: string;
  onMore: () => void;
}

/** The foot. More rows are added when it comes into sight, or by its link. */
export function TableFoot({ table, matching, shown, moreHref, onMore }: TableFootProps): JSX.Element {
  const link = useRef<HTMLAnchorElement>(null), hasMore = shown < matching;
  useEffect(() => {
    if (!hasMore || !link.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
    });
    observer.observe(link.current);
    return () => observer.disconnect();
  }, [hasMore, shown]);
  return (
    <div class="run-table-foot">
      <p role="status">
        {describeDrawn(table)} {table.isFailing && "The server doesn't answer; the table may be old."}
      </p>
      <noscript>
        <button type="submit" class="button">Draw the ticked runs</button>
      </noscript>
      {hasMore && (
        <a
          class="button"
          href={moreHref}
          ref={link}
          onClick={(event) => {
            event.preventDefault();
            onMore();
          }}
        >
          {`Show more: ${shown} of ${matching} are shown`}
        </a>
      )}
    </div>
  );
}
