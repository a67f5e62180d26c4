/**
 * The form that starts a command as a run of this experiment and then opens the run's page.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { LaunchFields } from "../lib/client/run/launch_request.ts";
import type { LaunchRefusal } from "../lib/client/run/send_launch.ts";
import { NAME_MAX_CHARS } from "../lib/limits.ts";

/** The experiment, and what was last launched from here as the form's first values. */
export interface LaunchRunProps {
  experimentId: string;
  /** As typed in a shell. */
  lastCommand: string;
  lastCwd: string;
}

/** The form. */
export default function LaunchRun({ experimentId, lastCommand, lastCwd }: LaunchRunProps): JSX.Element {
  const refusal = useSignal<LaunchRefusal | null>(null);
  const busy = useSignal(false);

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    busy.value = true;
    const { sendLaunch } = await import("../lib/client/run/send_launch.ts"); // needed only now
    refusal.value = await sendLaunch(experimentId, form);
    busy.value = refusal.value === null; // the run's page is being opened
  }

  return (
    <form class="form" onSubmit={submit}>
      <Fields wrong={refusal.value?.field ?? null} lastCommand={lastCommand} lastCwd={lastCwd} />
      <p class="form-error" id="launch-error" role="alert" hidden={refusal.value === null}>
        {refusal.value?.message}
      </p>
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={busy.value}>
          {busy.value ? "Starting…" : "Start run"}
        </button>
      </div>
    </form>
  );
}

/** The command and, folded, the other fields. `wrong` names the field that the error is about. */
function Fields(
  { wrong, lastCommand, lastCwd }: Omit<LaunchRunProps, "experimentId"> & { wrong: string | null },
): JSX.Element {
  const field = (name: keyof LaunchFields) => ({
    id: `launch-${name}`,
    name,
    autocomplete: "off",
    "aria-invalid": wrong === name,
    "aria-describedby": wrong === name ? "launch-error" : undefined,
  });
  return (
    <>
      <div class="field">
        <label for="launch-command">Command</label>
        <input
          {...field("command")}
          class="mono"
          required
          spellcheck={false}
          placeholder="python train.py --lr 0.001"
          defaultValue={lastCommand}
        />
        <span class="hint">Runs on this server, without a shell.</span>
      </div>
      <label class="field-check">
        <input {...field("tty")} type="checkbox" />
        <span>
          In a terminal <span class="hint">— colours and progress bars as at your own terminal, 120 × 40</span>
        </span>
      </label>
      <details class="disclosure">
        <summary>Name, directory, environment, notification</summary>
        <div class="form">
          <div class="form-row">
            <div class="field">
              <label for="launch-name">Name of the run</label>
              <input {...field("name")} maxLength={NAME_MAX_CHARS} />
            </div>
            <div class="field">
              <label for="launch-cwd">Directory</label>
              <input {...field("cwd")} class="mono" spellcheck={false} defaultValue={lastCwd} />
            </div>
          </div>
          <div class="field">
            <label for="launch-env">Environment</label>
            <textarea
              {...field("env")}
              class="mono"
              rows={2}
              spellcheck={false}
              placeholder="CUDA_VISIBLE_DEVICES=0"
            />
            <span class="hint">One NAME=value per line</span>
          </div>
          <div class="field">
            <label for="launch-notify">Notify</label>
            <textarea
              {...field("notify")}
              class="mono"
              rows={2}
              spellcheck={false}
              placeholder="https://hooks.slack.com/services/…"
            />
            <span class="hint">
              Of the end and the first NaN: a webhook’s address or a command per line. Kept on the server only.
            </span>
          </div>
        </div>
      </details>
    </>
  );
}
