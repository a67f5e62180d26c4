/**
 * The form that creates an experiment and then opens its page.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { WireExperiment } from "../lib/wire.ts";
import { ownPath } from "../lib/client/server/own_path.ts";
import { sendChange, type Sent } from "../lib/client/server/send.ts";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../lib/limits.ts";

type Refusal = Extract<Sent<unknown>, { ok: false }>;

/** The name and an optional description. */
export default function NewExperiment(): JSX.Element {
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const description = String(form.get("description")).trim();
    busy.value = true;
    const sent = await sendChange<WireExperiment>({
      method: "POST",
      path: "/api/experiments",
      body: {
        name: String(form.get("name")).trim(),
        ...(description === "" ? {} : { description }),
      },
    });
    if (sent.ok) {
      location.assign(ownPath(`/experiments/${sent.value.id}`));
      return;
    }
    busy.value = false;
    refusal.value = sent;
  }

  const failed = refusal.value;
  const aboutName = failed !== null && failed.field === "name";
  return (
    <form class="form" onSubmit={submit}>
      <div class="field">
        <label for="experiment-name">Name</label>
        <input
          id="experiment-name"
          name="name"
          required
          maxLength={NAME_MAX_CHARS}
          autocomplete="off"
          placeholder="tiny-gpt"
          aria-invalid={aboutName}
          aria-describedby="experiment-error"
        />
      </div>
      <div class="field">
        <label for="experiment-description">
          Description <span class="muted">(optional)</span>
        </label>
        <input
          id="experiment-description"
          name="description"
          maxLength={NOTES_MAX_CHARS}
          autocomplete="off"
        />
      </div>
      <p class="form-error" id="experiment-error" role="alert" hidden={failed === null}>
        {failed?.message}
      </p>
      <button type="submit" class="button button-primary" disabled={busy.value}>
        {busy.value ? "Creating…" : "Create experiment"}
      </button>
    </form>
  );
}
