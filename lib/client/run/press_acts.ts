/**
 * Charts a name, reads logs again, restores what was deleted and opens the dialogs of an experiment, as the buttons of the page ask. Loaded
 * at the first press.
 *
 * @module
 */
import "../first_script.ts";
import { formatCount } from "../../text/count.ts";
import { showHidden } from "../../text/visible.ts";
import { openLaunchDialog } from "./LaunchDialog.tsx";
import { deleteNote, openNoteForm } from "./NoteDialog.tsx";
import { openExperimentDialog } from "./ExperimentDialog.tsx";
import { ownPath } from "../server/own_path.ts";
import { runPath } from "../server/read.ts";
import { describeReread, requestReread } from "../server/reread.ts";
import { requestRereadOfAll } from "../server/reread_all.ts";
import { sendChange } from "../server/send.ts";
import { chartName } from "../teach/chart_name.ts";
import { changeRuns } from "../table/bulk_acts.ts";
import { type Press, type PressText, readPress } from "./presses.ts";

/** The page on which a button was pressed. */
export interface PressedPage {
  /** Null on a page of several experiments. */
  experimentId: string | null;
  runId: string | null;
  /** Shows the progress and the result to the reader of the page. */
  say(words: string): void;
}

/** Does what a button asks for, and says what came of it. */
export async function act(text: PressText, page: PressedPage): Promise<void> {
  const press = readPress(text);
  if (press === null) return page.say("");
  if (press.kind === "reread-all") return await rereadAll(press.experiments, page);
  if (press.kind === "restore") return await restore(press, page);
  if (press.kind === "restore-runs") return await restoreRuns(press.runs, page);
  const { experimentId, runId, say } = page;
  if (press.kind === "launch") {
    say("");
    return experimentId === null ? undefined : openLaunchDialog(experimentId, press);
  }
  if (press.kind === "experiment") {
    say("");
    return experimentId === null ? undefined : await openExperimentDialog(experimentId, say);
  }
  if (experimentId === null || runId === null) return say("");
  if (press.kind === "note") {
    say("");
    return openNoteForm({ experimentId, runId });
  }
  if (press.kind === "unnote") return say(await deleteNote({ experimentId, runId }, press.id));
  if (press.kind === "reread") {
    say("Reading the log again…");
    const sent = await requestReread(experimentId, runId);
    return say(sent.ok ? `Read again: ${describeReread(sent.value)}.` : sent.message);
  }
  say(`Charting “${showHidden(press.name)}”…`);
  const refusal = await chartName({ experimentId, runId, name: press.name, line: press.line, say });
  if (refusal !== "") say(refusal);
  else document.querySelector(".chart-frame")?.scrollIntoView({ block: "nearest" });
}

/** Brings back what was deleted, and opens its page. */
async function restore(
  { experiment, run }: Extract<Press, { kind: "restore" }>,
  { say }: PressedPage,
): Promise<void> {
  say("Restoring…");
  const path = run === null ? `/api/experiments/${experiment}` : runPath(experiment, run);
  const sent = await sendChange({ method: "POST", path: `${path}/restore` });
  if (!sent.ok) return say(sent.message);
  location.assign(ownPath(`/experiments/${experiment}${run === null ? "" : `?run=${run}`}`));
}

/** Brings runs back, and loads the page again. */
async function restoreRuns(ids: readonly string[], { say }: PressedPage): Promise<void> {
  say("Restoring…");
  const { done, words } = await changeRuns(ids, { act: "restore" });
  if (done.length < ids.length) say(words);
  else location.reload();
}

async function rereadAll(experiments: readonly string[], { say }: PressedPage): Promise<void> {
  let read = 0;
  for (const [at, id] of experiments.entries()) {
    const of = experiments.length > 1 ? ` of experiment ${at + 1} of ${experiments.length}` : "";
    say(`Reading the logs${of} again…`);
    const sent = await requestRereadOfAll(id);
    if (!sent.ok) return say(sent.message);
    const failed = sent.value.failed[0];
    if (failed) return say(`Run ${failed.run_id} can’t be read again now: ${failed.detail}`);
    read += sent.value.read;
  }
  say(`${formatCount(read, "run")} read again.`);
}
