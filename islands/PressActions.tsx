/**
 * Does what the buttons in the server's part of the page ask for: chart a name, read a run's log again, read all logs again. The server
 * writes those parts again and again, so no island can be in them. Says for the whole page when a script can't be loaded. Renders only
 * what came of it.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { explainMissing, isMissingScript } from "../lib/client/server/missing_script.ts";
import { listenForSignIn } from "../lib/client/frame/sign_in.ts";
import { listenToPresses } from "../lib/client/run/press_listener.ts";

/** What the page shows. */
export interface PressActionsProps {
  /** Null on a page of several experiments. */
  experimentId: string | null;
  runId: string | null;
}

/** A text at the lower edge of the window, in sight wherever the button is; nothing before the first press. */
export default function PressActions({ experimentId, runId }: PressActionsProps): JSX.Element | null {
  const said = useSignal("");
  useEffect(() =>
    listenToPresses(async (press) => {
      said.value = "One moment…";
      const { act } = await import("../lib/client/run/press_acts.ts");
      await act(press, { experimentId, runId, say: (words) => said.value = words });
    }), [experimentId, runId]);
  useEffect(listenForSignIn, []);
  useEffect(() => {
    const tell = async (event: PromiseRejectionEvent) => {
      if (!isMissingScript(event.reason)) return;
      event.preventDefault();
      said.value = await explainMissing();
    };
    addEventListener("unhandledrejection", tell);
    return () => removeEventListener("unhandledrejection", tell);
  }, []);
  return (
    <div class="press-said" data-said={said.value === "" ? undefined : ""}>
      <p role="status">{said.value}</p>
      {said.value !== "" && (
        <button
          type="button"
          class="button"
          aria-label="Close the message"
          onClick={() => said.value = ""}
        >
          ×
        </button>
      )}
    </div>
  );
}
