/**
 * The bar above the terminal: the number of lines, the search, the button that follows the end, the download.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatCount } from "../../text/count.ts";
import { chooseBeside, isBeside } from "../frame/terminal_size.ts";
import { findLine } from "./log_search.ts";
import type { LogFeed } from "./log_feed.ts";
import { matchesSearch } from "./LogRows.tsx";

/** The terminal that the bar belongs to. */
export interface LogBarProps {
  feed: LogFeed;
  /** The text that is marked in the rows, in lower case. */
  search: Signal<string>;
  isFollowing: Signal<boolean>;
  /** Address of the whole log as a download; null when the reader doesn't get it. */
  textHref: string | null;
  /** The line at which the next search starts. */
  from(): number;
  /** Called with a line that was found. */
  onFound(line: number): void;
}

/** The screens that terminal_bar.css gives a narrow bar. */
const NARROW = "(pointer: coarse), (max-width: 720px)";

type Direction = "older" | "newer";

/** The bar. */
export function LogBar(props: LogBarProps): JSX.Element {
  const { feed, isFollowing, textHref } = props;
  const message = useSignal("");
  const isSearching = useSignal(false);
  void feed.version.value;

  async function find(direction: Direction): Promise<void> {
    if (props.search.value === "" || isSearching.value) return;
    isSearching.value = true;
    try {
      message.value = await findMatch(props, direction, (words) => message.value = words);
    } catch {
      message.value = "Can’t search the log: the server doesn’t answer";
    } finally {
      isSearching.value = false;
    }
  }

  function change(search: string): void {
    props.search.value = search.toLowerCase();
    message.value = "";
  }

  return (
    <div class="terminal-bar">
      <span class="terminal-count">{formatCount(feed.store.lastLine, "line")}</span>
      <span class="terminal-found" role="status">{message.value}</span>
      {feed.isFailing.value && <span class="terminal-problem">Not up to date: trying again</span>}
      <SearchForm lines={feed.store.lastLine} onChange={change} onFind={(direction) => void find(direction)} />
      <BesideButton />
      <FollowButton isLive={feed.isLive.value} isFollowing={isFollowing} />
      {textHref !== null && (
        <a class="terminal-download" href={textHref} download aria-label="Download">
          <span class="terminal-short">⤓</span>
          <span class="terminal-long">Download</span>
        </a>
      )}
    </div>
  );
}

/** Searches in one direction and returns the result in words. */
async function findMatch(props: LogBarProps, direction: Direction, say: (words: string) => void): Promise<string> {
  const { feed, search } = props;
  const found = await findLine({
    store: feed.store,
    matches: (text) => matchesSearch(text, search.value),
    from: props.from(),
    direction,
    read: async (first, count) => [...await feed.read(first, count)],
    onProgress: (line) => say(`Searching at line ${line.toLocaleString("en")}…`),
  });
  if (found === null) return `No ${direction} match`;
  props.onFound(found);
  return `Line ${found.toLocaleString("en")}`;
}

/** Enter finds the next older match, Shift+Enter the next newer one. */
function SearchForm(
  { lines, onChange, onFind }: {
    lines: number;
    onChange: (search: string) => void;
    onFind: (direction: Direction) => void;
  },
): JSX.Element {
  const isNarrow = useMedia(NARROW);
  return (
    <form
      class="terminal-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFind("older");
      }}
    >
      <label>
        <span class="hidden-text">Search the log</span>
        <input
          type="search"
          placeholder={isNarrow.value ? "Search" : `Search ${formatCount(lines, "line")}`}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !event.shiftKey) return;
            event.preventDefault();
            onFind("newer");
          }}
        />
      </label>
      <button type="submit" title="Older match (Enter)">
        <span aria-hidden="true">↑</span>
        <span class="hidden-text">Older match</span>
      </button>
      <button type="button" title="Newer match (Shift+Enter)" onClick={() => onFind("newer")}>
        <span aria-hidden="true">↓</span>
        <span class="hidden-text">Newer match</span>
      </button>
    </form>
  );
}

/** Puts the chart beside the terminal, or below it. Shown where the screen is wide enough. */
function BesideButton(): JSX.Element {
  const isChartBeside = useSignal(false);
  useEffect(() => {
    isChartBeside.value = isBeside();
  }, []);
  return (
    <button
      type="button"
      class="terminal-beside"
      aria-pressed={isChartBeside.value}
      onClick={() => chooseBeside(isChartBeside.value = !isChartBeside.value)}
    >
      Chart beside
    </button>
  );
}

/** Follows the end of a live log; goes to the end of a finished one. */
function FollowButton({ isLive, isFollowing }: { isLive: boolean; isFollowing: Signal<boolean> }): JSX.Element {
  if (!isLive) {
    return <button type="button" disabled={isFollowing.value} onClick={() => isFollowing.value = true}>End</button>;
  }
  return (
    <button
      type="button"
      class="terminal-follow"
      aria-pressed={isFollowing.value}
      onClick={() => isFollowing.value = !isFollowing.value}
    >
      Follow
    </button>
  );
}

/** True while a media query matches. */
function useMedia(query: string): Signal<boolean> {
  const isMatch = useSignal(false);
  useEffect(() => {
    const media = matchMedia(query);
    const note = () => isMatch.value = media.matches;
    note();
    media.addEventListener("change", note);
    return () => media.removeEventListener("change", note);
  }, []);
  return isMatch;
}
