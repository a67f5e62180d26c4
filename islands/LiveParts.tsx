/**
 * Keeps the server's part of the page current: asks for what has changed, as JSON, and shows it. Renders nothing itself.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useEffect } from "preact/hooks";
import type { LivePage } from "../lib/client/live/live_page.ts";
import { onRefresh } from "../lib/client/server/page_refresh.ts";
import { isFollowed, onTrouble, startPolling } from "../lib/client/server/poll.ts";
import { POLL_HIDDEN_MS, POLL_MS } from "../lib/limits.ts";

/** The page. */
export interface LivePartsProps {
  page: LivePage;
  /** True while a run on the page is live. */
  isLive: boolean;
}

/** The facts of a page need not follow each point at once: a busy run has news four times a second. */
const NEWS_PAUSE_MS = 1_000;

/**
 * Asks every 3 s while a run is live, else every 30 s, because another run may begin. While the server says when something has changed, it
 * asks then, and every 30 s. In a hidden tab, it asks every 30 s for the title and the icon.
 */
export default function LiveParts({ page, isLive }: LivePartsProps): null {
  useEffect(() => {
    const views = Promise.withResolvers<typeof import("../lib/client/live/live_views.tsx")>(),
      abort = new AbortController();
    let isAnyLive = isLive, loaded: ReturnType<typeof load> | null = null;
    async function load() {
      const module = await import("../lib/client/live/live_views.tsx");
      views.resolve(module);
      const view = module.createLiveView(page), stopTimes = module.keepTimes();
      abort.signal.addEventListener("abort", stopTimes);
      return view;
    }
    async function ask(signal: AbortSignal) {
      const view = await (loaded ??= load());
      isAnyLive = await view.refresh(signal);
      return true;
    }
    const stops = [
      onRefresh(async () => void await ask(abort.signal)),
      onTrouble((trouble) => void views.promise.then(({ showTrouble }) => showTrouble(trouble))),
      startPolling({
        ask,
        intervalMs: () => isAnyLive && !isFollowed() ? POLL_MS : POLL_HIDDEN_MS,
        hiddenMs: POLL_HIDDEN_MS,
        newsPauseMs: NEWS_PAUSE_MS,
        onError: (error, failures) => {
          if (failures === 1) console.warn("The page is not kept current:", error);
        },
      }),
      () => abort.abort(),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return null;
}
