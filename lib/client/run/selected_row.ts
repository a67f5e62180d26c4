/**
 * Shows the row of the page's run in the list of runs, which may scroll. It only scrolls: the server has marked the row.
 *
 * @module
 */

/**
 * Scrolls the boxes around the row, never the page, so that it stands in their middle. Not by scrollIntoView(): Chrome's Tab key would begin
 * there, behind the link that skips to the content. A page may have no list, and a list may lack the run.
 */
export function showSelectedRow(): void {
  const row = document.querySelector(".run-row.is-selected");
  for (let box = row?.parentElement; box && !box.matches(".workspace"); box = box.parentElement) {
    const at = row!.getBoundingClientRect(), room = box.getBoundingClientRect();
    box.scrollLeft += (at.left + at.right - room.left - room.right) / 2;
    box.scrollTop += (at.top + at.bottom - room.top - room.bottom) / 2;
  }
}
