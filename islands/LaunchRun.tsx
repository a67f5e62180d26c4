/**
 * The form that starts a command as a run of this experiment and then opens the run's page.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { LaunchFields } from "../lib/client/run/launch_request.ts";
import { ownPath } from "../lib/client/server/own_path.ts";
import { makeKey, sendChange } from "../lib/client/server/send.ts";
import { NAME_MAX_CHARS } from "../lib/limits.ts";
import type { WireRun } from "../lib/wire.ts";

/** The experiment, and what was last launched from here as the form's first values. */
export interface LaunchRunProps {
  experimentId: string;
  /** As typed in a shell. */
  lastCommand: string;
  lastCwd: string;
}

/** An error and the field that it is about; "" for none. */
interface Refusal {
  field: string;
  message: string;
}

/** The form. */
export default function LaunchRun({ experimentId, lastCommand, lastCwd }: LaunchRunProps): JSX.Element {
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);
  // What was asked for last: pressed again after an error, it starts no second run.
  const attempt = useSignal({ asked: "", key: "" });

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: keyof LaunchFields) => String(form.get(field));
    busy.value = true;
    const { readLaunch } = await import("../lib/client/run/launch_request.ts"); // needed only now
    const body = readLaunch({
      command: text("command"),
      name: text("name"),
      cwd: text("cwd"),
      env: text("env"),
      notify: text("notify"),
      tty: form.has("tty"),
    });
    if ("message" in body) {
      busy.value = false;
      refusal.value = body;
      return;
    }
    const asked = JSON.stringify(body);
    if (attempt.value.asked !== asked) attempt.value = { asked, key: makeKey() };
    const path = `/api/experiments/${experimentId}/runs`, { key } = attempt.value;
    const sent = await sendChange<WireRun>({ method: "POST", path, body, key });
    if (sent.ok) {
      location.assign(ownPath(`/experiments/${experimentId}?run=${sent.value.id}`));
      return;
    }
    busy.value = false;
    refusal.value = sent;
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
