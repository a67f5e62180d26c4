/**
 * What the list of experiments shows while there are none: how to begin.
 *
 * @module
 */
import type { JSX } from "preact";
import { EmptyState } from "./EmptyState.tsx";

/** The hint. */
export function NoExperiments({ mayChange }: { mayChange: boolean }): JSX.Element {
  return (
    <div class="panel">
      <EmptyState title="No experiments yet" command="stdcurve run -- python train.py">
        Put <code>stdcurve run --</code>{" "}
        before any training command. Its output stays as it is; its loss appears here while it falls.
        {mayChange && " Or drop a log that you have, or create an experiment and start a command from its page."}
      </EmptyState>
    </div>
  );
}
