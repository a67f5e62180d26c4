/**
 * The view of a page's chart, kept in the page's address.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { pushAddress, writeAddress } from "../run/address.ts";
import { type ChartView, readView, writeView } from "../../series/chart_view.ts";

/** A view and the function that changes parts of it, here and in the address. */
export interface KeptView {
  view: Signal<ChartView>;
  /** `isStep` adds an entry to the history, so that Back undoes the change. */
  change(part: Partial<ChartView>, isStep?: boolean): void;
}

/** The metric that the page's address named when it was loaded, and the one to show where it names none. */
export interface FirstMetrics {
  asked: string | undefined;
  metricType: string | undefined;
  /** The query of the address, for the server. */
  search: string | undefined;
}

/** Reads the view from the address. Without a metric anywhere, the chart chooses one. */
export function useChartView({ asked, metricType, search }: FirstMetrics): KeptView {
  const view = useSignal<ChartView>(readPageView(asked ?? metricType, search));
  useEffect(() => {
    const goBack = () => view.value = readPageView(asked === undefined ? metricType : undefined, search);
    addEventListener("popstate", goBack);
    return () => removeEventListener("popstate", goBack);
  }, [asked, metricType, search]);
  return {
    view,
    change(part, isStep = false) {
      view.value = { ...view.peek(), ...part };
      (isStep ? pushAddress : writeAddress)(({ search, hash }) => writeView(search, view.peek()) + hash);
    },
  };
}

function readPageView(metric: string | undefined, search = ""): ChartView {
  const view = readView(typeof document === "undefined" ? search : location.search);
  return { ...view, metric: view.metric ?? metric ?? null };
}
