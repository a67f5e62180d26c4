/**
 * The sizes of small charts, by one observer for all of them: it reports them behind the layout of a frame, so nothing has to be measured.
 *
 * @module
 */

/** Whole CSS pixels. */
export interface PlotSize {
  width: number;
  height: number;
}

const watchers = new WeakMap<Element, (size: PlotSize) => void>();
let observer: ResizeObserver | null = null;

/** Calls back with the size of an element, soon and whenever it is another one. Returns a function that stops this. */
export function watchSize(element: Element, onSize: (size: PlotSize) => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect: { width, height } } of entries) {
      if (width > 0) watchers.get(target)?.({ width: Math.floor(width), height: Math.floor(height) });
    }
  });
  watchers.set(element, onSize);
  observer.observe(element);
  return () => {
    watchers.delete(element);
    observer!.unobserve(element);
  };
}
