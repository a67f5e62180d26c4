/**
 * Keeps what the server rendered current while a run is live: asks for the page without its terminal and chart, and puts the
 * new parts (`data-part`) in the place of the old. Draws nothing itself.
 *
 * @module
 */
import { useEffect } from "preact/hooks";
import { startPolling } from "../lib/client/poll.ts";

/** What to ask for. */
export interface LivePartsProps {
  /** Address on this server of a page with the same parts. */
  href: string;
}

/** Asks every 3 s while the tab is visible; ends with the last live run, then says so by the event `stdcurve:over`. */
export default function LiveParts({ href }: LivePartsProps): null {
  useEffect(() =>
    startPolling({
      async ask(signal) {
        const response = await fetch(href, { signal, headers: { accept: "text/html" } });
        if (!response.ok) throw new Error(`${href} answered ${response.status}`);
        const next = new DOMParser().parseFromString(await response.text(), "text/html");
        replaceParts(next);
        const isLive = next.querySelector(".status-running, .status-queued") !== null;
        if (
          next.querySelector("[data-part=status] :is(.status-running, .status-queued)") === null
        ) {
          dispatchEvent(new Event("stdcurve:over"));
        }
        return isLive;
      },
      onError: (error, failures) => {
        if (failures === 1) console.warn("The page is not kept current:", error);
      },
    }), [href]);
  return null;
}

/** Old parts make room for new ones, but not under the reader's hands; ticks stay. */
function replaceParts(next: Document): void {
  for (const old of document.querySelectorAll("[data-part]")) {
    const part = old.getAttribute("data-part")!;
    const fresh = next.querySelector(`[data-part="${CSS.escape(part)}"]`);
    if (fresh === null || old.contains(document.activeElement)) continue;
    if (old.innerHTML === fresh.innerHTML) continue;
    const top = old.scrollTop;
    const ticks = new Map(
      [...old.querySelectorAll("input")].map((each) => [each.value, each.checked]),
    );
    for (const input of fresh.querySelectorAll("input")) {
      input.checked = ticks.get(input.value) ?? false;
    }
    const taken = document.adoptNode(fresh);
    old.replaceWith(taken);
    taken.scrollTop = top;
  }
}
