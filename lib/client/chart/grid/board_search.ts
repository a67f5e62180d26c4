/**
 * The search of the board, kept in the page's address: `find` has words, `find_regex` an expression.
 *
 * @module
 */
import type { PanelSearch } from "../../../series/panels/find_panels.ts";

/**
 * Reads the search from the query of an address.
 *
 * @example
 * ```ts
 * import { readBoardSearch } from "./board_search.ts";
 * readBoardSearch("?find=val+loss"); // { text: "val loss", isRegex: false }
 * ```
 */
export function readBoardSearch(search: string): PanelSearch {
  const query = new URLSearchParams(search), regex = query.get("find_regex");
  return { text: regex ?? query.get("find") ?? "", isRegex: regex !== null };
}

/** Writes it into a query; other parameters stay. */
export function writeBoardSearch(search: string, { text, isRegex }: PanelSearch): string {
  const query = new URLSearchParams(search);
  query.delete("find");
  query.delete("find_regex");
  if (text.trim() !== "") query.set(isRegex ? "find_regex" : "find", text);
  const written = query.toString();
  return written === "" ? "" : `?${written}`;
}
