/**
 * Adds and deletes the user's notes at steps and lines of a run, and shows them. Loaded when somebody asks for one.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { STEP_NOTE_MAX_CHARS } from "../../limits.ts";
import { StepNotes } from "../../ui/StepNotes.tsx";
import type { WireMark, WireMarks } from "../../wire/marks.ts";
import { findPart, renderPart } from "../live/render_part.ts";
import { readJson, runPath } from "../server/read.ts";
import { sendChange } from "../server/send.ts";
import { Modal, openModal } from "./Modal.tsx";
import { runMarks } from "./run_marks.ts";

/** The run, and where the note stands. Without a line, the form asks for the step. */
export interface NotePlace {
  experimentId: string;
  runId: string;
  line?: number;
  /** Without one, the server finds the step of the line. */
  step?: number;
}

/** How long the page waits for the marks. */
const READ_MAX_MS = 10_000;

const marksPath = ({ experimentId, runId }: NotePlace) => `${runPath(experimentId, runId)}/marks`;

/** Shows the run's marks as the server has them now. */
async function showMarks(place: NotePlace): Promise<void> {
  const { marks } = await readJson<WireMarks>(marksPath(place), {}, AbortSignal.timeout(READ_MAX_MS));
  runMarks.value = new Map([...runMarks.peek(), [place.runId, marks]]);
  renderPart("step-notes", <StepNotes marks={marks} mayChange />);
}

/** Deletes a note. Returns why that was not possible; "" when it was. */
export async function deleteNote(place: NotePlace, id: string): Promise<string> {
  const sent = await sendChange({ method: "DELETE", path: `${marksPath(place)}/${id}` });
  if (!sent.ok) return sent.message;
  await showMarks(place);
  findPart("step-notes")?.querySelector<HTMLElement>("[data-press=note]")?.focus(); // the button that had the focus is gone
  return "";
}

function NoteForm({ place, onClose }: { place: NotePlace; onClose(): void }): JSX.Element {
  const error = useSignal(""), busy = useSignal(false), { line, step } = place;
  async function save(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget), typed = form.get("step");
    const at = typed === null ? step : Number(typed);
    busy.value = true;
    const body = {
      text: String(form.get("text")),
      ...(line ? { line } : {}),
      ...(at === undefined ? {} : { step: at }),
    };
    const sent = await sendChange<WireMark>({ method: "POST", path: marksPath(place), body });
    busy.value = false;
    error.value = sent.ok ? "" : sent.message;
    if (!sent.ok) return;
    onClose();
    await showMarks(place);
  }
  return (
    <form class="form" onSubmit={save}>
      {line === undefined && (
        <div class="field">
          <label for="note-step">Step</label>
          <input id="note-step" name="step" type="number" step="any" required defaultValue={step ?? ""} />
        </div>
      )}
      <div class="field">
        <label for="note-text">Note</label>
        <input id="note-text" name="text" required maxLength={STEP_NOTE_MAX_CHARS} autocomplete="off" autoFocus />
      </div>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button type="submit" class="button button-primary" disabled={busy.value}>Add note</button>
      </div>
    </form>
  );
}

/** Opens the form for a note. */
export function openNoteForm(place: NotePlace): void {
  const title = place.line === undefined ? "Note at a step" : `Note at line ${place.line.toLocaleString("en")}`;
  openModal((close) => (
    <Modal title={title} onClose={close}>
      <NoteForm place={place} onClose={close} />
    </Modal>
  ));
}
