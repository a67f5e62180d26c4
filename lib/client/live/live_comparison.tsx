/**
 * Keeps the numbers of compared runs up to date: requests the documents of those that are live, while the numbers are in sight. They stand
 * at the end of a long page, and a document for each run is much beside what the charts ask for.
 *
 * @module
 */
import { isComplete } from "../../model.ts";
import { decodeWireRun, type ShownRun } from "../../series/decode_run.ts";
import { ComparisonTable } from "../../ui/ComparisonTable.tsx";
import type { WireRun } from "../../wire.ts";
import { isDeletion } from "../server/deleted_runs.ts";
import { refreshPage } from "../server/page_refresh.ts";
import { readJson, runPath } from "../server/read.ts";
import type { LiveComparisonPage, LiveView } from "./live_page.ts";
import { findPart, renderPart } from "./render_part.ts";

const PART = "comparison";

/** The numbers below a comparison. */
export class LiveComparison implements LiveView {
  readonly #page: LiveComparisonPage;
  /** By id; null for a run that was deleted. */
  readonly #runs = new Map<string, ShownRun | null>();

  #isInSight = false;

  constructor(page: LiveComparisonPage) {
    this.#page = page;
    const part = findPart(PART);
    if (part) new IntersectionObserver((seen) => this.#see(seen.at(-1)!.isIntersecting)).observe(part);
  }

  /** Asks for the live runs, the first time for all, and shows the table. Asks for nothing while it is out of sight. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const live = this.#listLive();
    if (!this.#isInSight || live.length === 0) return live.length > 0;
    await Promise.all(live.map((each) => this.#ask(each, signal)));
    this.#show();
    return this.#listLive().length > 0;
  }

  #see(isInSight: boolean): void {
    this.#isInSight = isInSight;
    if (isInSight) refreshPage().catch((error) => console.warn("The numbers are not kept current:", error));
  }

  /** The runs that may have something new: those that were not asked for yet, too. */
  #listLive(): LiveComparisonPage["runs"] {
    return this.#page.runs.filter(({ id }) => {
      const run = this.#runs.get(id);
      return run === undefined || run !== null && !isComplete(run.status);
    });
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
    const { runs, styles } = this.#page;
    const shown = runs.flatMap(({ id }) => this.#runs.get(id) ?? []);
    if (shown.length === 0) return;
    const table = (
      <ComparisonTable
        runs={shown}
        styles={new Map(runs.map(({ id }, at) => [id, styles[at]!]))}
        now={Date.now()}
      />
    );
    renderPart(PART, table);
  }
}
