/**
 * What can be done to a run: cancel it while it lives; rename, annotate, read again or delete it.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Change, sendChange } from "../lib/client/send.ts";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../lib/limits.ts";

/** The run as far as it can be changed. */
export interface RunActionsProps {
  experimentId: string;
  runId: string;
  name: string;
  notes: string;
  tags: string[];
  isLive: boolean;
}

/** The row of buttons, its editor and its question before a deletion. */
export default function RunActions(props: RunActionsProps): JSX.Element {
  const { experimentId, runId } = props;
  const live = useSignal(props.isLive);
  const path = `/api/experiments/${experimentId}/runs/${runId}`;
  const busy = useSignal("");
  const message = useSignal("");
  const editor = useRef<HTMLDialogElement>(null);
  const question = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const onOver = () => (live.value = false);
    addEventListener("stdcurve:over", onOver);
    return () => removeEventListener("stdcurve:over", onOver);
  }, []);

  async function send(doing: string, change: Omit<Change, "path"> & { path?: string }) {
    busy.value = doing;
    message.value = "";
    const sent = await sendChange({ ...change, path: path + (change.path ?? "") });
    busy.value = "";
    if (!sent.ok) message.value = sent.message;
    return sent.ok;
  }

  async function cancel(): Promise<void> {
    if (await send("cancel", { method: "POST", path: "/cancel" })) {
      message.value = "Asked to stop; killed if it is still there after 10 s.";
    }
  }

  async function reread(): Promise<void> {
    if (await send("reread", { method: "POST", path: "/reread" })) location.reload();
  }

  async function remove(): Promise<void> {
    question.current?.close();
    if (await send("delete", { method: "DELETE" })) {
      location.assign(`/experiments/${experimentId}`);
    }
  }

  async function save(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: String(form.get("name")).trim(),
      notes: String(form.get("notes")),
      tags: String(form.get("tags")).split(",").map((tag) => tag.trim()).filter(Boolean),
    };
    if (await send("save", { method: "PATCH", body })) location.reload();
  }

  return (
    <div class="run-actions">
      <div class="button-row">
        {live.value && (
          <button
            type="button"
            class="button button-danger"
            disabled={busy.value !== ""}
            onClick={cancel}
          >
            Cancel run
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() => editor.current?.showModal()}
        >
          Edit
        </button>
        <button
          type="button"
          class="button"
          disabled={busy.value !== ""}
          onClick={reread}
          title="Rebuild the metrics from the stored log"
        >
          {busy.value === "reread" ? "Reading…" : "Read again"}
        </button>
        {!live.value && (
          <button
            type="button"
            class="button button-danger"
            disabled={busy.value !== ""}
            onClick={() => question.current?.showModal()}
          >
            Delete
          </button>
        )}
      </div>
      <p class="form-error" role="status" hidden={message.value === ""}>{message.value}</p>
      <dialog class="dialog" ref={editor} aria-labelledby="edit-title">
        <h2 id="edit-title">Edit run</h2>
        <Editor
          {...props}
          busy={busy.value !== ""}
          error={message.value}
          onSave={save}
          onDrop={() => editor.current?.close()}
        />
      </dialog>
      <dialog class="dialog" ref={question} aria-labelledby="delete-title">
        <h2 id="delete-title">Delete this run?</h2>
        <p>
          <strong>{props.name}</strong>: its log and metrics are removed for good.
        </p>
        <div class="button-row">
          <button type="button" class="button" onClick={() => question.current?.close()}>
            Keep it
          </button>
          <button type="button" class="button button-danger" onClick={remove}>Delete run</button>
        </div>
      </dialog>
    </div>
  );
}

function Editor(
  { name, notes, tags, busy, error, onSave, onDrop }: RunActionsProps & {
    busy: boolean;
    error: string;
    onSave: (event: JSX.TargetedSubmitEvent<HTMLFormElement>) => void;
    onDrop: () => void;
  },
): JSX.Element {
  return (
    <form class="form" onSubmit={onSave}>
      <div class="form-row">
        <div class="field">
          <label for="run-edit-name">Name</label>
          <input
            id="run-edit-name"
            name="name"
            required
            maxLength={NAME_MAX_CHARS}
            defaultValue={name}
          />
        </div>
        <div class="field">
          <label for="run-edit-tags">
            Tags <span class="muted">(separated by commas)</span>
          </label>
          <input id="run-edit-tags" name="tags" defaultValue={tags.join(", ")} />
        </div>
      </div>
      <div class="field">
        <label for="run-edit-notes">Notes</label>
        <textarea
          id="run-edit-notes"
          name="notes"
          rows={3}
          maxLength={NOTES_MAX_CHARS}
          defaultValue={notes}
        />
      </div>
      <p class="form-error" role="alert" hidden={error === ""}>{error}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onDrop}>Leave as it was</button>
        <button type="submit" class="button button-primary" disabled={busy}>Save</button>
      </div>
    </form>
  );
}
