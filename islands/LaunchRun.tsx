/**
 * The form that starts a command as a run of this experiment and goes to its page.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { splitCommand } from "../lib/text/command_line.ts";
import type { WireRun } from "../lib/wire.ts";
import { sendChange, type Sent } from "../lib/client/server/send.ts";
import { NAME_MAX_CHARS } from "../lib/limits.ts";

type Refusal = Extract<Sent<unknown>, { ok: false }>;

/** What the form needs: where to launch, and what the newest run was, to be changed and run again. */
export interface LaunchRunProps {
  experimentId: string;
  /** As typed in a shell. */
  lastCommand: string;
  lastCwd: string;
}

/** Command, and folded away: name, directory, environment. */
export default function LaunchRun(
  { experimentId, lastCommand, lastCwd }: LaunchRunProps,
): JSX.Element {
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);

  function refuse(field: string, message: string): void {
    refusal.value = { ok: false, status: 400, message, field };
  }

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field)).trim();
    const env = readEnvironment(text("env"));
    if (typeof env === "string") return refuse("env", env);
    const command = splitCommand(text("command"));
    if (command === null) return refuse("command", "A quote isn’t closed");
    busy.value = true;
    const sent = await sendChange<WireRun>({
      method: "POST",
      path: `/api/experiments/${experimentId}/runs`,
      body: {
        command,
        ...(text("name") === "" ? {} : { name: text("name") }),
        ...(text("cwd") === "" ? {} : { cwd: text("cwd") }),
        ...(Object.keys(env).length === 0 ? {} : { env }),
      },
    });
    if (sent.ok) {
      location.assign(`/experiments/${experimentId}?run=${sent.value.id}`);
      return;
    }
    busy.value = false;
    refusal.value = sent;
  }

  const failed = refusal.value;
  const field = (name: string) => ({
    id: `launch-${name}`,
    name,
    autocomplete: "off",
    "aria-invalid": failed?.field === name,
    "aria-describedby": failed?.field === name ? "launch-error" : undefined,
  });
  return (
    <form class="form" onSubmit={submit}>
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
        <span class="hint">Started on this server as it is typed, without a shell.</span>
      </div>
      <details class="disclosure">
        <summary>Name, directory, environment</summary>
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
            <span class="hint">A line each: NAME=value</span>
          </div>
        </div>
      </details>
      <p class="form-error" id="launch-error" role="alert" hidden={failed === null}>
        {failed?.message}
      </p>
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={busy.value}>
          {busy.value ? "Starting…" : "Start run"}
        </button>
      </div>
    </form>
  );
}

/** `NAME=value` lines as a record, or what is wrong with one of them. */
function readEnvironment(text: string): Record<string, string> | string {
  const env: Record<string, string> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const at = line.indexOf("=");
    if (at < 1) return `"${line}" is not NAME=value`;
    env[line.slice(0, at)] = line.slice(at + 1);
  }
  return env;
}
