/**
 * Arranges metrics for a grid: which share a panel, and which panels form a group. Training and validation of one quantity share one.
 * Groups are named after a prefix, a split or numbered layers, and throughput has its own. Pure.
 *
 * @module
 */
import { chooseMetric, type NamedMetric } from "../choose_metric.ts";
import { readSplitName } from "./split_name.ts";

/** One small chart. */
export interface Panel {
  /** Its first metric, which names it in addresses. */
  key: string;
  /** What it shows: the metric's name, or the quantity of several. No two panels have the same. */
  title: string;
  /** One metric, or the training's and the validation's. */
  metrics: readonly string[];
}

/** Panels under one heading. */
export interface PanelGroup {
  /** "" for those that belong to no other group. */
  name: string;
  panels: readonly Panel[];
  /** Only these are folded at first. */
  isThroughput: boolean;
}

/** The name of the group of speeds, durations and memory. */
export const THROUGHPUT_GROUP = "Speed and memory";

/** A group of one panel is no help: smaller ones join the first group. */
const GROUP_PANELS_MIN = 2;

/** `layer_12/attention`, `blocks.3.norm`: names that differ by a number behind the first word. */
const NUMBERED = /^([^\d/]*[^\d/_. ])(?:[_. /]\d+(?=[/_. ]|$)|\d+(?=[/_. ]))/;

/**
 * Arranges metrics. Each is in exactly one panel, and each panel in one group. The panel that shows most comes first, all others keep the
 * order of the metrics.
 *
 * @example
 * ```ts
 * import { groupPanels } from "./group_panels.ts";
 * const metrics = ["loss", "val_loss", "lr"].map((name) => ({ name, kind: "metric" as const }));
 * groupPanels(metrics)[0]!.panels.map(({ metrics }) => metrics); // [["loss", "val_loss"], ["lr"]]
 * ```
 */
export function groupPanels(offered: readonly NamedMetric[]): PanelGroup[] {
  const learned = offered.filter(({ kind }) => kind !== "throughput").map(({ name }) => name);
  const speeds = offered.filter(({ kind }) => kind === "throughput").map(({ name }) => name);
  const panels = putFirst(pairUp(learned), chooseMetric(offered, null));
  const groups = new Map<string, Panel[]>([["", []]]), sizes = Map.groupBy(panels, groupOf);
  for (const panel of panels) {
    const name = groupOf(panel), isAlone = sizes.get(name)!.length < GROUP_PANELS_MIN;
    const at = isAlone ? "" : name;
    groups.set(at, [...groups.get(at) ?? [], panel]);
  }
  const all = [...groups].map(([name, own]): PanelGroup => ({ name, panels: inOrder(name, own), isThroughput: false }));
  const alone = speeds.map((name): Panel => ({ key: name, title: name, metrics: [name] }));
  return [...all, { name: THROUGHPUT_GROUP, panels: alone, isThroughput: true }].filter(({ panels }) =>
    panels.length > 0
  );
}

/** The metrics as panels. `loss` stands for the training where no other name does. */
function pairUp(names: readonly string[]): Panel[] {
  const split = new Map(names.map((name) => [name, readSplitName(name)]));
  const find = (quantity: string, wanted: "train" | "val") =>
    names.find((name) => split.get(name)!.split === wanted && split.get(name)!.quantity === quantity);
  const partners = new Map<string, readonly string[]>();
  for (const quantity of new Set([...split.values()].map((each) => each.quantity))) {
    const plain = split.get(quantity)?.split === null ? quantity : undefined;
    const train = find(quantity, "train") ?? plain, val = find(quantity, "val");
    if (train === undefined || val === undefined) continue;
    for (const name of [train, val]) partners.set(name, [train, val]);
  }
  const panels = names.map((name): Panel => {
    const metrics = partners.get(name) ?? [name];
    if (metrics.length === 1) return { key: name, title: name, metrics };
    const { quantity } = split.get(metrics[1]!)!, isTaken = split.has(quantity) && !metrics.includes(quantity);
    return { key: metrics[0]!, title: isTaken ? metrics.join(", ") : quantity, metrics };
  });
  return [...new Map(panels.map((panel) => [panel.key, panel])).values()];
}

function putFirst(panels: readonly Panel[], metric: string | null): Panel[] {
  const first = panels.filter(({ metrics }) => metric !== null && metrics.includes(metric));
  return [...first, ...panels.filter((panel) => !first.includes(panel))];
}

/** The group that a panel would be in; "" for none. */
function groupOf({ metrics }: Panel): string {
  const { quantity, split } = readSplitName(metrics[0]!), isPair = metrics.length > 1;
  const name = isPair ? quantity : metrics[0]!;
  const numbered = NUMBERED.exec(name)?.[1];
  if (numbered !== undefined) return `${numbered}_*`;
  const slash = name.indexOf("/");
  if (slash > 0 && slash < name.length - 1) return name.slice(0, slash);
  return isPair || split === null ? "" : split;
}

/** Numbered panels by their numbers: layer 2 before layer 10. */
function inOrder(group: string, panels: readonly Panel[]): readonly Panel[] {
  if (!group.endsWith("_*")) return panels;
  return panels.toSorted((one, other) => one.key.localeCompare(other.key, "en", { numeric: true }));
}
