/**
 * The board: all metrics of the chart's runs as a grid of small charts, with a search, and groups that fold. Loaded on demand.
 *
 * @module
 */
import "../../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { NamedMetric } from "../../../series/choose_metric.ts";
import { findPanels } from "../../../series/panels/find_panels.ts";
import { groupPanels, type Panel, type PanelGroup } from "../../../series/panels/group_panels.ts";
import { BoardBar } from "./BoardBar.tsx";
import { BoardGroup } from "./BoardGroup.tsx";
import { boardViewOf, viewOfRange } from "./board_scene.ts";
import { keepFolds, readFolds } from "./kept_folds.ts";
import { type BoardSceneOptions, useBoardScene, useBoardSight } from "./use_board_scene.ts";
import { useBoardSearch } from "./use_board_search.ts";

/** What the board shows. */
export interface MetricBoardProps extends BoardSceneOptions {
  offered: readonly NamedMetric[];
  /** True for other runs than the server drew. */
  isChanged: boolean;
}

/** The board; null for a single panel, which the large chart shows. */
export function MetricBoard(props: MetricBoardProps): JSX.Element | null {
  const { experimentId, offered, view, onChange } = props;
  const names = offered.map(({ name, kind }) => `${kind} ${name}`).join("\n");
  const groups = useMemo(() => groupPanels(offered), [names]);
  const { search, finds, fault, change } = useBoardSearch(props.runIds, names), { low, high } = boardViewOf(view);
  const found = useMemo(() => findPanels(groups, finds), [groups, finds]);
  const scene = useBoardScene(props), sight = useBoardSight(scene, groups), svgs = useServerSvgs();
  const isHelpOpen = useSignal(false), [folds, fold] = useFolds(experimentId);
  const all = countPanels(groups), isSearched = finds !== null;
  if (all < 2) return null;
  return (
    <div class="board" data-from="browser">
      <BoardBar
        search={search}
        fault={fault}
        count={countPanels(found)}
        all={all}
        isZoomed={low !== null || high !== null}
        isHelpOpen={isHelpOpen}
        onSearch={change}
        onAll={() => onChange(viewOfRange(null), true)}
      />
      {found.map((group) => (
        <BoardGroup
          key={group.name}
          group={group}
          isAlone={groups.length === 1}
          isFolded={!isSearched && (folds.get(group.name) ?? group.isThroughput)}
          scene={scene}
          sight={sight}
          svgs={props.isChanged ? NO_SVGS : svgs}
          onFold={(isFolded) => fold(group.name, isFolded)}
          onEnlarge={(panel) => enlarge(panel, onChange)}
          onHelp={() => isHelpOpen.value = true}
        />
      ))}
    </div>
  );
}

const NO_SVGS: ReadonlyMap<string, Element> = new Map();

const countPanels = (groups: readonly PanelGroup[]) => groups.reduce((sum, { panels }) => sum + panels.length, 0);

/** Shows a panel in the large chart: the training, and the validation beside it. */
function enlarge({ metrics }: Panel, onChange: MetricBoardProps["onChange"]): void {
  onChange({ metric: metrics[0]!, beside: metrics[1] ?? null }, true);
  document.querySelector(".chart-frame")?.scrollIntoView({ block: "nearest" });
}

/** The groups that were folded or unfolded by hand, and the function that changes one. */
function useFolds(experimentId: string): [ReadonlyMap<string, boolean>, (name: string, isFolded: boolean) => void] {
  const [folds, set] = useState<ReadonlyMap<string, boolean>>(() => readFolds(experimentId));
  return [folds, (name, isFolded) => {
    const next = new Map(folds).set(name, isFolded);
    set(next);
    keepFolds(experimentId, next);
  }];
}

/** What the server drew, by panel. Takes the server's board off the page. */
function useServerSvgs(): ReadonlyMap<string, Element> {
  const svgs = useMemo(() => {
    const panels = document.querySelectorAll<HTMLElement>(".board[data-from=server] [data-panel]");
    return new Map([...panels].flatMap((panel) => {
      const svg = panel.querySelector("svg");
      return svg ? [[panel.dataset.panel!, svg.cloneNode(true) as Element] as const] : [];
    }));
  }, []);
  useLayoutEffect(() => document.querySelector(".board[data-from=server]")?.remove(), []);
  return svgs;
}
