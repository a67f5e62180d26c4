/**
 * The button that opens the form which starts a run. Where this server may start none, it says where to start them instead.
 *
 * @module
 */
import type { JSX } from "preact";

/** What was launched last, as typed in a shell; "" for nothing. */
export interface LaunchButtonProps {
  canLaunch: boolean;
  command: string;
  cwd: string;
}

/** The button. */
export function LaunchButton({ canLaunch, command, cwd }: LaunchButtonProps): JSX.Element {
  if (canLaunch) {
    return (
      <button type="button" class="button button-primary" data-press="launch" data-command={command} data-cwd={cwd}>
        Start a run
      </button>
    );
  }
  return (
    <details class="disclosure launch-elsewhere">
      <summary>Start a run</summary>
      <p class="hint">
        This server may not start commands. Start them where the training is to run, with the same KV:{" "}
        <code>stdcurve run --kv URL -- python train.py</code>
      </p>
    </details>
  );
}
