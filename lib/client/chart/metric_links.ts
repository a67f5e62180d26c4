/**
 * Links of the server's page that the chart has a part in: those that name a metric change the chart instead of the page, those to
 * another run take the view along.
 *
 * @module
 */
import { readView, writeView } from "./chart_view.ts";

/** What links need to know, and who is told. */
export interface LinkOptions {
  /** Query of the page's address now. */
  search(): string;
  /** A metric's link was followed. */
  onMetric(metric: string): void;
}

/** Begins to follow links `a[data-metric]` and `a[data-run]`; the answer ends it. */
export function followLinks({ search, onMetric }: LinkOptions): () => void {
  const listener = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link) return;
    const { metric, run } = link.dataset;
    if (run !== undefined) link.href = takeViewAlong(link.href, search());
    const isPlain = event.type === "click" && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (metric === undefined || !isPlain) return;
    event.preventDefault();
    onMetric(metric);
    document.querySelector(".chart-frame")?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("click", listener);
  document.addEventListener("auxclick", listener);
  return () => {
    document.removeEventListener("click", listener);
    document.removeEventListener("auxclick", listener);
  };
}

/**
 * An address with the view of this page's query in it. A range of steps and hidden runs stay behind: they are of these runs.
 *
 * @example
 * ```ts
 * import { takeViewAlong } from "./metric_links.ts";
 * takeViewAlong("http://x/e?run=2", "?run=1&metric=val_loss"); // "http://x/e?run=2&metric=val_loss"
 * ```
 */
export function takeViewAlong(href: string, search: string): string {
  const url = new URL(href);
  url.search = writeView(url.search, { ...readView(search), minStep: null, maxStep: null, hidden: [] });
  return url.href;
}
