/**
 * Waits for the first run of an experiment, and then opens the page anew: the server has what belongs on it. Never takes away a form that the
 * reader is filling in.
 *
 * @module
 */
import { FirstRun } from "../../ui/NoRuns.tsx";
import type { WireRows } from "../../wire.ts";
import { readJson } from "../server/read.ts";
import type { LiveEmptyPage, LiveView } from "./live_page.ts";
import { renderPart } from "./render_part.ts";

/** True while a dialog is open, or a field is in use or has been filled in. */
function isFormInUse(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
  return document.querySelector("dialog[open]") !== null ||
    fields.some((field) => field === document.activeElement || field.value !== field.defaultValue);
}

/** A page of an experiment without runs. */
export class LiveEmpty implements LiveView {
  readonly #page: LiveEmptyPage;

  constructor(page: LiveEmptyPage) {
    this.#page = page;
  }

  /** Asks whether there is a run. False: none is known to be live. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const path = `/api/experiments/${this.#page.experimentId}/rows`;
    const { metadata: { total } } = await readJson<WireRows>(path, { brief: "true" }, signal);
    if (total === 0) return false;
    if (isFormInUse()) renderPart("first-run", <FirstRun />);
    else location.reload();
    return false;
  }
}
