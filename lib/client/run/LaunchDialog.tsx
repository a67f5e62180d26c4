/**
 * The dialog that starts a command as a run of this experiment and then opens the run's page. Loaded when it is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { NAME_MAX_CHARS } from "../../limits.ts";
import type { LaunchFields } from "./launch_request.ts";
import { Modal, openModal } from "./Modal.tsx";
import { type LaunchRefusal, sendLaunch } from "./send_launch.ts";

/** What was last launched from here, the form's first values. */
export interface LastLaunched {
  /** As typed in a shell. */
  command: string;
  cwd: string;
}

interface LaunchProps {
  experimentId: string;
  last: LastLaunched;
  onClose(): void;
}

function LaunchForm({ experimentId, last, onClose }: LaunchProps): JSX.Element {
  const refusal = useSignal<LaunchRefusal | null>(null);
  const busy = useSignal(false);

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    busy.value = true;
    refusal.value = await sendLaunch(experimentId, form);
    busy.value = refusal.value === null; // the run's page is being opened
  }

  return (
    <form class="form" onSubmit={submit}>
      <Fields wrong={refusal.value?.field ?? null} last={last} />
      <p class="form-error" id="launch-error" role="alert" hidden={refusal.value === null}>
        {refusal.value?.message}
      </p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button type="submit" class="button button-primary" disabled={busy.value}>
          {busy.value ? "Starting…" : "Start run"}
        </button>
      </div>
    </form>
  );
}

/** The command and, folded, the other fields. `wrong` names the field that the error is about. */
function Fields(
  { wrong, last }: Pick<LaunchProps, "last"> & { wrong: string | null },
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
          defaultValue={last.command}
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
              <input {...field("cwd")} class="mono" spellcheck={false} defaultValue={last.cwd} />
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

/** Opens the dialog. */
export function openLaunchDialog(experimentId: string, last: LastLaunched): void {
  openModal((close) => (
    <Modal title="Start a run" onClose={close}>
      <LaunchForm experimentId={experimentId} last={last} onClose={close} />
    </Modal>
  ));
}
