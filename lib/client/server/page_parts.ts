/**
 * Updates the server's part of the page without a reload. It requests a page again and changes the elements with `data-part`. It
 * leaves islands alone.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { noteDeletion } from "./deleted_runs.ts";
import { ownPath } from "./own_path.ts";
import { noteAnswer } from "./session_over.ts";

/** True once the selected run is known to be over. */
export const isRunOver: Signal<boolean> = signal(false);

/**
 * Requests the page and updates the parts that both pages have. A page with status 404 lacks the selected run and has the others.
 *
 * @param href address on this server of a page with the same parts
 * @returns true while any run on the page is live
 * @throws {Error} for any status but 200 and 404
 */
export async function refreshParts(href: string, signal?: AbortSignal): Promise<boolean> {
  const response = await fetch(ownPath(href), { headers: { accept: "text/html" }, ...(signal ? { signal } : {}) });
  noteAnswer(response);
  if (!response.ok && response.status !== 404) throw new Error(`${href} answered ${response.status}`);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const isLive = (within: string) => next.querySelector(`${within} :is(.status-running, .status-queued)`) !== null;
  const isAnyLive = isLive("body"), isSelectedLive = isLive("[data-part=title]");
  const isDeleted = response.status === 404 && next.querySelector("[data-part=title]") === null;
  await updateParts(next);
  isRunOver.value = !isSelectedLive;
  if (isDeleted) showDeletion(href);
  return isAnyLive;
}

/** Moves nodes of `next` onto this page. */
async function updateParts(next: Document): Promise<void> {
  const { morphInto } = await import("./morph.ts");
  document.title = next.title;
  showIcon(next);
  for (const part of document.querySelectorAll("[data-part]")) {
    const newer = next.querySelector(`[data-part="${CSS.escape(part.getAttribute("data-part")!)}"]`);
    if (newer !== null) morphInto(part, newer);
  }
}

/** Gives this page the icon of `next`: its last one, as browsers do. */
function showIcon(next: Document): void {
  const last = (page: Document) => [...page.querySelectorAll<HTMLLinkElement>("link[rel=icon]")].at(-1);
  const own = last(document), href = last(next)?.getAttribute("href");
  if (own && href && own.getAttribute("href") !== href) own.setAttribute("href", href);
}

/** Removes what says that the selected run is live, and marks it as deleted. */
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
