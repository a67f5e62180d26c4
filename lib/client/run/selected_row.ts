/**
 * Shows the row of the page's run in the list of runs, which may scroll. It only scrolls: the server has marked the row.
 *
 * @module
 */

/** Scrolls the lists around the row, never the page. A page may have no list, and a list may lack the run. */
export function showSelectedRow(): void {
  const row = document.querySelector(".run-row.is-selected"), rail = row?.closest(".run-rail");
  if (!row || !rail) return;
  // Not by scrollIntoView(): Chrome's Tab key would begin there, behind the link that skips to the content.
  for (let box = row.parentElement; box && rail.contains(box); box = box.parentElement) showWithin(box, row);
}

/** Scrolls a box as little as possible, and leaves the row its `scroll-margin`: before it, where there is no room for both. */
function showWithin(box: Element, row: Element): void {
  const room = box.getBoundingClientRect(), at = row.getBoundingClientRect(), style = getComputedStyle(row);
  const left = at.left - parseFloat(style.scrollMarginLeft) - room.left;
  const right = at.right + parseFloat(style.scrollMarginRight) - room.right;
  const above = at.top - room.top, below = at.bottom - room.bottom;
  box.scrollBy({ left: Math.min(left, Math.max(0, right)), top: above < 0 ? above : Math.max(0, below) });
}
