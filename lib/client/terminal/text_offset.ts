/**
 * Finds the character of a row that was clicked.
 *
 * @module
 */

/** Index in the row's visible text of the click; null when the browser can't find it or the click is beside the text. */
export function textOffsetAt(row: Element, { clientX, clientY }: MouseEvent): number | null {
  const text = row.querySelector(".terminal-text");
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  if (!text || !caret || !text.contains(caret.offsetNode)) return null;
  const before = new Range();
  before.setStart(text, 0);
  before.setEnd(caret.offsetNode, caret.offset);
  return before.toString().length;
}
