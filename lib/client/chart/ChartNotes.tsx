/**
 * What to know about a chart besides its lines: the server doesn't answer, stretches have no points, where a chosen point was printed.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Selection } from "../run/selection.ts";

/** A stretch of steps without points. */
export interface GapNote {
  metric: string;
  gap: readonly [number, number];
  /** Name of its run; null when there is only one. */
  run: string | null;
}

/** What there is to be said. */
export interface ChartNotesProps {
  /** The server doesn't answer, and what is shown is from before. */
  isFailing: boolean;
  /** Names of runs that were deleted meanwhile, of several. */
  deleted: readonly string[];
  gaps: readonly GapNote[];
  /** A chosen point whose line is on another page. */
  chosen: Selection | null;
  experimentId: string;
  nameOf(runId: string): string;
}

/** Gaps that are named; the rest are counted. */
const GAPS_NAMED = 3;

/** The notes; nothing when all is well. */
export function ChartNotes(props: ChartNotesProps): JSX.Element {
  const { isFailing, deleted, gaps, chosen, experimentId, nameOf } = props;
  return (
    <>
      <div role="status">
        {isFailing && (
          <p class="chart-note chart-note-bad">
            <strong>Metrics unavailable</strong> <span>Trying again. What is shown was read before.</span>
          </p>
        )}
        {deleted.map((name) => (
          <p key={name} class="chart-note">
            <strong>Deleted</strong> <span>{name}: what is shown was read before.</span>
          </p>
        ))}
        {chosen?.point && (
          <p class="chart-note chart-note-plain">
            {`${chosen.point.metric} ${chosen.point.value} at step ${chosen.point.step}: `}
            <a href={`/experiments/${experimentId}?run=${chosen.runId}#L${chosen.line}`} data-run="">
              {`line ${chosen.line.toLocaleString("en")} of ${nameOf(chosen.runId)}`}
            </a>
          </p>
        )}
      </div>
      {gaps.length > 0 && (
        <p class="chart-note chart-note-warn">
          <strong>Gaps</strong> <span>{describeGaps(gaps)}</span>
        </p>
      )}
    </>
  );
}

/**
 * The first gaps in words, the others counted.
 *
 * @example
 * ```ts
 * import { describeGaps } from "./ChartNotes.tsx";
 * describeGaps([{ metric: "loss", gap: [400, 900], run: null }]); // "loss has no points between steps 400 and 900"
 * ```
 */
export function describeGaps(gaps: readonly GapNote[]): string {
  const named = gaps.slice(0, GAPS_NAMED).map(({ metric, gap, run }) =>
    `${run === null ? "" : `${run}: `}${metric} has no points between steps ${gap[0]} and ${gap[1]}`
  );
  const more = gaps.length - named.length;
  return named.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
