/**
 * The search of the terminal: a text or a regular expression, the number of its matches, the next one in either direction.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { formatCount } from "../../text/count.ts";
import type { LogFeed } from "./log_feed.ts";
import type { Direction, FoundLine, LogQuery, LogSearch } from "./log_search.ts";

/** The log that is searched. */
export interface SearchFormProps {
  experimentId: string;
  runId: string;
  feed: LogFeed;
  /** The text that is marked in the rows, in lower case. An expression isn't marked. */
  search: Signal<string>;
  /** What the search says. */
  message: Signal<string>;
  /** The line at which the next search starts. */
  from(direction: Direction): number;
  /** Called with a line that was found. */
  onFound(line: number): void;
}

/** The screens that terminal_bar.css gives a narrow bar. */
const NARROW = "(pointer: coarse), (max-width: 720px)";
/** Matches are counted when nothing was typed for so long. */
const COUNT_AFTER_MS = 300;

/** Enter finds the next older match, Shift+Enter the next newer one. */
export function SearchForm(props: SearchFormProps): JSX.Element {
  const { onChange, onFind } = useSearch(props), lines = props.feed.store.lastLine;
  const isNarrow = useMedia(NARROW), isRegex = useSignal(false), text = useSignal("");
  const change = () => onChange({ text: text.peek(), isRegex: isRegex.peek() });
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
          class="small-field"
          placeholder={isNarrow.value ? "Search" : `Search ${formatCount(lines, "line")}`}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            change();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !event.shiftKey) return;
            event.preventDefault();
            onFind("newer");
          }}
        />
      </label>
      <button
        type="button"
        class="terminal-regex"
        aria-pressed={isRegex.value}
        title="Regular expression"
        onClick={() => {
          isRegex.value = !isRegex.value;
          change();
        }}
      >
        <span aria-hidden="true">.*</span>
        <span class="hidden-text">Regular expression</span>
      </button>
      <FindButton direction="older" type="submit" keys="Enter" sign="↑" />
      <FindButton direction="newer" type="button" keys="Shift+Enter" sign="↓" onClick={() => onFind("newer")} />
    </form>
  );
}

function FindButton(
  { direction, keys, sign, ...button }: {
    direction: Direction;
    type: "submit" | "button";
    keys: string;
    sign: string;
    onClick?: () => void;
  },
): JSX.Element {
  const name = direction === "older" ? "Older match" : "Newer match";
  return (
    <button {...button} title={`${name} (${keys})`}>
      <span aria-hidden="true">{sign}</span>
      <span class="hidden-text">{name}</span>
    </button>
  );
}

/** What the search form calls. */
interface SearchActions {
  onChange(query: LogQuery): void;
  onFind(direction: Direction): void;
}

/** Searches as the form asks, and says what was found. The search itself is loaded when somebody types. */
function useSearch(props: SearchFormProps): SearchActions {
  const { message } = props;
  const query = useRef<LogQuery>({ text: "", isRegex: false });
  const searching = useRef<Promise<LogSearch> | null>(null), typed = useRef<ReturnType<typeof setTimeout>>();
  const load = () => searching.current ??= loadSearch(props);

  /** The page says why in another place. */
  function giveUp(error: unknown): never {
    message.value = "";
    throw error;
  }
  async function ask(how: (search: LogSearch) => Promise<FoundLine | null>): Promise<void> {
    const asked = query.current, found = await load().then(how, giveUp);
    if (found === null || asked !== query.current) return; // something else is searched for now
    message.value = found.words;
    if (found.line !== null) props.onFound(found.line);
  }
  return {
    onChange(next) {
      query.current = next;
      props.search.value = next.isRegex ? "" : next.text.toLowerCase();
      message.value = "";
      clearTimeout(typed.current);
      void searching.current?.then((search) => search.stop());
      if (next.text === "") return;
      typed.current = setTimeout(() => void ask((search) => search.count(next, props.from("older"))), COUNT_AFTER_MS);
    },
    onFind(direction) {
      clearTimeout(typed.current);
      if (query.current.text === "") return;
      message.value = "Searching…";
      void ask((search) => search.find(query.current, props.from(direction), direction));
    },
  };
}

async function loadSearch({ experimentId, runId, feed }: SearchFormProps): Promise<LogSearch> {
  const { LogSearch } = await import("./log_search.ts");
  return new LogSearch({ experimentId, runId, lastLine: () => feed.store.lastLine });
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
