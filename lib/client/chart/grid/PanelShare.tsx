/**
 * The button that opens the menu of what can be taken away from a small chart.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Panel } from "../../../series/panels/group_panels.ts";
import { showHidden } from "../../../text/visible.ts";
import { chartAddress, ShareButton } from "../ShareButton.tsx";
import type { BoardScene } from "./board_scene.ts";
import { makeCurves } from "./panel_drawing.ts";
import { chartViewOf, shareCurves } from "./panel_share.ts";

/** The button. What is shown is looked up when the menu opens. */
export function PanelShare({ panel, scene }: { panel: Panel; scene: BoardScene }): JSX.Element {
  const { experimentId, runIds } = scene, view = scene.view.value, named = scene.named.value;
  const plots = panel.metrics.map((metric) => ({ metric }));
  return (
    <div class="board-share">
      <ShareButton
        href={chartAddress({ experimentId, runIds, plots, view: chartViewOf(view, []) })}
        runIds={runIds}
        of={showHidden(panel.title)}
        charts={() => {
          const names = new Map(named.map(({ id, name }) => [id, name]));
          return shareCurves(makeCurves(panel, scene, { view, named }), view, names);
        }}
      />
    </div>
  );
}
