/**
 * All metrics as a grid of small charts, as the server sends it: the first ones drawn as SVG, the others named. The browser's grid, which
 * has the same boxes, takes its place.
 *
 * @module
 */
import type { JSX } from "preact";
import { PLAIN_VIEW } from "../series/chart_view.ts";
import type { PanelGroup } from "../series/panels/group_panels.ts";
import { formatCount } from "../text/count.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import { nameXAxis } from "../series/x_axis.ts";
import type { SvgView } from "./LinesSvg.tsx";
import { type PanelLine, PanelSvg } from "./PanelSvg.tsx";

/** The groups, and the lines of the panels that are drawn, by the panels' keys. */
export interface PanelBoardProps {
  groups: readonly PanelGroup[];
  drawn: ReadonlyMap<string, readonly PanelLine[]>;
  /** Last values by metric, for panels that are not drawn. */
  ends: ReadonlyMap<string, number>;
  /** How the lines are shown; plainly by default. */
  view?: SvgView;
  /** True when the lines are those of some of the runs: the browser draws every panel anew. So it does by the clock, in the reader's zone. */
  isPart?: boolean;
}

/** Boxes in a page before any script runs. More are out of sight. */
const BOXES_MAX = 24;

/** The board; null for a single metric, which the large chart shows. */
export function PanelBoard(
  { groups, drawn, ends, view = PLAIN_VIEW, isPart = false }: PanelBoardProps,
): JSX.Element | null {
  const count = groups.reduce((sum, { panels }) => sum + panels.length, 0);
  if (count < 2) return null;
  let left = BOXES_MAX;
  return (
    <div class="board" data-from="server">
      <div class="board-bar">
        <h3>All metrics</h3>
        {describeView(view) !== "" && <p class="board-found">{describeView(view)}</p>}
      </div>
      {groups.map(({ name, panels, isThroughput }) => {
        const shown = isThroughput ? [] : panels.slice(0, Math.max(0, left));
        left -= shown.length;
        return (
          <section key={name} class="board-group">
            {groups.length > 1 && (
              <h4 class="board-group-head">
                {showHidden(name || "Metrics")} <span class="muted">{formatCount(panels.length, "chart")}</span>
              </h4>
            )}
            {shown.length > 0 && (
              <div class="board-panels">
                {shown.map(({ key, title }) => (
                  <figure
                    key={key}
                    class="board-panel"
                    data-panel={key}
                    data-lacks={isPart || !drawn.has(key) || view.x === "time" ? "" : undefined}
                  >
                    <figcaption>{showHidden(title)}</figcaption>
                    <div class="board-plot">
                      {drawn.has(key)
                        ? <PanelSvg title={title} lines={drawn.get(key)!} view={view} />
                        : ends.has(key) && <p class="board-empty muted">ends at {formatNumber(ends.get(key)!)}</p>}
                    </div>
                  </figure>
                ))}
              </div>
            )}
            {shown.length < panels.length && (
              <p class="board-rest muted">
                {panels.slice(shown.length).map(({ title }) => showHidden(title)).join(", ")}
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** How the charts are shown, where that isn't the plain view. Clocks of a page without scripts are those of UTC. */
function describeView({ x, y, minX, maxX, clip }: SvgView): string {
  return [
    ...(x === "step" ? [] : [`by ${nameXAxis(x)}${x === "time" ? " (UTC)" : ""}`]),
    ...(minX === null && maxX === null ? [] : ["a part of the axis"]),
    ...(y === "log" ? ["logarithmic"] : []),
    ...(clip ? ["without outliers"] : []),
  ].join(", ");
}
