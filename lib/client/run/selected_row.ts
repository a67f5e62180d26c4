/**
 * Shows the row of the page's run in the list of runs, which may scroll. It only scrolls: the server has marked the row.
 *
 * @module
 */

/** Scrolls the list to that row. A page may have no list, and a list may lack the run. */
export function showSelectedRow(): void {
  document.querySelector(".run-row.is-selected")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
