/**
 * The dialogs of a run: its name, tags and notes; and the question before it is deleted. Sent when one is opened.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../../limits.ts";

/** What a user writes about a run. */
export interface RunText {
  name: string;
  notes: string;
  tags: string[];
}

/** The run's text and what to do; both answer with what went wrong, "" when nothing did. */
export interface RunDialogProps {
  text: RunText;
  onSave(text: RunText): Promise<string>;
  onDelete(): Promise<string>;
  onClose(): void;
}

/** Name, tags, notes. */
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
          <label for="run-edit-notes">Notes</label>
          <textarea id="run-edit-notes" name="notes" rows={3} maxLength={NOTES_MAX_CHARS} defaultValue={text.notes} />
        </div>
        <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
        <div class="button-row">
          <button type="button" class="button" onClick={onClose}>Leave as it was</button>
          <button type="submit" class="button button-primary" disabled={busy.value}>Save</button>
        </div>
      </form>
    </Modal>
  );
}

/** The question before a deletion. */
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
        <strong>{text.name}</strong>: its log and metrics are removed for good.
      </p>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>Keep it</button>
        <button type="button" class="button button-danger" disabled={busy.value} onClick={remove}>Delete run</button>
      </div>
    </Modal>
  );
}

function Modal(
  { title, children, onClose }: { title: string; children: ComponentChildren; onClose: () => void },
): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current!.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}
