/**
 * The signs of marks on the axis of a small chart: what happened to its runs, but for checkpoints. They lead to their lines by pointer; for
 * keys and screen readers those of the large chart do. Requests nothing: the large chart has the marks read.
 *
 * @module
 */
import type { JSX } from "preact";
import { groupSigns, isSmallMark, MARKED_RUNS_MAX, type PlacedMark, placeMarks } from "../../../series/mark_places.ts";
import type { WireMark } from "../../../wire/marks.ts";
import { runMarks } from "../../run/run_marks.ts";
import { MarkLink } from "../marks/MarkStrip.tsx";
import type { BoardScene } from "./board_scene.ts";
import type { Curve } from "./curves.ts";
import type { PanelDrawing } from "./panel_drawing.ts";

/** The drawn chart, and the runs of the board. */
export interface PanelMarksProps {
  drawing: PanelDrawing;
  scene: Pick<BoardScene, "named" | "view" | "experimentId">;
}

/** The signs; null for more runs than an axis shows apart. */
export function PanelMarks({ drawing, scene: { experimentId, named, view } }: PanelMarksProps): JSX.Element | null {
  void drawing.layout.value;
  const runs = named.value, isCut = view.value.high !== null, area = drawing.chart.area();
  if (runs.length > MARKED_RUNS_MAX) return null;
  const signs = runs.flatMap(({ id }) => {
    const curve = drawing.curves().find(({ runId }) => runId === id);
    const placed = curve ? placeOnCurve(runMarks.value.get(id) ?? [], curve, isCut) : [];
    return groupSigns(placed, { runId: id, pixelOf: (x) => drawing.chart.pixelOfX(x), span: area });
  });
  const nameOf = (runId: string) => runs.length > 1 ? runs.find(({ id }) => id === runId)!.name : null;
  return (
    <div class="run-marks" aria-hidden="true">
      {signs.map((sign) => (
        <MarkLink
          key={`${sign.runId} ${sign.left}`}
          sign={sign}
          experimentId={experimentId}
          bottom={area.bottom}
          name={nameOf(sign.runId)}
          isQuiet
        />
      ))}
    </div>
  );
}

/** Places marks on a curve. Of a range (`isCut`) only its points are known: what stands behind the last one may be outside. */
export function placeOnCurve(
  marks: readonly WireMark[],
  { columns, x }: Pick<Curve, "columns" | "x">,
  isCut: boolean,
): PlacedMark[] {
  const last = isCut ? columns.line.at(-1) ?? 0 : Infinity;
  return placeMarks(marks.filter((mark) => isSmallMark(mark) && mark.line <= last), { columns, positions: x });
}
