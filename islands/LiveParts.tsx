/**
 * Keeps what the server rendered current while a run is live: asks for the page without its terminal and chart, and puts its parts
 * in place. Draws nothing itself.
 *
 * @module
 */
import { useEffect } from "preact/hooks";
import { refreshParts } from "../lib/client/server/page_parts.ts";
import { startPolling } from "../lib/client/server/poll.ts";

/** What to ask for. */
export interface LivePartsProps {
  /** Address on this server of a page with the same parts. */
  href: string;
}

/** Asks every 3 s while the tab is visible; ends with the last live run. */
export default function LiveParts({ href }: LivePartsProps): null {
  useEffect(() =>
    startPolling({
      ask: (signal) => refreshParts(href, signal),
      onError: (error, failures) => {
        if (failures === 1) console.warn("The page is not kept current:", error);
      },
    }), [href]);
  return null;
}
