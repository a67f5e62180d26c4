/**
 * The signs of the marks at the lower edge of a chart. Each leads to its line in the log.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { describeSign } from "../../../text/mark_words.ts";
import { showHidden } from "../../../text/visible.ts";
import { runMarks } from "../../run/run_marks.ts";
import { ownPath } from "../../server/own_path.ts";
import { selection } from "../../run/selection.ts";
import type { PlacedOnChart } from "../plot_props.ts";
import type { PlottedRun } from "../plotted_run.ts";
import { groupSigns, type MarkSign, placeMarks } from "../../../series/mark_places.ts";
import { requestMarks } from "./request_marks.ts";

/** The chart, and its runs. */
export interface MarkStripProps extends PlacedOnChart {
  experimentId: string;
  runs: readonly PlottedRun[];
}

/** The signs. */
export function MarkStrip({ experimentId, runs, chart }: MarkStripProps): JSX.Element {
  const counts = runs.map(({ id, markCount }) => `${id} ${markCount}`).join();
  useEffect(() => requestMarks(experimentId, runs), [counts]);
  const nameOf = ({ runId }: MarkSign) => runs.length > 1 ? runs.find(({ id }) => id === runId)!.name : null;
  const pixelOf = (x: number) => chart.pixelOf({ x, y: 0 }).x;
  const signs = runs.flatMap((run) =>
    groupSigns(placeMarks(runMarks.value.get(run.id) ?? [], run), { runId: run.id, pixelOf, span: chart.span() })
  );
  return (
    <div class="run-marks">
      {signs.map((sign) => (
        <MarkLink
          key={`${sign.runId} ${sign.left}`}
          sign={sign}
          experimentId={experimentId}
          bottom={chart.edges().bottom}
          name={nameOf(sign)}
        />
      ))}
    </div>
  );
}

/** A sign, the y of the axis on the chart, and the name of its run where there are several. */
export interface MarkLinkProps {
  sign: MarkSign;
  /** Of the run; "" where the page has runs of several: its page isn't known then. */
  experimentId: string;
  bottom: number;
  name: string | null;
  /** Only for the pointer: keys and screen readers have another sign of the same mark. False by default. */
  isQuiet?: boolean;
}

/** A sign. It is a link, so that its line can be opened elsewhere, too. */
export function MarkLink(
  { sign: { left, runId, kind, marks }, experimentId, bottom, name, isQuiet = false }: MarkLinkProps,
): JSX.Element {
  const { line } = marks.find((mark) => mark.kind === kind)!, words = showHidden(describeSign(marks, name));
  return (
    <a
      class="run-mark"
      data-kind={kind}
      {...(line > 0 && experimentId !== ""
        ? { href: ownPath(`/experiments/${experimentId}?run=${runId}#L${line}`) }
        : { role: "img" })}
      aria-label={words}
      {...(isQuiet ? { tabIndex: -1 } : {})}
      title={words}
      style={{ transform: `translate(${Math.round(left)}px, ${Math.round(bottom)}px)` }}
      onPointerDown={(event) => event.stopPropagation()} // the chart would begin to zoom
      onClick={(event) => {
        event.stopPropagation();
        if (event.metaKey || event.ctrlKey || document.querySelector(".terminal") === null) return;
        event.preventDefault();
        if (line > 0) selection.value = { runId, line, point: null, from: "chart" };
      }}
    >
      {marks.length > 1 ? marks.length : ""}
    </a>
  );
}
