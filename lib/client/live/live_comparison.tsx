/**
 * Keeps the numbers of compared runs up to date: requests the documents of those that are live.
 *
 * @module
 */
import { isComplete } from "../../model.ts";
import { decodeWireRun, type ShownRun } from "../../series/decode_run.ts";
import { ComparisonTable } from "../../ui/ComparisonTable.tsx";
import type { WireRun } from "../../wire.ts";
import { isDeletion } from "../server/deleted_runs.ts";
import { readJson, runPath } from "../server/read.ts";
import type { LiveComparisonPage, LiveView } from "./live_page.ts";
import { renderPart } from "./render_part.ts";

/** The numbers below a comparison. */
export class LiveComparison implements LiveView {
  readonly #page: LiveComparisonPage;
  /** By id; null for a run that was deleted. */
  readonly #runs = new Map<string, ShownRun | null>();

  constructor(page: LiveComparisonPage) {
    this.#page = page;
  }

  /** Asks for the live runs, the first time for all, and shows the table. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const asked = this.#page.runs.filter(({ id }) => {
      const run = this.#runs.get(id);
      return run === undefined || run !== null && !isComplete(run.status);
    });
    await Promise.all(asked.map((each) => this.#ask(each, signal)));
    if (asked.length > 0) this.#show();
    return this.#page.runs.some(({ id }) => !isComplete(this.#runs.get(id)?.status ?? "completed"));
  }

  async #ask({ experimentId, id }: LiveComparisonPage["runs"][number], signal: AbortSignal): Promise<void> {
    try {
      this.#runs.set(id, decodeWireRun(await readJson<WireRun>(runPath(experimentId, id), {}, signal)));
    } catch (error) {
      if (!isDeletion(error)) throw error;
      this.#runs.set(id, null);
    }
  }

  #show(): void {
    const { runs, indexes } = this.#page;
    const shown = runs.flatMap(({ id }, at) => {
      const run = this.#runs.get(id);
      return run ? [{ run, index: indexes[at]! }] : [];
    });
    if (shown.length === 0) return;
    const table = (
      <ComparisonTable
        runs={shown.map(({ run }) => run)}
        indexes={shown.map(({ index }) => index)}
        now={Date.now()}
      />
    );
    renderPart("comparison", table);
  }
}
