/**
 * Keeps the server's part of the page current. Requests the page without its terminal and chart, and updates its parts. Renders nothing.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useEffect } from "preact/hooks";
import { refreshParts } from "../lib/client/server/page_parts.ts";
import { POLL_HIDDEN_MS, POLL_MS } from "../lib/limits.ts";
import { startPolling } from "../lib/client/server/poll.ts";

/** The page to request. */
export interface LivePartsProps {
  /** Address on this server of a page with the same parts. */
  href: string;
  /** True while a run on the page is live. */
  isLive: boolean;
}

/**
 * Requests the page every 3 s while a run is live, else every 30 s, because another run may begin, and sooner when the server says that
 * something changed. In a hidden tab, it does so every 30 s for the title and the icon.
 */
export default function LiveParts({ href, isLive }: LivePartsProps): null {
  useEffect(() => {
    let isAnyLive = isLive;
    return startPolling({
      async ask(signal) {
        isAnyLive = await refreshParts(href, signal);
        return true;
      },
      intervalMs: () => isAnyLive ? POLL_MS : POLL_HIDDEN_MS,
      hiddenMs: POLL_HIDDEN_MS,
      onError: (error, failures) => {
        if (failures === 1) console.warn("The page is not kept current:", error);
      },
    });
  }, [href]);
  return null;
}
