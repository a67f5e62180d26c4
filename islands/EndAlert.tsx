/**
 * A button that asks the browser to show a notification when the run ends, in a tab that nobody looks at. Only where the browser has
 * notifications, and only while the run is live.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ownPath } from "../lib/client/server/own_path.ts";
import { isRunOver } from "../lib/client/server/page_refresh.ts";

/** What is known of the browser and the reader's wish. */
type Wish = "unknown" | "impossible" | "possible" | "refused" | "wanted";

const WORDS: Readonly<Record<Wish, string>> = {
  unknown: "Notify me",
  impossible: "",
  possible: "Notify me",
  refused: "Notifications are blocked",
  wanted: "You will be notified",
};

/** The button. It has its room before any script runs, so that nothing moves. */
export default function EndAlert(): JSX.Element | null {
  const wish = useSignal<Wish>("unknown");
  useEffect(() => {
    wish.value = "Notification" in globalThis ? "possible" : "impossible";
  }, []);
  useSignalEffect(() => {
    if (!isRunOver.value || wish.peek() !== "wanted") return;
    wish.value = "impossible";
    showEnd();
  });

  async function ask(): Promise<void> {
    wish.value = await Notification.requestPermission() === "granted" ? "wanted" : "refused";
  }

  if (isRunOver.value || wish.value === "impossible") return null;
  return (
    <button
      type="button"
      class="button end-alert"
      data-ready={wish.value === "unknown" ? undefined : ""}
      disabled={wish.value === "wanted" || wish.value === "refused"}
      title="Shows a notification of the browser when the run ends, while this page is open"
      onClick={ask}
    >
      {WORDS[wish.value]}
    </button>
  );
}

/** Shows how the run ended: the window's title, which names the run and its status, and the reason. */
function showEnd(): void {
  const [title, ...rest] = document.title.split(" · ");
  const reason = document.querySelector("[data-part=title] .reason")?.textContent ?? "";
  const icon = [...document.querySelectorAll<HTMLLinkElement>("link[rel=icon]")].at(-1)?.href ??
    ownPath("/favicon.svg");
  const shown = new Notification(title ?? "stdcurve", {
    body: reason || rest.join(" · "),
    icon,
    tag: location.pathname + location.search,
  });
  shown.onclick = () => {
    globalThis.focus();
    shown.close();
  };
}
