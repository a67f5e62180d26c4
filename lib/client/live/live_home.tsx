/**
 * Keeps the list of experiments up to date.
 *
 * @module
 */
import { LIST_ROWS } from "../../limits.ts";
import { countOlder, type ExperimentItem, ExperimentList, sortItems } from "../../ui/ExperimentList.tsx";
import { OlderReaderNotice } from "../../ui/OlderReaderNotice.tsx";
import type { WireExperimentPage } from "../../wire/experiments.ts";
import { readJson } from "../server/read.ts";
import type { LiveHomePage, LiveView } from "./live_page.ts";
import { findPart, isFromServer, renderInto, renderPart } from "./render_part.ts";

/** The page with the list of experiments. */
export class LiveHome implements LiveView {
  readonly #page: LiveHomePage;
  #shown = "";

  constructor(page: LiveHomePage) {
    this.#page = page;
  }

  /** Asks for the list, and shows it when it has changed. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const query = { runs: "true", limit: LIST_ROWS, cursor: this.#page.cursor };
    const answer = await readJson<WireExperimentPage>("/api/experiments", query, signal);
    const items = sortItems(answer.experiments), text = JSON.stringify(answer);
    if (text !== this.#shown) this.#show(items);
    this.#shown = text;
    return items.some(({ runs }) => runs.live > 0);
  }

  #show(items: readonly ExperimentItem[]): void {
    const list = findPart("experiments"), { mayChange } = this.#page, now = Date.now();
    if (!list) return;
    const show = (shown: readonly ExperimentItem[]) =>
      renderInto(list, <ExperimentList items={shown} mayChange={mayChange} now={now} />);
    if (isFromServer(list)) show(keepShown(list, items));
    show(items);
    renderPart("older", <OlderReaderNotice {...countOlder(items)} mayChange={mayChange} />);
  }
}

/** The items that the list from the server shows, in its order, so that each takes over its own nodes. Removes the nodes of others. */
function keepShown(list: Element, items: readonly ExperimentItem[]): ExperimentItem[] {
  const known = new Map(items.map((item) => [`experiment-${item.id}`, item]));
  return [...list.querySelectorAll(".experiment-row")].flatMap((row) => {
    const item = known.get(row.id);
    if (!item) row.remove();
    return item ?? [];
  });
}
