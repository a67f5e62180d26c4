/**
 * The user's own notes at steps and lines of a run, folded while there are none, with buttons that add and delete them for those who may.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import type { WireMark } from "../wire/marks.ts";

/** The marks of a run, of which the notes are shown. */
export interface StepNotesProps {
  marks: readonly WireMark[];
  mayChange: boolean;
}

/** The notes; null when there are none and the reader can't add one. */
export function StepNotes({ marks, mayChange }: StepNotesProps): JSX.Element | null {
  const notes = marks.filter(({ kind }) => kind === "note");
  if (notes.length === 0 && !mayChange) return null;
  return (
    <details class="disclosure panel unread step-notes" open={notes.length > 0}>
      <summary>Notes at steps and lines ({notes.length})</summary>
      <ul>
        {notes.map(({ id, line, step, text }) => (
          <li key={id}>
            <div>
              <span class="muted">
                {line > 0 && <a href={`#L${line}`}>{`line ${line.toLocaleString("en")}`}</a>}
                {[line > 0 ? "" : "At", step === null ? "" : `step ${formatNumber(step)}`].filter(Boolean).join(" ")}
              </span>
              <p>{showHidden(text)}</p>
            </div>
            {mayChange && (
              <button
                type="button"
                class="button"
                data-press="unnote"
                data-name={id}
                aria-label={`Delete the note: ${showHidden(text)}`}
              >
                Delete
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <p class="step-notes-add">
          <button type="button" class="button" data-press="note">Add a note</button>
        </p>
      )}
    </details>
  );
}
