/**
 * Changes what some links of the page do. A link to a metric shows the metric in the chart instead of loading a page. A link to
 * another run carries the chart's view to that run's page.
 *
 * @module
 */
import { readView, writeView } from "../../series/chart_view.ts";

/** The state of the page, and the callback for a metric's link. */
export interface LinkOptions {
  /** The query of the page's current address. */
  search(): string;
  /** A metric's link was followed. */
  onMetric(metric: string): void;
}

/** Listens for clicks on `a[data-metric]` and `a[data-run]`. Returns a function that stops this. */
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
 * Adds the view of the query `search` to an address. It leaves out the range of the x axis and the hidden runs, which belong to this page's runs.
 *
 * @example
 * ```ts
 * import { takeViewAlong } from "./metric_links.ts";
 * takeViewAlong("http://x/e?run=2", "?run=1&metric=val_loss"); // "http://x/e?run=2&metric=val_loss"
 * ```
 */
export function takeViewAlong(href: string, search: string): string {
  const url = new URL(href);
  url.search = writeView(url.search, { ...readView(search), minX: null, maxX: null, hidden: [] });
  return url.href;
}
