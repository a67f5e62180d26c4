/**
 * The bar above the terminal: how many lines there are, search, following the end, download.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatCount } from "../../text/count.ts";
import { findLine } from "./log_search.ts";
import type { LogFeed } from "./log_feed.ts";
import { matchesSearch } from "./LogRows.tsx";

/** What the bar works on. */
export interface LogBarProps {
  feed: LogFeed;
  /** What is marked in the rows, lower case. */
  search: Signal<string>;
  isFollowing: Signal<boolean>;
  /** Address of the whole log as a download. */
  textHref: string;
  /** The line from which a search goes on. */
  from(): number;
  /** A line was found; go there. */
  onFound(line: number): void;
}

/** Where the bar of small screens is styled (terminal_bar.css). */
const NARROW = "(pointer: coarse), (max-width: 720px)";

/** The bar. */
export function LogBar(props: LogBarProps): JSX.Element {
  const { feed, search, isFollowing, textHref } = props;
  const message = useSignal("");
  const isSearching = useSignal(false);
  const isNarrow = useSignal(false);
  void feed.version.value;

  useEffect(() => {
    const narrow = matchMedia(NARROW);
    const note = () => isNarrow.value = narrow.matches;
    note();
    narrow.addEventListener("change", note);
    return () => narrow.removeEventListener("change", note);
  }, []);

  async function find(direction: "older" | "newer"): Promise<void> {
    if (search.value === "" || isSearching.value) return;
    isSearching.value = true;
    try {
      const found = await findLine({
        store: feed.store,
        matches: (text) => matchesSearch(text, search.value),
        from: props.from(),
        direction,
        read: async (first, count) => [...await feed.read(first, count)],
        onProgress: (line) => message.value = `Searching at line ${line.toLocaleString("en")}…`,
      });
      message.value = found === null ? `No ${direction} match` : `Line ${found.toLocaleString("en")}`;
      if (found !== null) props.onFound(found);
    } catch {
      message.value = "The log can't be searched now: the server doesn't answer";
    } finally {
      isSearching.value = false;
    }
  }

  return (
    <div class="terminal-bar">
      <span class="terminal-count">{formatCount(feed.store.lastLine, "line")}</span>
      <span class="terminal-found" role="status">{message.value}</span>
      {feed.isFailing.value && <span class="terminal-problem">Not up to date: trying again</span>}
      <form
        class="terminal-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void find("older");
        }}
      >
        <label>
          <span class="hidden-text">Search the log</span>
          <input
            type="search"
            placeholder={isNarrow.value ? "Search" : `Search ${formatCount(feed.store.lastLine, "line")}`}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              search.value = event.currentTarget.value.toLowerCase();
              message.value = "";
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !event.shiftKey) return;
              event.preventDefault();
              void find("newer");
            }}
          />
        </label>
        <button type="submit" title="Older match (Enter)">
          <span aria-hidden="true">↑</span>
          <span class="hidden-text">Older match</span>
        </button>
        <button type="button" title="Newer match (Shift+Enter)" onClick={() => void find("newer")}>
          <span aria-hidden="true">↓</span>
          <span class="hidden-text">Newer match</span>
        </button>
      </form>
      {feed.isLive.value
        ? (
          <button
            type="button"
            class="terminal-follow"
            aria-pressed={isFollowing.value}
            onClick={() => isFollowing.value = !isFollowing.value}
          >
            Follow
          </button>
        )
        : (
          <button type="button" disabled={isFollowing.value} onClick={() => isFollowing.value = true}>
            End
          </button>
        )}
      <a class="terminal-download" href={textHref} download aria-label="Download">
        <span class="terminal-short">⤓</span>
        <span class="terminal-long">Download</span>
      </a>
    </div>
  );
}
