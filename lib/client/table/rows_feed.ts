/**
 * Keeps the rows of a table up to date: requests what has changed, and everything when a run was deleted or other columns are needed.
 *
 * @module
 */
import type { WireRow, WireRows } from "../../wire.ts";
import { sumIds } from "../../series/table/row_ids.ts";
import { type PollSurroundings, startPolling } from "../server/poll.ts";
import { readJson } from "../server/read.ts";

/** Where the rows are. */
export interface RowsFeedOptions {
  /** The path of the rows on this server, and what its query always has. */
  path: string;
  query: Record<string, string>;
  /** What the server sent with the page. */
  initial: WireRows;
  /** Called after each change. */
  onChange(rows: readonly WireRow[], metadata: WireRows["metadata"]): void;
  onError(error: unknown): void;
  surroundings?: PollSurroundings;
}

/** Rows and what changes them. */
export class RowsFeed {
  readonly #options: RowsFeedOptions;
  #rows = new Map<string, WireRow>();
  #next: string | null;
  /** True when the page came with some of the rows only. */
  readonly #isPart: boolean;
  /** Metrics that were asked for, besides those that rows have by themselves. */
  #columns: readonly string[];

  constructor(options: RowsFeedOptions, columns: readonly string[]) {
    this.#options = options;
    this.#columns = columns;
    const { rows, metadata } = options.initial;
    this.#isPart = rows.length < metadata.total;
    this.#next = this.#isPart ? null : metadata.next;
    for (const row of rows) this.#rows.set(row.id, row);
  }

  /** Requests what is new, every few seconds while the tab is visible. Returns a function that stops this. */
  start(): () => void {
    const { onError, surroundings } = this.#options;
    return startPolling({
      ask: async (signal) => {
        await this.refresh(signal);
        return true;
      },
      atOnce: this.#isPart,
      onError,
      ...(surroundings ? { surroundings } : {}),
    });
  }

  /** Asks for other columns, and requests all rows when rows lack one of them. */
  async needColumns(columns: readonly string[], signal: AbortSignal): Promise<void> {
    const lacks = columns.some((name) => !this.#columns.includes(name));
    this.#columns = columns;
    if (!lacks) return;
    this.#next = null;
    await this.refresh(signal);
  }

  /** Requests what has changed. */
  async refresh(signal: AbortSignal): Promise<void> {
    const answer = await this.#request(signal);
    const isChanged = answer.rows.length > 0 || answer.metadata.is_whole;
    this.#merge(answer);
    if (!this.#hasAll(answer.metadata)) this.#merge(await this.#request(signal, { isWhole: true }));
    else if (!isChanged) return;
    this.#options.onChange([...this.#rows.values()].sort((a, b) => a.id < b.id ? 1 : -1), answer.metadata);
  }

  async #request(signal: AbortSignal, { isWhole = false } = {}): Promise<WireRows> {
    const { path, query } = this.#options, after = isWhole ? null : this.#next;
    return await readJson<WireRows>(path, { ...query, columns: this.#columns.join() || null, after }, signal);
  }

  /** False when a run is still here that was deleted. */
  #hasAll({ total, checksum }: WireRows["metadata"]): boolean {
    return this.#rows.size === total && sumIds(this.#rows.keys()) === checksum;
  }

  #merge({ rows, metadata }: WireRows): void {
    if (metadata.is_whole) this.#rows = new Map();
    for (const row of rows) this.#rows.set(row.id, row);
    this.#next = metadata.next;
  }
}
