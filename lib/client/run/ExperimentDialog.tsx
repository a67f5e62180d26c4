/**
 * The dialog of an experiment: a form for its name and description, and the question before it is deleted. Loaded when it is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../../limits.ts";
import { showHidden } from "../../text/visible.ts";
import type { WireExperiment } from "../../wire.ts";
import { ownPath } from "../server/own_path.ts";
import { readJson } from "../server/read.ts";
import { sendChange } from "../server/send.ts";
import { Modal, openModal } from "./Modal.tsx";

/** How long the dialog waits for the experiment's text. */
const READ_MAX_MS = 10_000;

interface DialogProps {
  experiment: WireExperiment;
  onClose(): void;
  onDelete(): void;
}

const pathOf = ({ id }: WireExperiment) => `/api/experiments/${id}`;

function EditExperiment({ experiment, onClose, onDelete }: DialogProps): JSX.Element {
  const error = useSignal(""), busy = useSignal(false);
  async function save(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget), text = (name: string) => String(form.get(name)).trim();
    busy.value = true;
    const body = { name: text("name"), description: text("description") };
    const sent = await sendChange<WireExperiment>({ method: "PATCH", path: pathOf(experiment), body });
    if (sent.ok) return location.reload();
    busy.value = false;
    error.value = sent.message;
  }
  return (
    <form class="form" onSubmit={save}>
      <div class="field">
        <label for="edit-name">Name</label>
        <input id="edit-name" name="name" required maxLength={NAME_MAX_CHARS} defaultValue={experiment.name} />
      </div>
      <div class="field">
        <label for="edit-description">Description</label>
        <textarea
          id="edit-description"
          name="description"
          rows={3}
          maxLength={NOTES_MAX_CHARS}
          defaultValue={experiment.description}
        />
      </div>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button type="submit" class="button button-primary" disabled={busy.value}>Save</button>
        <button type="button" class="button button-danger button-apart" onClick={onDelete}>Delete experiment…</button>
      </div>
    </form>
  );
}

function DeleteExperiment({ experiment, onClose }: Omit<DialogProps, "onDelete">): JSX.Element {
  const error = useSignal(""), busy = useSignal(false), cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current!.focus(), []); // the button that had the focus is gone
  async function remove(): Promise<void> {
    busy.value = true;
    const sent = await sendChange({ method: "DELETE", path: pathOf(experiment) });
    if (sent.ok) return location.assign(ownPath(`/?deleted=${experiment.id}`));
    busy.value = false;
    error.value = sent.message;
  }
  return (
    <>
      <p>
        <strong>{showHidden(experiment.name)}</strong>{" "}
        is deleted with all its runs, their logs and metrics. You can undo this for a day.
      </p>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" ref={cancel} onClick={onClose}>Cancel</button>
        <button type="button" class="button button-danger" disabled={busy.value} onClick={remove}>
          Delete experiment
        </button>
      </div>
    </>
  );
}

/** One dialog, first with the form and then, if it is asked for, with the question. */
function ExperimentDialog({ experiment, onClose }: Omit<DialogProps, "onDelete">): JSX.Element {
  const isDeleting = useSignal(false);
  return (
    <Modal title={isDeleting.value ? "Delete this experiment?" : "Experiment settings"} onClose={onClose}>
      {isDeleting.value
        ? <DeleteExperiment experiment={experiment} onClose={onClose} />
        : <EditExperiment experiment={experiment} onClose={onClose} onDelete={() => isDeleting.value = true} />}
    </Modal>
  );
}

/** Opens the dialog for the experiment as it is now. `say` gets what went wrong. */
export async function openExperimentDialog(id: string, say: (words: string) => void): Promise<void> {
  let experiment: WireExperiment;
  try {
    experiment = await readJson<WireExperiment>(`/api/experiments/${id}`, {}, AbortSignal.timeout(READ_MAX_MS));
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error));
  }
  openModal((close) => <ExperimentDialog experiment={experiment} onClose={close} />);
}
