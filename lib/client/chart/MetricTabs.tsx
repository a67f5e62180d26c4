/**
 * The metrics of a chart as tabs, with arrow keys. The first metrics are tabs, the others are in a list. Throughput has a group of
 * its own, which is folded at first.
 *
 * @module
 */
import type { JSX } from "preact";
import { showHidden } from "../../text/visible.ts";

/** The metrics, and which one is shown. */
export interface MetricTabsProps {
  metrics: readonly string[];
  /** Metrics of kind `throughput`. */
  throughput: readonly string[];
  chosen: string | null;
  /** Id of the element that the tabs switch. */
  panelId: string;
  onChoose(metric: string): void;
}

/** Number of metrics that are tabs. A list with one entry would be no help, so that entry becomes a tab too. */
export const TABS_MAX = 8;

/** The tabs; null when there is no metric. */
export function MetricTabs(props: MetricTabsProps): JSX.Element | null {
  const { metrics, throughput, chosen, onChoose } = props;
  if (metrics.length + throughput.length === 0) return null;
  const count = metrics.length > TABS_MAX + 1 ? TABS_MAX : metrics.length;
  const rest = metrics.slice(count);
  return (
    <div class="metric-tabs">
      {count > 0 && <TabList {...props} names={metrics.slice(0, count)} label="Metrics" />}
      {rest.length > 0 && (
        <select
          class="small-field metric-more"
          aria-label="More metrics"
          data-chosen={rest.includes(chosen ?? "")}
          value={rest.includes(chosen ?? "") ? chosen! : ""}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="" disabled hidden>{`${rest.length} more`}</option>
          {rest.map((name) => <option key={name} value={name}>{showHidden(name)}</option>)}
        </select>
      )}
      {throughput.length > 0 && (
        <details open={chosen !== null && throughput.includes(chosen)}>
          <summary title="Speed and memory">{`Speed (${throughput.length})`}</summary>
          <TabList {...props} names={throughput} label="Speed and memory" />
        </details>
      )}
    </div>
  );
}

function TabList(
  { names, label, chosen, panelId, onChoose }: MetricTabsProps & {
    names: readonly string[];
    label: string;
  },
): JSX.Element {
  const entry = chosen !== null && names.includes(chosen) ? chosen : names[0];
  return (
    <div class="metric-tab-list" role="tablist" aria-label={label}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          title={showHidden(name)}
          aria-selected={name === chosen}
          aria-controls={panelId}
          tabIndex={name === entry ? 0 : -1}
          onClick={() => onChoose(name)}
          onKeyDown={(event) => {
            const next = nextTab(names, name, event.key);
            if (next === null) return;
            event.preventDefault();
            focusTab(event.currentTarget, names.indexOf(next));
            onChoose(next);
          }}
        >
          {showHidden(name)}
        </button>
      ))}
    </div>
  );
}

function focusTab(tab: HTMLElement, index: number): void {
  const other = tab.parentElement?.children[index];
  if (other instanceof HTMLElement) other.focus();
}

/**
 * The tab that a key goes to. The first tab follows the last. Null for other keys.
 *
 * @example
 * ```ts
 * import { nextTab } from "./MetricTabs.tsx";
 * nextTab(["loss", "accuracy"], "accuracy", "ArrowRight"); // "loss"
 * ```
 */
export function nextTab(names: readonly string[], name: string, key: string): string | null {
  const at = names.indexOf(name);
  const count = names.length;
  const to: Record<string, number> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at - 1 + count) % count,
    Home: 0,
    End: count - 1,
  };
  const index = to[key];
  return index === undefined ? null : names[index] ?? null;
}
