/**
 * The user's own notes at steps of a run. They are part of its record, and stay when its log is read again.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { InvalidInput, NotFound } from "../../errors.ts";
import { STEP_NOTE_MAX_CHARS, STEP_NOTES_MAX } from "../../limits.ts";
import type { StepNote } from "../../model.ts";
import type { Kv } from "../kv/kv.ts";
import { readLinePoints } from "../points/line_points.ts";
import { updateRun } from "./runs.ts";

/** The training step at which a line stands by its points, else their own step; null for a line without points. */
async function findStep(kv: Kv, runId: string, line: number): Promise<number | null> {
  const points = [...(await readLinePoints(kv, runId, { line, limit: 1 })).values()];
  const reached = points.map(({ globalStep }) => globalStep[0]!).filter(Number.isFinite);
  return reached.at(-1) ?? points.at(-1)?.step[0] ?? null;
}

/** Adds a note to a run. One at a line without a step stands where the line's points stand. Throws NotFound; throws InvalidInput for an empty or long text, a place that is none, and too many notes. */
export async function addStepNote(
  kv: Kv,
  runId: string,
  { step, line, text }: Pick<StepNote, "step" | "line" | "text">,
): Promise<StepNote> {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > STEP_NOTE_MAX_CHARS) {
    throw new InvalidInput("text", `a note has 1 to ${STEP_NOTE_MAX_CHARS} characters, not ${trimmed.length}`);
  }
  if (!Number.isFinite(step ?? line)) throw new InvalidInput("step", `a note stands at a finite step, not at ${step}`);
  const found = step === null && line !== undefined ? await findStep(kv, runId, line) : step;
  const note = {
    id: uuid(),
    step: found,
    ...(line === undefined ? {} : { line }),
    text: trimmed,
    createdAt: Date.now(),
  };
  await updateRun(kv, runId, ({ stepNotes = [] }) => {
    if (stepNotes.length >= STEP_NOTES_MAX) throw new InvalidInput("text", `a run may have ${STEP_NOTES_MAX} notes`);
    return { stepNotes: [...stepNotes, note] };
  });
  return note;
}

/** Removes a note of a run. Throws NotFound when there is none of this id. */
export async function removeStepNote(kv: Kv, runId: string, noteId: string): Promise<void> {
  await updateRun(kv, runId, ({ stepNotes = [] }) => {
    if (!stepNotes.some(({ id }) => id === noteId)) throw new NotFound(`run ${runId} has no note ${noteId}`);
    return { stepNotes: stepNotes.filter(({ id }) => id !== noteId) };
  });
}
