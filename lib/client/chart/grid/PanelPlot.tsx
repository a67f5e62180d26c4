/**
 * The plot of a small chart in sight: its canvas, the cursor above it, and what pointer and keys do. Screen readers say the values when a key
 * moved the cursor.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Panel } from "../../../series/panels/group_panels.ts";
import { describePosition } from "../../../series/any_axis.ts";
import { formatNumber } from "../../../text/format.ts";
import { showHidden } from "../../../text/visible.ts";
import { NO_FINITE_VALUE } from "../../../ui/PanelSvg.tsx";
import type { WireAxis } from "../../../wire/points.ts";
import { zoneOf } from "../reader_zone.ts";
import type { BoardScene } from "./board_scene.ts";
import type { CurveValue } from "./curves.ts";
import { PanelActs } from "./panel_acts.ts";
import { PanelDrawing } from "./panel_drawing.ts";
import { PanelTip } from "./PanelTip.tsx";
import { PanelMarks } from "./PanelMarks.tsx";
import { followGestures } from "./plot_gestures.ts";
import { ServerSvg } from "./ServerSvg.tsx";
import { type TipRow, writeReading } from "./TipRows.tsx";

/** The panel, and what it shares with the others. */
export interface PanelPlotProps {
  panel: Panel;
  scene: BoardScene;
  /** What the server drew of it; null for nothing. */
  svg: Element | null;
  /** Opens the help. */
  onHelp(): void;
}

type Band = { left: number; width: number };

/** The plot. */
export function PanelPlot({ panel, scene, svg, onHelp }: PanelPlotProps): JSX.Element {
  const plot = useRef<HTMLDivElement>(null), canvasBox = useRef<HTMLDivElement>(null);
  const drawing = useSignal<PanelDrawing | null>(null),
    band = useSignal<Band | null>(null),
    isSpoken = useSignal(false);

  useLayoutEffect(() => {
    const drawn = new PanelDrawing(canvasBox.current!, panel, scene);
    drawing.value = drawn;
    const stop = followGestures(plot.current!, {
      area: () => drawn.isDrawn.peek() ? drawn.chart.area() : null,
      span: () => drawn.span(),
      onDraft: (span) => scene.draft.value = span,
      onRange: scene.onRange,
      onAll: () => scene.onRange(null),
      onBand: (now) => band.value = now,
    });
    return () => {
      stop();
      drawn.close();
      drawing.value = null;
    };
  }, [panel.metrics.join("\n"), scene]);

  const acts = useMemo(() => new PanelActs({ panel, scene, plot, drawing, isSpoken, onHelp }), [panel.key, scene]);
  const { value: drawn } = drawing, isDrawn = drawn?.isDrawn.value ?? false;
  const whyEmpty = drawn && isDrawn ? saysWhyEmpty(drawn) : null;
  return (
    <div
      class="board-plot"
      ref={plot}
      role="application"
      aria-roledescription="chart"
      aria-label={`${showHidden(panel.title)}: ${drawn && isDrawn ? describeCurves(drawn) : "loading"}`}
      tabIndex={0}
      data-drawn={isDrawn ? "" : undefined}
      {...acts.listeners}
    >
      {svg && !isDrawn && <ServerSvg svg={svg} />}
      <div class="board-canvas" ref={canvasBox} />
      {whyEmpty !== null && <p class="board-empty muted">{whyEmpty}</p>}
      {band.value && (
        <span
          class="plot-band"
          style={{ left: `${band.value.left}px`, width: `${band.value.width}px` }}
        />
      )}
      {drawn && isDrawn && <PanelMarks drawing={drawn} scene={scene} />}
      {drawn && <CursorMarks drawing={drawn} isSpoken={isSpoken} x={scene.view.value.x} />}
    </div>
  );
}

/** Why nothing is seen; null when something is. */
function saysWhyEmpty(drawing: PanelDrawing): string | null {
  const curves = drawing.curves();
  if (curves.length === 0) return "No points in this range";
  return curves.some(({ columns }) => columns.value.some(Number.isFinite)) ? null : NO_FINITE_VALUE;
}

/** The last value of each curve, in words. */
function describeCurves(drawing: PanelDrawing): string {
  const curves = drawing.curves();
  if (curves.length === 0) return "no points in this range";
  return curves.map(({ name, columns }) =>
    `${showHidden(name)} ends at ${formatNumber(columns.value[columns.value.length - 1]!)}`
  ).join(", ");
}

/** The line of the cursor, the nearest point, and the values: beside the pointer all of them, in the other panels that of the same run. */
function CursorMarks(
  { drawing, isSpoken, x }: { drawing: PanelDrawing; isSpoken: Signal<boolean>; x: WireAxis },
): JSX.Element | null {
  const reading = drawing.reading.value;
  if (!reading) return <p class="hidden-text" role="status" />;
  const { left, top, nearest, isHere } = reading, area = drawing.chart.area();
  const position = isHere ? describePosition(reading.x, { x, zone: zoneOf(x, reading.x) }) : "";
  return (
    <>
      <span
        class="plot-cursor"
        style={{
          transform: `translateX(${Math.round(left)}px)`,
          top: `${area.top}px`,
          height: `${area.bottom - area.top}px`,
        }}
      />
      {Number.isFinite(top) && <span class="plot-ring" style={{ transform: `translate(${left}px, ${top}px)` }} />}
      <span class="board-now" aria-hidden="true">{writeReading(nearest)}</span>
      {isHere && (
        <PanelTip
          position={position}
          rows={reading.listValues().map((each) => rowOf(each, each.curve === nearest.curve))}
          left={left}
          isLeft={left > (area.left + area.right) / 2}
        />
      )}
      <p class="hidden-text" role="status">
        {isHere && isSpoken.value &&
          `${position}: ${showHidden(nearest.curve.name)} ${formatNumber(nearest.value)}, line ${
            nearest.curve.columns.line[nearest.index]
          }`}
      </p>
    </>
  );
}

const rowOf = ({ curve, value, isNear }: CurveValue, isNearest: boolean): TipRow => ({
  key: `${curve.runId} ${curve.metric}`,
  name: curve.name,
  style: curve.style,
  isSecond: curve.isSecond,
  value,
  isNear,
  isNearest,
});
