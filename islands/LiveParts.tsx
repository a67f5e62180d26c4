/**
 * Keeps the server's part of the page current while a run is live. Requests the page without its terminal and chart, and updates
 * its parts. Renders nothing.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useEffect } from "preact/hooks";
import { refreshParts } from "../lib/client/server/page_parts.ts";
import { POLL_HIDDEN_MS } from "../lib/limits.ts";
import { startPolling } from "../lib/client/server/poll.ts";

/** The page to request. */
export interface LivePartsProps {
  /** Address on this server of a page with the same parts. */
  href: string;
}

/** Requests the page every 3 s, in a hidden tab every 30 s for its title and icon. Stops when no run is live. */
export default function LiveParts({ href }: LivePartsProps): null {
  useEffect(() =>
    startPolling({
      ask: (signal) => refreshParts(href, signal),
      hiddenMs: POLL_HIDDEN_MS,
      onError: (error, failures) => {
        if (failures === 1) console.warn("The page is not kept current:", error);
      },
    }), [href]);
  return null;
}
