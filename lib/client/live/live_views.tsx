/**
 * What keeps each kind of page up to date, and what all pages have. Loaded with the first request for news.
 *
 * @module
 */
import "../first_script.ts";
import { isComplete } from "../../model.ts";
import { noticeOf, OlderReaderNotice } from "../../ui/OlderReaderNotice.tsx";
import { StoreTrouble } from "../../ui/StoreTrouble.tsx";
import { LiveComparison } from "./live_comparison.tsx";
import { LiveEmpty } from "./live_empty.tsx";
import { LiveHome } from "./live_home.tsx";
import { LiveList } from "./live_list.tsx";
import type { LivePage, LiveRunPage, LiveView } from "./live_page.ts";
import { LiveRun } from "./live_run.tsx";
import { renderPart } from "./render_part.ts";

export { keepTimes } from "./times.ts";

/** The page of a run: its list of runs and the run. */
class LiveRunView implements LiveView {
  readonly #page: LiveRunPage;
  readonly #list: LiveList;
  readonly #run: LiveRun;
  #notice = "";

  constructor(page: LiveRunPage) {
    this.#page = page;
    this.#list = new LiveList(page);
    this.#run = new LiveRun(page);
  }

  async refresh(signal: AbortSignal): Promise<boolean> {
    await Promise.all([this.#list.refresh(signal), this.#run.refresh(signal)]);
    const { run } = this.#run, notice = noticeOf(this.#list.older, run), { experiment, mayChange } = this.#page;
    if (JSON.stringify(notice) !== this.#notice) {
      renderPart("older", <OlderReaderNotice {...notice} experiments={[experiment.id]} mayChange={mayChange} />);
    }
    this.#notice = JSON.stringify(notice);
    return this.#list.isLive || run !== null && !isComplete(run.status);
  }
}

/** Creates what keeps a page up to date. */
export function createLiveView(page: LivePage): LiveView {
  if (page.kind === "run") return new LiveRunView(page);
  if (page.kind === "empty") return new LiveEmpty(page);
  return page.kind === "home" ? new LiveHome(page) : new LiveComparison(page);
}

/** Says on the page what is wrong with the store; null when it works. */
export const showTrouble = (trouble: string | null): void =>
  renderPart("trouble", trouble === null ? null : <StoreTrouble trouble={trouble} />);
