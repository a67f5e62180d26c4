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
    return drawn.length === 1
      ? "No run is ticked: the newest one is drawn."
      : `No run is ticked: the newest ${formatCount(drawn.length, "run")} are drawn.`;
  }
  const words = `${formatCount(ticked.length, "run")} ticked.`;
  return ticked.length <= DRAWN_RUNS_MAX ? words : `${words} The newest ${DRAWN_RUNS_MAX} of them are drawn.`;
}

/** The foot. More rows are added when it comes into sight, or by its button. */
export function TableFoot(
  { table, matching, shown, onMore }: { table: TableState; matching: number; shown: number; onMore: () => void },
): JSX.Element {
  const button = useRef<HTMLButtonElement>(null), hasMore = shown < matching;
  useEffect(() => {
    if (!hasMore || !button.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
    });
    observer.observe(button.current);
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
        <button type="button" class="button" ref={button} onClick={onMore}>
          {`Show more: ${shown} of ${matching} are shown`}
        </button>
      )}
    </div>
  );
}
