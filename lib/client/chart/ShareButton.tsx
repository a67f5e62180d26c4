/**
 * The button that opens the menu of what can be taken away from the charts. Without scripts it is a link to the server's own drawing of the
 * first chart.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useRef } from "preact/hooks";
import { type ChartView, writeView } from "../../series/chart_view.ts";
import { explainMissing } from "../server/missing_script.ts";
import { ownPath } from "../server/own_path.ts";
import type { MetricPlotted } from "./metric_plots.ts";
import type { ShareMenuProps } from "./share/ShareMenu.tsx";
import type { ShownChart } from "./share/shown_chart.ts";

/** What is shown. */
export interface ShareButtonProps {
  /** The server's own drawing, for a page without scripts; undefined where there is none. */
  href: string | undefined;
  runIds: readonly string[];
  /** What is shown at the moment. */
  charts: () => readonly ShownChart[];
  /** What is shared, where there is more than one button. */
  of?: string;
}

/** Where a drawing of the server is. */
export interface ChartAddress {
  /** "" for runs of several experiments. */
  experimentId: string;
  runIds: readonly string[];
  plots: readonly Pick<MetricPlotted, "metric">[];
  view: ChartView;
}

/** Address of the server's drawing of the first chart; undefined where there is none. */
export function chartAddress({ experimentId, runIds, plots, view }: ChartAddress): string | undefined {
  const [first] = runIds, [plot] = plots;
  if (experimentId === "" || first === undefined || plot === undefined) return undefined;
  const query = new URLSearchParams({ metric_type: plot.metric });
  if (runIds.length > 1) query.set("runs", runIds.join());
  const shown = writeView("", { ...view, metric: null, beside: null, hidden: [] }).replace("?", "&");
  return ownPath(`/experiments/${experimentId}/runs/${first}/chart.svg?${query}${shown}`);
}

/** The button. */
export function ShareButton({ href, runIds, charts, of }: ShareButtonProps): JSX.Element {
  const button = useRef<HTMLAnchorElement>(null), isOpen = useSignal(false), isFailed = useSignal(false);
  const menu = useSignal<FunctionComponent<ShareMenuProps> | null>(null), Menu = menu.value;
  async function toggle(event: Event): Promise<void> {
    event.preventDefault();
    isOpen.value = !isOpen.value;
    if (!isOpen.value || menu.value) return;
    try {
      menu.value = (await import("./share/ShareMenu.tsx")).default;
    } catch {
      isFailed.value = true; // the button says that the server is away
      void explainMissing();
    }
  }
  const isShown = isOpen.value && Menu !== null;
  return (
    <div class="share">
      <a
        class="chart-more"
        role="button"
        tabIndex={0}
        href={href}
        aria-haspopup="menu"
        aria-expanded={isShown}
        ref={button}
        onClick={toggle}
        onKeyDown={(event) => ["Enter", " ", "ArrowDown"].includes(event.key) && !isShown && toggle(event)}
      >
        {isFailed.value ? "Share: reload the page" : "Share"}
        {of && <span class="hidden-text">{` ${of}`}</span>}
      </a>
      {isShown && (
        <Menu
          charts={charts()}
          runIds={runIds}
          onClose={(hasFocusBack) => {
            isOpen.value = false;
            if (hasFocusBack) button.current!.focus();
          }}
        />
      )}
    </div>
  );
}
