/**
 * Zooming and moving a chart by hand: a drag selects a range, a drag with Shift and two fingers move it, the wheel with Ctrl zooms. One
 * finger scrolls the page. While a gesture goes on its range is a draft; it counts when it ends.
 *
 * @module
 */
import type { AxisSpan } from "./curves.ts";
import { panSpan, pinchSpan, zoomSpan } from "./zoom.ts";

/** The chart under the pointer, and what becomes of a gesture. */
export interface GestureTarget {
  /** The area with the curves, CSS pixels from the left edge of the element; null while nothing is drawn. */
  area(): { left: number; right: number } | null;
  /** The shown part of the axis. */
  span(): AxisSpan;
  /** The range of a gesture that goes on; null when it ends without one. */
  onDraft(span: AxisSpan | null): void;
  onRange(span: AxisSpan): void;
  onAll(): void;
  /** What a drag selects so far, CSS pixels from the left edge of the element; null for nothing. */
  onBand(band: { left: number; width: number } | null): void;
}

/** A shorter drag may be a trembling hand. CSS pixels. */
const DRAG_MIN_PX = 8;
/** The wheel has stopped when it was still for so long. */
const WHEEL_PAUSE_MS = 250;
/** How much one pixel of the wheel zooms. */
const WHEEL_ZOOM = 0.0025;

interface Fingers {
  span: AxisSpan;
  from: Map<number, number>;
  now: Map<number, number>;
}

/** The gestures of one chart. */
class Gestures {
  readonly #element: HTMLElement;
  readonly #target: GestureTarget;
  #start: { x: number; span: AxisSpan; isPan: boolean } | null = null;
  #fingers: Fingers = { span: { low: 0, high: 1 }, from: new Map(), now: new Map() };
  #draft: AxisSpan | null = null;
  #band: { left: number; width: number } | null = null;
  #wheelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, target: GestureTarget) {
    this.#element = element;
    this.#target = target;
  }

  /** How far a pointer is along the axis: 0 at the left end, 1 at the right. */
  #share(clientX: number): number {
    const area = this.#target.area(), { left } = this.#element.getBoundingClientRect();
    return area ? (clientX - left - area.left) / Math.max(1, area.right - area.left) : 0;
  }

  #setDraft(span: AxisSpan | null): void {
    this.#draft = span;
    this.#target.onDraft(span);
  }

  #finish(): void {
    const span = this.#draft;
    this.#draft = null;
    if (!span) return;
    this.#target.onRange(span);
    this.#target.onDraft(null);
  }

  onDown = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return this.#touch(event);
    if (event.button !== 0 || !this.#target.area()) return;
    this.#start = { x: event.clientX, span: this.#target.span(), isPan: event.shiftKey };
    if (event.shiftKey) event.preventDefault();
  };

  #touch({ pointerId, clientX }: PointerEvent): void {
    this.#fingers.now.set(pointerId, this.#share(clientX));
    if (this.#fingers.now.size !== 2) return;
    this.#fingers.from = new Map(this.#fingers.now);
    this.#fingers.span = this.#target.span();
  }

  onMove = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return this.#pinch(event);
    if (this.#start === null || !(event.buttons & 1)) return;
    const { x, span, isPan } = this.#start, moved = event.clientX - x;
    const isSmall = this.#band === null && this.#draft === null && Math.abs(moved) < DRAG_MIN_PX;
    if (isSmall) return;
    if (event.isTrusted) this.#element.setPointerCapture(event.pointerId); // a repeated event has no pointer
    if (isPan) return this.#setDraft(panSpan(span, this.#share(x) - this.#share(event.clientX)));
    const { left } = this.#element.getBoundingClientRect();
    this.#band = { left: Math.min(x, event.clientX) - left, width: Math.abs(moved) };
    this.#target.onBand(this.#band);
  };

  #pinch({ pointerId, clientX }: PointerEvent): void {
    const { from, now, span } = this.#fingers;
    if (!now.has(pointerId)) return;
    now.set(pointerId, this.#share(clientX));
    if (now.size !== 2 || from.size !== 2) return;
    const sorted = (shares: Map<number, number>) => [...shares.values()].sort((a, b) => a - b) as [number, number];
    this.#setDraft(pinchSpan(span, { before: sorted(from), after: sorted(now) }));
  }

  onUp = (event: PointerEvent): void => {
    this.#fingers.now.delete(event.pointerId);
    if (event.pointerType === "touch") {
      if (this.#fingers.now.size < 2) this.#finish();
      return;
    }
    const start = this.#start, band = this.#band;
    this.#start = this.#band = null;
    if (!start || (!band && !this.#draft)) return;
    swallowClick(this.#element);
    if (start.isPan) return this.#finish();
    this.#target.onBand(null);
    const shares = [start.x, event.clientX].map((x) => Math.min(1, Math.max(0, this.#share(x)))).sort((a, b) => a - b);
    const { low, high } = start.span, length = high - low;
    if (shares[0] !== shares[1]) {
      this.#target.onRange({ low: low + shares[0]! * length, high: low + shares[1]! * length });
    }
  };

  onCancel = (event: PointerEvent): void => {
    this.#fingers.now.delete(event.pointerId);
    this.#start = this.#band = null;
    this.#setDraft(null);
    this.#target.onBand(null);
  };

  onWheel = (event: WheelEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || !this.#target.area()) return;
    event.preventDefault();
    const span = this.#draft ?? this.#target.span(), share = this.#share(event.clientX);
    const fixed = span.low + share * (span.high - span.low);
    this.#setDraft(zoomSpan(span, { fixed, factor: Math.exp(event.deltaY * WHEEL_ZOOM) }));
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = setTimeout(() => this.#finish(), WHEEL_PAUSE_MS);
  };

  onDouble = (): void => this.#target.onAll();

  close(): void {
    clearTimeout(this.#wheelTimer);
  }
}

/** The end of a drag is no click on what is below it. */
function swallowClick(element: HTMLElement): void {
  const swallow = (event: Event) => event.stopPropagation();
  element.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => element.removeEventListener("click", swallow, { capture: true }));
}

/** Listens for gestures on a chart's element. Returns a function that stops this. */
export function followGestures(element: HTMLElement, target: GestureTarget): () => void {
  const gestures = new Gestures(element, target), stop = new AbortController(), { signal } = stop;
  element.addEventListener("pointerdown", gestures.onDown, { signal });
  element.addEventListener("pointermove", gestures.onMove, { signal });
  element.addEventListener("pointerup", gestures.onUp, { signal });
  element.addEventListener("pointercancel", gestures.onCancel, { signal });
  element.addEventListener("dblclick", gestures.onDouble, { signal });
  element.addEventListener("wheel", gestures.onWheel, { signal, passive: false });
  return () => {
    stop.abort();
    gestures.close();
  };
}
