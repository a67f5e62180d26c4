/**
 * Keeps the list of runs up to date: requests the rows that have changed, and all rows when a run was deleted. Each run's list item is
 * rendered by itself, so the page need not hold the other rows.
 *
 * @module
 */
import { LIST_ROWS } from "../../limits.ts";
import { sumIds } from "../../series/table/row_ids.ts";
import { distinctNames } from "../../text/distinct_names.ts";
import { RailFoot, RunEntry } from "../../ui/RunList.tsx";
import type { WireRow, WireRows } from "../../wire.ts";
import { readJson } from "../server/read.ts";
import type { KnownRows, LiveRunPage } from "./live_page.ts";
import { findPart, renderInto, renderPart } from "./render_part.ts";

const ID_SUM_LIMIT = 2 ** 32;

const idOf = (item: Element) => item.id.replace("run-", "");

const listItems = (): Element[] => [...findPart("runs")?.children ?? []];

function createItem(id: string): Element {
  const item = document.createElement("li");
  item.className = "run-row";
  item.id = `run-${id}`;
  return item;
}

/** The list of runs of a page. */
export class LiveList {
  readonly #page: LiveRunPage;
  #known: KnownRows;
  /** Names of runs whose rows have changed since the page came. */
  readonly #names = new Map<string, string>();

  constructor(page: LiveRunPage) {
    this.#page = page;
    this.#known = page.known;
  }

  /** How many runs of the experiment an older reader read. */
  get older(): number {
    return this.#known.older;
  }

  /** True while a run of the list is live. */
  get isLive(): boolean {
    return findPart("runs")?.querySelector(":is(.status-running, .status-queued)") != null;
  }

  /** Asks for the rows that have changed, and shows them. */
  async refresh(signal: AbortSignal): Promise<void> {
    const news = await this.#ask(signal, this.#known.next);
    this.#show(this.#isComplete(news) ? news : await this.#ask(signal, null));
  }

  #ask(signal: AbortSignal, after: string | null): Promise<WireRows> {
    return readJson(`/api/experiments/${this.#page.experiment.id}/rows`, { brief: "true", after }, signal);
  }

  /** False when a run was deleted, or restored, of which the news say nothing. */
  #isComplete({ rows, metadata }: WireRows): boolean {
    const { total, checksum, newest } = this.#known,
      added = rows.map(({ id }) => id).filter((id) => id > (newest ?? ""));
    return total + added.length === metadata.total && (checksum + sumIds(added)) % ID_SUM_LIMIT === metadata.checksum;
  }

  #show({ rows, metadata }: WireRows): void {
    const newest = rows.reduce((last, { id }) => id > last ? id : last, this.#known.newest ?? "");
    this.#known = { ...metadata, newest };
    if (metadata.is_whole) removeOthers(new Set(rows.map(({ id }) => id)));
    if (this.#page.isFirst) insertMissing(rows);
    for (const { id, name } of rows) this.#names.set(id, name);
    this.#renderItems(new Map(rows.map((row) => [row.id, row])));
    if (rows.length > 0) this.#renderFoot();
  }

  #renderItems(rows: ReadonlyMap<string, WireRow>): void {
    const items = listItems(), now = Date.now();
    const nameOf = (item: Element) =>
      this.#names.get(idOf(item)) ?? item.querySelector<HTMLElement>(".row-link")!.title;
    const names = distinctNames(items.map(nameOf));
    for (const [at, item] of items.entries()) {
      const row = rows.get(idOf(item)), isSelected = idOf(item) === this.#page.runId;
      if (row) renderInto(item, <RunEntry row={row} name={names[at]!} now={now} isSelected={isSelected} />);
    }
  }

  #renderFoot(): void {
    const items = listItems(), nextHref = findPart("foot")?.querySelector(":scope > a")?.getAttribute("href") ?? null;
    findPart("runs")!.closest<HTMLElement>("[data-count]")!.dataset.count = String(items.length);
    renderPart("foot", <RailFoot onPage={items.length} total={this.#known.total} nextHref={nextHref} />);
  }
}

/** Removes the items of runs that are gone. */
function removeOthers(ids: ReadonlySet<string>): void {
  for (const item of listItems()) if (!ids.has(idOf(item))) item.remove();
}

/** Makes empty items for runs that belong on the first page. What is then too much of it stands on the next page. */
function insertMissing(rows: readonly WireRow[]): void {
  const oldest = listItems().map(idOf).at(-1) ?? "", isRoom = listItems().length < LIST_ROWS;
  for (const { id } of rows) {
    if (document.getElementById(`run-${id}`) || !(isRoom || id > oldest)) continue;
    const next = listItems().find((item) => idOf(item) < id) ?? null;
    findPart("runs")!.insertBefore(createItem(id), next);
  }
  for (const item of listItems().slice(LIST_ROWS)) if (!item.classList.contains("is-selected")) item.remove();
}
