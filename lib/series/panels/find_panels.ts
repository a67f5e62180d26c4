/**
 * The panels that a search finds by their metrics' names. Pure; the server finds names by an expression.
 *
 * @module
 */
import type { PanelGroup } from "./group_panels.ts";

/** What is searched. */
export interface PanelSearch {
  text: string;
  isRegex: boolean;
}

/** True for the name of a metric that is found. */
export type NameTest = (name: string) => boolean;

/**
 * The panels of which one metric is found; all of them for null. Groups without any are left out.
 *
 * @example
 * ```ts
 * import { findByWords, findPanels } from "./find_panels.ts";
 * const panel = { key: "val/loss", title: "val/loss", metrics: ["val/loss"] };
 * const groups = [{ name: "", panels: [panel], isThroughput: false }];
 * findPanels(groups, findByWords("loss VAL")).length; // 1
 * ```
 */
export function findPanels(groups: readonly PanelGroup[], finds: NameTest | null): readonly PanelGroup[] {
  if (finds === null) return groups;
  const found = groups.map((group) => ({
    ...group,
    panels: group.panels.filter((panel) => panel.metrics.some(finds)),
  }));
  return found.filter(({ panels }) => panels.length > 0);
}

/** Finds names that have all words of a text, in any order and case. Null for a text without words, which finds all. */
export function findByWords(text: string): NameTest | null {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? null : (name) => words.every((word) => name.toLowerCase().includes(word));
}
