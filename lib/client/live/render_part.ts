/**
 * Renders into elements that came with the page. The first time, Preact takes over the nodes that are there; what the reader has opened or
 * ticked stays so.
 *
 * @module
 */
import { type ComponentChild, render } from "preact";

const known = new WeakSet<Element>();

/** Notes what the reader has opened and ticked below an element. Call the result to set it again. */
function noteReading(element: Element): () => void {
  const opened = [...element.querySelectorAll("details")].map((each) => [each, each.open] as const);
  const ticked = [...element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].map((each) =>
    [each, each.checked] as const
  );
  return () => {
    for (const [each, isOpen] of opened) each.open = isOpen;
    for (const [each, isTicked] of ticked) each.checked = isTicked;
  };
}

/** Removes the server's nodes that the content doesn't have: Preact leaves those alone that stand in the element itself. */
function removeLeftOver(element: Element, content: ComponentChild): void {
  const wanted = document.createElement("div");
  render(content, wanted);
  if (element.childNodes.length > wanted.childNodes.length) {
    let at = 0;
    for (const node of [...element.childNodes]) {
      const { nodeName, textContent } = wanted.childNodes[at] ?? {};
      if (node.nodeName === nodeName && node.textContent === textContent) at++;
      else node.remove();
    }
  }
  render(null, wanted);
}

/** Renders into an element. */
export function renderInto(element: Element, content: ComponentChild): void {
  if (known.has(element)) return render(content, element);
  const restore = noteReading(element);
  known.add(element);
  render(content, element);
  removeLeftOver(element, content);
  restore();
}

/** True when an element has the nodes that the server wrote. */
export const isFromServer = (element: Element): boolean => !known.has(element);

/** Finds a part of the page by its name. */
export const findPart = (name: string): Element | null => document.querySelector(`[data-part="${name}"]`);

/** Renders into a part of the page, if the page has it. */
export function renderPart(name: string, content: ComponentChild): void {
  const part = findPart(name);
  if (part) renderInto(part, content);
}
