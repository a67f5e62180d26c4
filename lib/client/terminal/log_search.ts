/**
 * Searches a log on the server, and steps from one matching line to the next. Loaded when somebody searches for the first time. Knows
 * nothing of what the page holds of the log.
 *
 * @module
 */
import "../first_script.ts";
import { formatCount } from "../../text/count.ts";
import type { WireMatches } from "../../wire/lines.ts";
import { readJson, ReadRefused, runPath } from "../server/read.ts";

/** What is searched for. */
export interface LogQuery {
  text: string;
  /** True for a regular expression. */
  isRegex: boolean;
}

/** Where the next match is looked for. */
export type Direction = "older" | "newer";

/** What a search found. */
export interface FoundLine {
  /** Null when there is no match in this direction. */
  line: number | null;
  /** What to say: "3 of 41". */
  words: string;
}

/** The log, and how many lines it has now. */
export interface SearchedLog {
  experimentId: string;
  runId: string;
  lastLine(): number;
}

/** How long a search may take. */
const SEARCH_MAX_MS = 30_000;

/** A search in one log. Whatever is asked ends what was asked before, whose result is then null. */
export class LogSearch {
  readonly #log: SearchedLog;
  #held: { key: string; found: WireMatches } | null = null;
  #current = new AbortController();

  constructor(log: SearchedLog) {
    this.#log = log;
  }

  /** Counts the matching lines. */
  async count(query: LogQuery, from: number): Promise<FoundLine | null> {
    return await this.#ask(query, from, (found) => ({ line: null, words: this.#describe(found) }));
  }

  /** Finds the nearest matching line before or behind a line. */
  async find(query: LogQuery, from: number, direction: Direction): Promise<FoundLine | null> {
    const held = this.#held;
    if (held && held.key === this.#keyOf(query) && reaches(held.found, from, direction)) {
      this.stop();
      return nearestMatch(held.found, from, direction);
    }
    return await this.#ask(query, from, (found) => nearestMatch(found, from, direction));
  }

  /** Ends what goes on. */
  stop(): void {
    this.#current.abort();
  }

  #keyOf(query: LogQuery): string {
    return JSON.stringify([query, this.#log.lastLine()]);
  }

  #describe({ total, first_line, last_line }: WireMatches): string {
    const isWhole = first_line === 1 && last_line >= this.#log.lastLine();
    return `${formatCount(total, "line")}${isWhole ? "" : ` among ${first_line}–${last_line}`}`;
  }

  async #ask(query: LogQuery, from: number, use: (found: WireMatches) => FoundLine): Promise<FoundLine | null> {
    this.stop();
    const asked = this.#current = new AbortController(), key = this.#keyOf(query);
    const path = `${runPath(this.#log.experimentId, this.#log.runId)}/logs/matches`;
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(SEARCH_MAX_MS)]);
    try {
      const parameters = { q: query.text, regex: String(query.isRegex), from_line: from };
      const found = await readJson<WireMatches>(path, parameters, signal);
      this.#held = { key, found };
      return use(found);
    } catch (error) {
      if (asked.signal.aborted) return null;
      return { line: null, words: describeFailure(error) };
    }
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof ReadRefused && error.status === 400) return error.detail;
  return "Can’t search the log: the server doesn’t answer";
}

/** Index of the nearest matching line; -1 when the answer has none in this direction. */
function indexNear({ lines }: WireMatches, from: number, direction: Direction): number {
  return direction === "older" ? lines.findLastIndex((line) => line < from) : lines.findIndex((line) => line > from);
}

/** True when the answer has the nearest match in this direction, or knows that there is none. */
export function reaches(found: WireMatches, from: number, direction: Direction): boolean {
  if (indexNear(found, from, direction) >= 0) return true;
  return direction === "older" ? found.before === 0 : found.before + found.lines.length === found.total;
}

/**
 * The nearest matching line, with its place among all.
 *
 * @example
 * ```ts
 * import { nearestMatch } from "./log_search.ts";
 * const found = { total: 41, before: 0, lines: [2, 7, 9], first_line: 1, last_line: 99 };
 * nearestMatch(found, 8, "older"); // { line: 7, words: "2 of 41" }
 * ```
 */
export function nearestMatch(found: WireMatches, from: number, direction: Direction): FoundLine {
  const at = indexNear(found, from, direction), total = found.total.toLocaleString("en");
  if (at < 0) return { line: null, words: found.total === 0 ? "No match" : `No ${direction} match of ${total}` };
  return { line: found.lines[at]!, words: `${(found.before + at + 1).toLocaleString("en")} of ${total}` };
}
