/**
 * A group of panels under a heading that folds it.
 *
 * @module
 */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { PanelGroup } from "../../../series/panels/group_panels.ts";
import { formatCount } from "../../../text/count.ts";
import { showHidden } from "../../../text/visible.ts";
import { BoardPanel, type BoardPanelProps } from "./BoardPanel.tsx";

/** The group, and what its panels share. */
export interface BoardGroupProps extends Omit<BoardPanelProps, "panel" | "svg"> {
  group: PanelGroup;
  /** The only group needs no heading. */
  isAlone: boolean;
  isFolded: boolean;
  /** What the server drew, by panel. */
  svgs: ReadonlyMap<string, Element>;
  onFold(isFolded: boolean): void;
}

/** The group. */
export function BoardGroup({ group, isAlone, isFolded, svgs, onFold, ...shared }: BoardGroupProps): JSX.Element {
  const id = useId(), { name, panels } = group;
  return (
    <section class="board-group">
      {!isAlone && (
        <h4 class="board-group-head">
          <button type="button" aria-expanded={!isFolded} aria-controls={id} onClick={() => onFold(!isFolded)}>
            {showHidden(name || "Metrics")} <span class="muted">{formatCount(panels.length, "chart")}</span>
          </button>
        </h4>
      )}
      {isFolded && !isAlone
        ? <p class="board-rest muted" id={id}>{panels.map(({ title }) => showHidden(title)).join(", ")}</p>
        : (
          <div class="board-panels" id={id}>
            {panels.map((panel) => (
              <BoardPanel key={panel.key} panel={panel} svg={svgs.get(panel.key) ?? null} {...shared} />
            ))}
          </div>
        )}
    </section>
  );
}
