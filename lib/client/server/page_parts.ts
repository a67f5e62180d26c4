/**
 * What the server rendered, kept current without a reload: the page is asked for once more, and its parts (`data-part`) are changed
 * in place to what came. Nodes stay the same wherever they can, so that focus, ticks, unfolded details and scroll positions stay too.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { noteDeletion } from "./deleted_runs.ts";

/** True once the selected run is known to be over. */
export const isRunOver: Signal<boolean> = signal(false);

/**
 * Asks for the page and puts its parts in place; true while any run that it shows is live. A page without the run that it is asked
 * for (404) has the other runs all the same.
 *
 * @param href address on this server of a page with the same parts
 */
export async function refreshParts(href: string, signal?: AbortSignal): Promise<boolean> {
  const response = await fetch(href, { headers: { accept: "text/html" }, ...(signal ? { signal } : {}) });
  if (!response.ok && response.status !== 404) throw new Error(`${href} answered ${response.status}`);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = next.title;
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = next.querySelector(`[data-part="${CSS.escape(part.getAttribute("data-part")!)}"]`);
    if (fresh !== null) changeInto(part, fresh);
  }
  const isLive = (within: string) => next.querySelector(`${within} :is(.status-running, .status-queued)`) !== null;
  isRunOver.value = !isLive("[data-part=title]");
  if (response.status === 404 && next.querySelector("[data-part=title]") === null) showDeletion(href);
  return isLive("body");
}

/** What says that the selected run goes on is taken away. */
function showDeletion(href: string): void {
  const runId = new URL(href, location.href).searchParams.get("run");
  if (runId !== null) noteDeletion(runId);
  const badge = document.querySelector("[data-part=title] .status");
  if (badge) {
    badge.className = "status";
    badge.textContent = "Deleted";
  }
  const gone = "[data-part=runs] .is-selected, [data-part=facts] :is([data-pace], progress)";
  for (const element of document.querySelectorAll(gone)) element.remove();
}

/** Attributes that are the reader's: unfolding and ticking. */
const READERS_OWN = new Set(["open", "checked"]);

/** Makes an element like another one, but for what the reader did with it. */
export function changeInto(element: Element, next: Element): void {
  for (const { name } of [...element.attributes]) {
    if (!next.hasAttribute(name) && !READERS_OWN.has(name)) element.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (!READERS_OWN.has(name) && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  changeChildren(element, next);
}

/** Children with a `data-key` are found again wherever they were; the others stay where they are, kind by kind. */
function changeChildren(element: Element, next: Element): void {
  const keyed = new Map([...element.children].map((child) => [keyOf(child), child] as const));
  let place = element.firstChild;
  for (const wanted of next.childNodes) {
    const known = keyOf(wanted) === null ? (place && isAlike(place, wanted) ? place : null) : keyed.get(keyOf(wanted));
    if (!known) {
      element.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (known === place) place = place.nextSibling;
    else element.insertBefore(known, place);
    if (known instanceof Element) changeInto(known, wanted as Element);
    else if (known.nodeValue !== wanted.nodeValue) known.nodeValue = wanted.nodeValue;
  }
  while (place) {
    const rest = place.nextSibling;
    place.remove();
    place = rest;
  }
}

function keyOf(node: Node): string | null {
  return node instanceof Element ? node.getAttribute("data-key") : null;
}

/** True for nodes of one kind, neither of which has a place of its own. */
function isAlike(node: Node, other: Node): boolean {
  return node.nodeName === other.nodeName && keyOf(node) === null;
}
