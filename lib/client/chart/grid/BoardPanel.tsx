/**
 * One small chart of the board. Only in sight it has a canvas; before that it shows what the server drew, or an empty box of the same size.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Panel } from "../../../series/panels/group_panels.ts";
import { showHidden } from "../../../text/visible.ts";
import type { BoardScene } from "./board_scene.ts";
import { PanelPlot } from "./PanelPlot.tsx";
import { PanelShare } from "./PanelShare.tsx";
import { ServerSvg } from "./ServerSvg.tsx";
import type { Sight } from "./sight.ts";

/** The panel, and what it shares with the others. */
export interface BoardPanelProps {
  panel: Panel;
  scene: BoardScene;
  sight: Sight;
  /** What the server drew of it; null for nothing. */
  svg: Element | null;
  /** Shows it large. */
  onEnlarge(panel: Panel): void;
  /** Opens the help. */
  onHelp(): void;
}

/** The panel. */
export function BoardPanel({ panel, scene, sight, svg, onEnlarge, onHelp }: BoardPanelProps): JSX.Element {
  const box = useRef<HTMLElement>(null), isInSight = sight.of(panel.key).value;
  useEffect(() => sight.watch(panel.key, box.current!), [panel.key]);
  return (
    <figure class="board-panel" data-panel={panel.key} ref={box}>
      <figcaption>
        <button
          type="button"
          class="board-title"
          title={`Show ${showHidden(panel.metrics.join(" and "))} large`}
          onClick={() => onEnlarge(panel)}
        >
          {showHidden(panel.title)}
        </button>
      </figcaption>
      {isInSight && <PanelShare panel={panel} scene={scene} />}
      {isInSight
        ? <PanelPlot panel={panel} scene={scene} svg={svg} onHelp={onHelp} />
        : <div class="board-plot">{svg && <ServerSvg svg={svg} />}</div>}
    </figure>
  );
}
