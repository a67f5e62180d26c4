/**
 * Notes below a chart: that the server does not answer, which ranges have no points, and which line printed the selected point.
 *
 * @module
 */
import type { JSX } from "preact";
import { ownPath } from "../server/own_path.ts";
import type { Selection } from "../run/selection.ts";
import { showHidden } from "../../text/visible.ts";

/** A range of steps without points. */
export interface GapNote {
  metric: string;
  gap: readonly [number, number];
  /** Name of the run; null when the chart has only one. */
  run: string | null;
}

/** What the notes are about. */
export interface ChartNotesProps {
  /** The metric that the address asks for and no run has, and the one that is shown instead; null when the asked one is shown. */
  renamed: { asked: string; shown: string } | null;
  /** The server does not answer, so the chart may be out of date. */
  isFailing: boolean;
  /** Names of the runs that were deleted since the page was loaded. Empty when the chart has only one run. */
  deleted: readonly string[];
  gaps: readonly GapNote[];
  /** The selected point, when its line is on another page. */
  chosen: Selection | null;
  experimentId: string;
  nameOf(runId: string): string;
}

/** At most this many gaps are described; the others are counted. */
const GAPS_NAMED = 3;

/** The notes. */
export function ChartNotes(props: ChartNotesProps): JSX.Element {
  const { renamed, isFailing, deleted, gaps, chosen, experimentId, nameOf } = props;
  return (
    <>
      <div role="status">
        {renamed && (
          <p class="chart-note">
            <strong>Another name</strong> <span>{describeRenamed(renamed)}</span>
          </p>
        )}
        {isFailing && (
          <p class="chart-note chart-note-bad">
            <strong>Metrics unavailable</strong> <span>Trying again. The chart may be out of date.</span>
          </p>
        )}
        {deleted.map((name) => (
          <p key={name} class="chart-note">
            <strong>Deleted</strong> <span>{showHidden(name)}: the chart shows the last points that were read.</span>
          </p>
        ))}
        {chosen?.point && (
          <p class="chart-note chart-note-plain">
            {`${showHidden(chosen.point.metric)} ${chosen.point.value} at step ${chosen.point.step}: `}
            <a href={ownPath(`/experiments/${experimentId}?run=${chosen.runId}#L${chosen.line}`)} data-run="">
              {`line ${chosen.line.toLocaleString("en")} of ${showHidden(nameOf(chosen.runId))}`}
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
 * Says which metric stands for one that a link asks for.
 *
 * @example
 * ```ts
 * import { describeRenamed } from "./ChartNotes.tsx";
 * describeRenamed({ asked: "—_loss", shown: "loss" }); // "There is no metric “—_loss” here. The chart shows “loss”."
 * ```
 */
export function describeRenamed({ asked, shown }: { asked: string; shown: string }): string {
  return `There is no metric “${showHidden(asked)}” here. The chart shows “${showHidden(shown)}”.`;
}

/**
 * Describes the first gaps in words and counts the others.
 *
 * @example
 * ```ts
 * import { describeGaps } from "./ChartNotes.tsx";
 * describeGaps([{ metric: "loss", gap: [400, 900], run: null }]); // "loss has no points between steps 400 and 900"
 * ```
 */
export function describeGaps(gaps: readonly GapNote[]): string {
  const named = gaps.slice(0, GAPS_NAMED).map(({ metric, gap, run }) =>
    `${showHidden(run === null ? metric : `${run}: ${metric}`)} has no points between steps ${gap[0]} and ${gap[1]}`
  );
  const more = gaps.length - named.length;
  return named.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
