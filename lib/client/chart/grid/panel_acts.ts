/**
 * What pointer and keys do in a panel, apart from gestures: they move the cursor, choose a point, zoom, and open the help.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { Panel } from "../../../series/panels/group_panels.ts";
import { glance } from "../../run/selection.ts";
import { moveSharedCursor, sharedCursor } from "../shared_cursor.ts";
import type { BoardScene } from "./board_scene.ts";
import type { PanelDrawing } from "./panel_drawing.ts";
import { type CurvePoint, movePoint } from "./panel_keys.ts";
import { readZoomKey } from "./zoom.ts";

/** The panel. */
export interface ActedPanel {
  panel: Panel;
  scene: BoardScene;
  plot: { current: HTMLElement | null };
  /** Null before the panel is in sight. */
  drawing: Signal<PanelDrawing | null>;
  /** Becomes true when a key moved the cursor: then the values are read out. */
  isSpoken: Signal<boolean>;
  onHelp(): void;
}

/** Listeners of one panel. */
export class PanelActs {
  readonly #at: ActedPanel;
  /** For the panel's element. */
  readonly listeners = {
    onKeyDown: (event: KeyboardEvent): void => this.#press(event),
    onPointerMove: (event: MouseEvent): void => this.#point(event),
    onPointerDown: (event: MouseEvent): void => this.#point(event),
    onPointerLeave: (): void => this.#leave(),
    onBlur: (): void => this.#leave(),
    onClick: (event: MouseEvent): void => {
      this.#point(event);
      this.#choose();
    },
  };

  constructor(at: ActedPanel) {
    this.#at = at;
  }

  /** What is at the cursor. */
  #nearest() {
    return this.#at.drawing.peek()?.reading.peek()?.nearest ?? null;
  }

  #point({ clientX, clientY }: MouseEvent): void {
    const { left, top } = this.#at.plot.current!.getBoundingClientRect();
    this.#at.isSpoken.value = false;
    this.#at.drawing.peek()?.pointAt({ x: clientX - left, y: clientY - top });
    const nearest = this.#nearest();
    if (nearest) this.#glance(nearest);
  }

  #look(point: CurvePoint): void {
    const { x, runId, metric } = point.curve;
    moveSharedCursor({ x: x[point.index]!, runId, metric, from: this.#at.panel.key });
    this.#glance(point);
  }

  #glance({ curve: { runId, columns }, index }: CurvePoint): void {
    const line = columns.line[index]!, now = glance.peek();
    if (now?.runId !== runId || now.line !== line) glance.value = { runId, line };
  }

  #choose(): void {
    const nearest = this.#nearest();
    if (!nearest) return;
    const { curve: { runId, metric, columns: { line, step } }, index, value } = nearest;
    this.#at.scene.onChoose({ runId, metric, value, line: line[index]!, step: step[index]! });
  }

  #leave(): void {
    sharedCursor.value = glance.value = null;
    this.#at.isSpoken.value = false;
  }

  #press(event: KeyboardEvent): void {
    const drawn = this.#at.drawing.peek();
    if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#answer(event, drawn)) event.preventDefault();
  }

  /** True when the panel uses the key. */
  #answer(event: KeyboardEvent, drawn: PanelDrawing): boolean {
    const { key } = event, span = readZoomKey(event, drawn.span(), drawn.reading.peek()?.x ?? null);
    const to = span === null ? movePoint(drawn.curves(), drawn.reading.peek(), key) : null;
    if (span !== null) this.#at.scene.onRange(span === "all" ? null : span);
    if (to) this.#look(to);
    this.#at.isSpoken.value = to !== null;
    const isChoice = key === "Enter" || key === " ";
    if (isChoice) this.#choose();
    if (key === "Escape") this.#leave();
    if (key === "?") this.#at.onHelp();
    return span !== null || to !== null || isChoice || key === "Escape" || key === "?";
  }
}
