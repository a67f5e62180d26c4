/**
 * The dialogs of a run: one edits its name, tags and notes, one asks before it is deleted. Loaded when one is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../../limits.ts";
import { showHidden } from "../../text/visible.ts";
import { Modal } from "./Modal.tsx";

/** The text about a run that its user can edit. */
export interface RunText {
  name: string;
  notes: string;
  tags: string[];
}

/** The run's text and the actions. `onSave` and `onDelete` resolve to an error message, or to "" on success. */
export interface RunDialogProps {
  text: RunText;
  onSave(text: RunText): Promise<string>;
  onDelete(): Promise<string>;
  onClose(): void;
}

/** The form for name, tags and notes. */
export function EditDialog({ text, onSave, onClose }: RunDialogProps): JSX.Element {
  const error = useSignal("");
  const busy = useSignal(false);

  async function save(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    busy.value = true;
    error.value = await onSave({
      name: String(form.get("name")).trim(),
      notes: String(form.get("notes")),
      tags: String(form.get("tags")).split(",").map((tag) => tag.trim()).filter(Boolean),
    });
    busy.value = false;
    if (error.value === "") onClose();
  }

  return (
    <Modal title="Edit run" onClose={onClose}>
      <form class="form" onSubmit={save}>
        <div class="field">
          <label for="run-edit-name">Name</label>
          <input id="run-edit-name" name="name" required maxLength={NAME_MAX_CHARS} defaultValue={text.name} />
        </div>
        <div class="field">
          <label for="run-edit-tags">
            Tags <span class="muted">(separated by commas)</span>
          </label>
          <input id="run-edit-tags" name="tags" defaultValue={text.tags.join(", ")} />
        </div>
        <div class="field">
          <label for="run-edit-notes">
            Notes <span class="muted">(Markdown)</span>
          </label>
          <textarea id="run-edit-notes" name="notes" rows={8} maxLength={NOTES_MAX_CHARS} defaultValue={text.notes} />
        </div>
        <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
        <div class="button-row">
          <button type="button" class="button" onClick={onClose}>Cancel</button>
          <button type="submit" class="button button-primary" disabled={busy.value}>Save</button>
        </div>
      </form>
    </Modal>
  );
}

/** The question before a run is deleted. */
export function DeleteDialog({ text, onDelete, onClose }: RunDialogProps): JSX.Element {
  const error = useSignal("");
  const busy = useSignal(false);

  async function remove(): Promise<void> {
    busy.value = true;
    error.value = await onDelete();
    busy.value = error.value === "";
  }

  return (
    <Modal title="Delete this run?" onClose={onClose}>
      <p>
        The log and metrics of <strong>{showHidden(text.name)}</strong> are deleted. You can undo this for a day.
      </p>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button type="button" class="button button-danger" disabled={busy.value} onClick={remove}>Delete run</button>
      </div>
    </Modal>
  );
}
