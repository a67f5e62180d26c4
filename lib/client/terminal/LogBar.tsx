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
import { SearchForm, type SearchFormProps } from "./SearchForm.tsx";

/** The terminal that the bar belongs to. */
export interface LogBarProps extends Omit<SearchFormProps, "message"> {
  isFollowing: Signal<boolean>;
  /** Address of the whole log as a download; null when the reader doesn't get it. */
  textHref: string | null;
}

/** The bar. */
export function LogBar(props: LogBarProps): JSX.Element {
  const { feed, isFollowing, textHref } = props;
  const message = useSignal("");
  void feed.version.value;
  return (
    <div class="terminal-bar">
      <span class="terminal-count">{formatCount(feed.store.lastLine, "line")}</span>
      <span class="terminal-found" role="status">{message.value}</span>
      {feed.isFailing.value && <span class="terminal-problem">Not up to date: trying again</span>}
      <SearchForm {...props} message={message} />
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
