/**
 * What pointer and keys do on a large chart: they move the cursor, choose a point, and change the shown part of the axis.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import type { LineChart } from "../line_chart.ts";
import { findCursor, findCursorAt, isSamePoint, type PlotCursor, readCursorKey } from "../plot_cursor.ts";
import type { MetricPlotProps } from "../plot_props.ts";
import { moveSharedCursor, sharedCursor } from "../shared_cursor.ts";
import { viewOfRange } from "./board_scene.ts";
import type { AxisSpan } from "./curves.ts";
import type { GestureTarget } from "./plot_gestures.ts";
import { readZoomKey } from "./zoom.ts";

/** The chart, as it is at the moment. */
export interface ActedPlot extends MetricPlotProps {
  canvas: RefObject<HTMLCanvasElement>;
  chart: RefObject<LineChart>;
}

/** Keys that zoom at another moment too: they are the chart's own. */
const ZOOM_KEYS = "+=-_0";

/** Listeners of one chart. */
export class PlotActs {
  readonly #now: () => ActedPlot;
  readonly #isSpoken: Signal<boolean>;

  /** `isSpoken` becomes true when a key moved the cursor: then the point is read out. */
  constructor(now: () => ActedPlot, isSpoken: Signal<boolean>) {
    this.#now = now;
    this.#isSpoken = isSpoken;
  }

  /** What gestures change. */
  createTarget(onBand: GestureTarget["onBand"]): GestureTarget {
    return {
      area: () => this.#now().chart.current?.span() ?? null,
      span: () => this.#now().chart.current!.span(),
      onDraft: () => {},
      onRange: (span) => this.#changeRange(span),
      onAll: () => this.#changeRange(null),
      onBand,
    };
  }

  readonly onPoint = (event: PointerEvent): void => {
    this.#isSpoken.value = false;
    this.#move(this.#cursorAt(event));
  };

  readonly onUp = (event: PointerEvent): void => {
    const { cursor, onChoose } = this.#now();
    if (event.pointerType !== "mouse" && cursor.peek()) onChoose(cursor.peek()!);
  };

  readonly onLeave = (event: PointerEvent): void => {
    const { cursor, pinned, onGlance } = this.#now();
    if (event.pointerType === "mouse") cursor.value = pinned;
    sharedCursor.value = null;
    onGlance(null);
  };

  readonly onClick = (event: MouseEvent): void => {
    const chosen = this.#cursorAt(event);
    if (chosen) this.#now().onChoose(chosen);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { runs, cursor, onChoose } = this.#now();
    if (event.key === "n") return void this.#addNote();
    const action = this.#zoom(event) ? null : readCursorKey(runs, cursor.peek(), event.key);
    if (action || ZOOM_KEYS.includes(event.key)) event.preventDefault();
    if (!action) return;
    if (action.does === "choose") return onChoose(action.at);
    this.#isSpoken.value = action.does === "move";
    this.#move(action.does === "move" ? action.to : null);
  };

  readonly onBlur = (): void => {
    this.#isSpoken.value = false;
    sharedCursor.value = null;
    this.#now().onGlance(null);
  };

  /** Opens the form of a note at the point under the cursor, where the reader of the page may change something. */
  async #addNote(): Promise<void> {
    const { experimentId, runs, cursor } = this.#now(), at = findCursor(runs, cursor.peek());
    if (!at || experimentId === "" || document.documentElement.dataset.presses === undefined) return;
    const { openNoteForm } = await import("../../run/NoteDialog.tsx"), { line, globalStep, step } = at.run.columns;
    const reached = globalStep[at.index]!;
    openNoteForm({
      experimentId,
      runId: at.run.id,
      line: line[at.index]!,
      step: Number.isNaN(reached) ? step[at.index]! : reached,
    });
  }

  #cursorAt({ clientX, clientY }: MouseEvent): PlotCursor | null {
    const { canvas, chart, runs } = this.#now(), { left, top } = canvas.current!.getBoundingClientRect();
    if (!chart.current) return null;
    const { low, high, ...area } = chart.current.span(),
      share = (clientX - left - area.left) / (area.right - area.left);
    return findCursorAt(runs, { x: low + share * (high - low), y: clientY - top }, chart.current.pixelOf);
  }

  #move(to: PlotCursor | null): void {
    const { cursor, runs, onGlance, metric } = this.#now(), at = findCursor(runs, to);
    const hasMoved = moveSharedCursor(at && { x: at.point.x, runId: at.run.id, metric, from: "large" });
    if (!hasMoved && isSamePoint(cursor.peek(), to)) return;
    cursor.value = to;
    onGlance(to);
  }

  #changeRange(span: AxisSpan | null): void {
    const { minX = null, maxX = null } = viewOfRange(span);
    this.#now().onRange(minX, maxX);
  }

  /** True when the key changed the shown part of the axis. */
  #zoom(event: KeyboardEvent): boolean {
    const { chart, runs, cursor } = this.#now();
    if (!chart.current) return false;
    const span = readZoomKey(event, chart.current.span(), findCursor(runs, cursor.peek())?.point.x ?? null);
    if (span !== null) this.#changeRange(span === "all" ? null : span);
    return span !== null;
  }
}
