/**
 * The panels that a search finds: by words, all of which must be in a name, or by a regular expression. Pure.
 *
 * @module
 */
import { compileNamePattern, type PatternFault } from "../../text/name_pattern.ts";
import type { PanelGroup } from "./group_panels.ts";

/** What is searched. */
export interface PanelSearch {
  text: string;
  isRegex: boolean;
}

/** Groups with the panels that were found, without those that have none; all of them, and the fault, for a wrong expression. */
export interface FoundPanels {
  groups: readonly PanelGroup[];
  fault: PatternFault | null;
}

/**
 * Finds panels by their metrics' names. An empty search finds all. Upper and lower case are the same.
 *
 * @example
 * ```ts
 * import { findPanels } from "./find_panels.ts";
 * const panel = { key: "val/loss", title: "val/loss", metrics: ["val/loss"] };
 * const groups = [{ name: "", panels: [panel], isThroughput: false }];
 * findPanels(groups, { text: "loss VAL", isRegex: false }).groups.length; // 1
 * ```
 */
export function findPanels(groups: readonly PanelGroup[], { text, isRegex }: PanelSearch): FoundPanels {
  if (text.trim() === "") return { groups, fault: null };
  const finds = isRegex ? compileNamePattern(text.trim()) : compileWords(text);
  if (typeof finds !== "function") return { groups, fault: finds };
  const found = groups.map((group) => ({
    ...group,
    panels: group.panels.filter((panel) => panel.metrics.some(finds)),
  }));
  return { groups: found.filter(({ panels }) => panels.length > 0), fault: null };
}

function compileWords(text: string): (name: string) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return (name) => words.every((word) => name.toLowerCase().includes(word));
}
