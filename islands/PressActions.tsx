/**
 * Does what the buttons in the server's part of the page ask for: chart a name, read a run's log again, read all logs again. The server
 * writes those parts again and again, so no island can be in them. Renders only what came of it.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { listenToPresses, type Press } from "../lib/client/run/presses.ts";

/** What the page shows. */
export interface PressActionsProps {
  /** Null on a page of several experiments. */
  experimentId: string | null;
  runId: string | null;
}

/** What Chrome, Firefox and Safari say when a script that is needed only now can't be loaded. Chrome never tries it again in the same page. */
const MISSING_SCRIPT = /import(ed|ing a) module/i;
const AWAY = "The server didn’t answer. Reload the page when it is back.";

/** A text at the lower edge of the window, in sight wherever the button is; nothing before the first press. */
export default function PressActions({ experimentId, runId }: PressActionsProps): JSX.Element | null {
  const said = useSignal("");
  useEffect(() =>
    listenToPresses(async (press: Press) => {
      said.value = "One moment…";
      const { act } = await import("../lib/client/run/press_acts.ts");
      await act(press, { experimentId, runId, say: (words) => said.value = words });
    }), [experimentId, runId]);
  useEffect(() => {
    const tell = (event: PromiseRejectionEvent) => {
      if (!MISSING_SCRIPT.test(String(event.reason))) return;
      event.preventDefault();
      said.value = AWAY;
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
