/**
 * Keeps the numbers of compared runs up to date, those of the runs that the page's table draws: requests the documents of runs that it doesn't
 * know and, while the numbers are in sight, of those that are live. They stand at the end of a long page, and a document for each run is much
 * beside what the charts ask for.
 *
 * @module
 */
import { RUNS_BESIDE_MAX } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import { decodeWireRun, type ShownRun } from "../../series/decode_run.ts";
import { chooseStyles } from "../../series/run_styles.ts";
import { ComparisonTable } from "../../ui/ComparisonTable.tsx";
import type { WireRun } from "../../wire.ts";
import { isDeletion } from "../server/deleted_runs.ts";
import { refreshPage } from "../server/page_refresh.ts";
import { readJson, runPath } from "../server/read.ts";
import { type DrawnRun, drawnRuns } from "../table/drawn_runs.ts";
import type { LiveComparisonPage, LiveView } from "./live_page.ts";
import { findPart, renderPart } from "./render_part.ts";

const PART = "comparison";

/** The first of the drawn runs: those that have room beside one another. */
const listDrawn = () => drawnRuns.peek()?.slice(0, RUNS_BESIDE_MAX) ?? [];
const idsOf = (runs: readonly DrawnRun[]) => runs.map(({ id }) => id).join();

/** The numbers below a comparison. */
export class LiveComparison implements LiveView {
  /** By id; null for a run that was deleted. */
  readonly #runs = new Map<string, ShownRun | null>();
  /** Ids of the runs that are shown. */
  #shown: string;
  #isInSight = false;

  constructor({ runs }: LiveComparisonPage) {
    this.#shown = runs.join();
    const part = findPart(PART);
    if (part) new IntersectionObserver((seen) => this.#see(seen.at(-1)!.isIntersecting)).observe(part);
  }

  /** Asks for the live runs and those that it doesn't know, and shows the table. Out of sight, only when other runs are drawn than before. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const drawn = listDrawn(), ids = idsOf(drawn), isChanged = ids !== this.#shown, due = this.#listDue(drawn);
    if (!isChanged && (!this.#isInSight || due.length === 0)) return due.length > 0;
    await Promise.all(due.map((each) => this.#ask(each, signal)));
    if (ids !== idsOf(listDrawn())) return true; // the table has chosen others meanwhile, and asked again
    this.#shown = ids;
    this.#show(drawn);
    return this.#listDue(drawn).length > 0;
  }

  #see(isInSight: boolean): void {
    this.#isInSight = isInSight;
    if (isInSight) refreshPage().catch((error) => console.warn("The numbers are not kept current:", error));
  }

  /** The runs that may have something new: those that were not asked for yet, too. */
  #listDue(drawn: readonly DrawnRun[]): DrawnRun[] {
    return drawn.filter(({ id }) => {
      const run = this.#runs.get(id);
      return run === undefined || run !== null && !isComplete(run.status);
    });
  }

  async #ask({ experimentId, id }: DrawnRun, signal: AbortSignal): Promise<void> {
    try {
      this.#runs.set(id, decodeWireRun(await readJson<WireRun>(runPath(experimentId, id), {}, signal)));
    } catch (error) {
      if (!isDeletion(error)) throw error;
      this.#runs.set(id, null);
    }
  }

  #show(drawn: readonly DrawnRun[]): void {
    const runs = drawn.flatMap(({ id }) => this.#runs.get(id) ?? []), styles = chooseStyles(drawnRuns.peek()!);
    renderPart(
      PART,
      runs.length > 0
        ? <ComparisonTable runs={runs} styles={styles} now={Date.now()} />
        : <p class="muted panel-body">No run is drawn.</p>,
    );
  }
}
