/**
 * The view of a page's chart, kept in the page's address.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { pushAddress, writeAddress } from "../run/address.ts";
import { type ChartView, PLAIN_VIEW, readView, writeView } from "../../series/chart_view.ts";

/** A view and the function that changes parts of it, here and in the address. */
export interface KeptView {
  view: Signal<ChartView>;
  /** `isStep` adds an entry to the history, so that Back undoes the change. */
  change(part: Partial<ChartView>, isStep?: boolean): void;
}

/** Reads the view from the address. `metric` is shown when the address names none. */
export function useChartView(metric: string | null): KeptView {
  const view = useSignal<ChartView>(readPageView(metric));
  useEffect(() => {
    const goBack = () => view.value = readPageView(metric);
    addEventListener("popstate", goBack);
    return () => removeEventListener("popstate", goBack);
  }, [metric]);
  return {
    view,
    change(part, isStep = false) {
      view.value = { ...view.peek(), ...part };
      (isStep ? pushAddress : writeAddress)(({ search, hash }) => writeView(search, view.peek()) + hash);
    },
  };
}

/** The plain view on the server, which does not know the address here. */
function readPageView(metric: string | null): ChartView {
  const view = typeof document === "undefined" ? PLAIN_VIEW : readView(location.search);
  return { ...view, metric: view.metric ?? metric };
}
