/**
 * Connects the board's component with what its panels share, and with what is in sight.
 *
 * @module
 */
import { signal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { PanelGroup } from "../../../series/panels/group_panels.ts";
import { selection } from "../../run/selection.ts";
import { rereads } from "../../server/reread.ts";
import type { ChartView } from "../../../series/chart_view.ts";
import type { WireAxis } from "../../../wire/points.ts";
import type { NamedRun } from "../metric_plots.ts";
import { type BoardScene, boardViewOf, viewOfRange } from "./board_scene.ts";
import { createDrawQueue } from "./draw_queue.ts";
import { type ExactSource, followExact } from "./exact_cursor.ts";
import { PanelFeed } from "./panel_feed.ts";
import { followSmoothing, PanelSmoothing } from "./panel_smoothing.ts";
import { themeChanges, watchTheme } from "./panel_theme.ts";
import { createSight, type Sight } from "./sight.ts";

/** What the panels depend on. */
export interface BoardSceneOptions {
  /** "" for runs of several experiments. */
  experimentId: string;
  runIds: readonly string[];
  named: readonly NamedRun[];
  view: ChartView;
  isLive: boolean;
  /** Changes the view; `isStep` makes it a step that Back undoes. */
  onChange(change: Partial<ChartView>, isStep: boolean): void;
}

/** What all panels share. It is another one for other runs. */
export function useBoardScene(
  { experimentId, runIds, named, view, isLive, onChange }: BoardSceneOptions,
): BoardScene {
  const change = useRef(onChange);
  change.current = onChange;
  const scene = useMemo<BoardScene>(() => {
    const feed = new PanelFeed({ runIds, isLive });
    return {
      experimentId,
      runIds,
      feed,
      drawings: new Set(),
      smoothing: new PanelSmoothing({ runIds, feed }),
      named: signal(named),
      view: signal(boardViewOf(view)),
      draft: signal(null),
      queue: createDrawQueue(),
      theme: themeChanges,
      onRange: (span) => change.current(viewOfRange(span), true),
      onChoose: ({ runId, line, ...point }) => selection.value = { runId, line, point, from: "chart" },
    };
  }, [runIds.join()]);
  useEffect(() => scene.feed.start(), [scene]);
  useEffect(() => followServer(scene), [scene]);
  useEffect(() => watchTheme(), []);
  useEffect(() => drawForPrints(scene), [scene]);
  useSignalEffect(() => {
    if (rereads.value > 0) scene.feed.refresh();
  });
  const shown = boardViewOf(view);
  useLayoutEffect(() => {
    scene.view.value = shown;
    scene.feed.setRange(shown);
  }, [scene, JSON.stringify(shown)]);
  useLayoutEffect(() => void (scene.named.value = named), [
    scene,
    named.map(({ id, name }) => `${id} ${name}`).join("\n"),
  ]);
  return scene;
}

/** Asks for what only the server knows: averages over all points, and exact values at the cursor. Call the result to stop. */
function followServer(scene: BoardScene): () => void {
  const stops = [followSmoothing(scene), followExact(exactSourceOf(scene))];
  return () => stops.forEach((stop) => stop());
}

/** All panels in sight, for the exact values at the cursor. */
function exactSourceOf({ drawings, runIds, view }: BoardScene): ExactSource {
  return {
    runIds: () => runIds,
    range: () => view.peek(),
    wanted() {
      const all = new Map<WireAxis, Set<string>>();
      for (const [axis, metrics] of [...drawings].flatMap((each) => [...each.listThinned()])) {
        all.set(axis, new Set([...all.get(axis) ?? [], ...metrics]));
      }
      return all;
    },
  };
}

/** Draws the panels whenever the page, which has just got the colours of paper, is printed. Returns a function that stops this. */
function drawForPrints({ queue }: BoardScene): () => void {
  const draw = () => queue.drawAll();
  addEventListener("beforeprint", draw);
  return () => removeEventListener("beforeprint", draw);
}

/** Asks for the points of the panels that are in sight. */
export function useBoardSight({ feed }: BoardScene, groups: readonly PanelGroup[]): Sight {
  const latest = useRef({ feed, groups }), keys = useRef<ReadonlySet<string>>(new Set());
  latest.current = { feed, groups };
  const show = () => {
    const panels = latest.current.groups.flatMap((group) => group.panels).filter(({ key }) => keys.current.has(key));
    const namesOf = (some: typeof panels) => new Set(some.flatMap(({ metrics }) => metrics));
    latest.current.feed.show(namesOf(panels), namesOf(panels.filter(({ metrics }) => metrics.length > 1)));
  };
  const sight = useMemo(() =>
    createSight((now) => {
      keys.current = now;
      show();
    }), []);
  useEffect(() => show(), [feed, groups]);
  useEffect(() => () => sight.close(), [sight]);
  return sight;
}
