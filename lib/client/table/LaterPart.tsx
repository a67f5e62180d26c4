/**
 * A part of an island whose script is loaded when the part is first shown.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { explainMissing } from "../server/missing_script.ts";

/** The part, or why it isn't there. */
export function LaterPart<Props extends object>(
  { load, props }: { load: () => Promise<FunctionComponent<Props>>; props: Props },
): JSX.Element {
  const part = useSignal<FunctionComponent<Props> | null>(null), isFailed = useSignal(false);
  useEffect(() => {
    load().then((loaded) => part.value = loaded, () => {
      isFailed.value = true;
      void explainMissing();
    });
  }, []);
  const Part = part.value;
  if (Part) return <Part {...props} />;
  return (
    <p class="muted panel-body">{isFailed.value ? "This part could not be loaded; reload the page." : "One moment…"}</p>
  );
}
