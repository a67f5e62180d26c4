/**
 * The dialogs of a run: one edits its name, tags and notes, the others ask before it is cancelled, deleted or
 * resumed. Loaded when one is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../../limits.ts";
import { showHidden } from "../../text/visible.ts";
import type { WireRun } from "../../wire.ts";
import { ownPath } from "../server/own_path.ts";
import { sendChange } from "../server/send.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { Modal } from "./Modal.tsx";

/** The text about a run that its user can edit. */
export interface RunText {
  name: string;
  notes: string;
  tags: string[];
}

/** What resuming a run would start, or why it can't be resumed here: "" when it can. */
export interface ResumeText {
  refusal: string;
  command: string;
  cwd: string;
}

/** What is said of what was done to a run. */
export interface Said {
  words: string;
  isBad: boolean;
  /** What is said instead once the run is over. */
  whenOver?: Said;
}

/** The run's text and the actions. `onSave` and `onResume` resolve to an error message, or to "" on success. */
export interface RunDialogProps {
  text: RunText;
  /** Null for a run that no button resumes. */
  resume: ResumeText | null;
  onSave(text: RunText): Promise<string>;
  /** The run's address in the API. */
  path: string;
  /** The page that opens once the run is deleted. */
  next: string;
  /** The run was asked to stop, or is over already. */
  onAsked(said: Said, isOwnerSilent: boolean): void;
  onResume(): Promise<string>;
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
export function DeleteDialog({ text, path, next, onClose }: RunDialogProps): JSX.Element {
  return (
    <ConfirmDialog
      title="Delete this run?"
      yes="Delete run"
      no="Cancel"
      onYes={() => remove(path, next)}
      onClose={onClose}
    >
      The log and metrics of <strong>{showHidden(text.name)}</strong> are deleted. You can undo this for a day.
    </ConfirmDialog>
  );
}

/** Deletes a run, and opens another page. Resolves to an error message, or to "". */
async function remove(path: string, next: string): Promise<string> {
  const sent = await sendChange({ method: "DELETE", path });
  if (sent.ok) location.assign(ownPath(next));
  return sent.ok ? "" : sent.message;
}

/** What the API answers for a run that is over already. */
const ENDED = 409;
const OVER: Said = { words: "This run is over.", isBad: false };
const ASKED: Said = { ...OVER, words: "Asked to stop. It is killed if it still runs after 10 s.", whenOver: OVER };
const ASKED_NOBODY: Said = {
  ...OVER,
  words: "Asked to stop, but its owner is silent. If nobody takes the run over, end it by hand.",
};

/** Asks a run to stop. Resolves to an error message, or to "". */
async function cancel(path: string, onAsked: RunDialogProps["onAsked"]): Promise<string> {
  const sent = await sendChange<WireRun>({ method: "POST", path: `${path}/cancel` });
  if (!sent.ok && sent.status !== ENDED) return sent.message;
  const isOwnerSilent = sent.ok && (sent.value.owner?.silent_since ?? null) !== null;
  onAsked(sent.ok ? isOwnerSilent ? ASKED_NOBODY : ASKED : OVER, isOwnerSilent);
  return "";
}

/** The question before a run is cancelled. */
export function CancelDialog({ text, path, onAsked, onClose }: RunDialogProps): JSX.Element {
  return (
    <ConfirmDialog
      title="Cancel this run?"
      yes="Cancel run"
      no="Keep it running"
      onYes={() => cancel(path, onAsked)}
      onClose={onClose}
    >
      The command of <strong>{showHidden(text.name)}</strong>{" "}
      is asked to stop, and killed if it still runs after 10 s. This can’t be undone.
    </ConfirmDialog>
  );
}

/** The question before a run is resumed: it shows what will be started. Or why that can't be done. */
export function ResumeDialog({ resume, onResume, onClose }: RunDialogProps): JSX.Element {
  const error = useSignal(resume?.refusal ?? ""), busy = useSignal(false);
  const isRefused = resume === null || resume.refusal !== "";

  async function start(): Promise<void> {
    busy.value = true;
    error.value = await onResume();
    busy.value = error.value === "";
  }

  return (
    <Modal title={isRefused ? "This run can’t be resumed here" : "Resume this run?"} onClose={onClose}>
      {!isRefused && (
        <>
          <p>
            Its command is started again in{" "}
            <code>{showHidden(resume.cwd)}</code>. What it prints is appended to this run’s log and curves.
          </p>
          <code class="command">{showHidden(resume.command, { hasLines: true })}</code>
          <p class="hint">To start another command, such as one with a checkpoint, use stdcurve run --resume.</p>
        </>
      )}
      <p class="form-error" role="alert" hidden={error.value === ""}>{showHidden(error.value)}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>{isRefused ? "Close" : "Cancel"}</button>
        {!isRefused && (
          <button type="button" class="button button-primary" disabled={busy.value} onClick={start}>Resume run</button>
        )}
      </div>
    </Modal>
  );
}
