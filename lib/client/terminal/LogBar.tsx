/**
 * The bar above the terminal: the number of lines, the search, the button that follows the end, the download.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatCount } from "../../text/count.ts";
import { chooseSwitch, isOn, type TerminalSwitch } from "../frame/terminal_size.ts";
import { SearchForm, type SearchFormProps } from "./SearchForm.tsx";

/** The terminal that the bar belongs to. */
export interface LogBarProps extends SearchFormProps {
  isFollowing: Signal<boolean>;
  /** True when long lines are wrapped. */
  isWrapped: Signal<boolean>;
  /** Address of the whole log as a download; null when the reader doesn't get it. */
  textHref: string | null;
}

/** The bar. */
export function LogBar(props: LogBarProps): JSX.Element {
  const { feed, isFollowing, isWrapped, textHref, message } = props, isChartBeside = useSignal(false);
  void feed.version.value;
  return (
    <div class="terminal-bar">
      <span class="terminal-count">{formatCount(feed.store.lastLine, "line")}</span>
      <span class="terminal-found" role="status">{message.value}</span>
      {feed.isFailing.value && <span class="terminal-problem">Not up to date: trying again</span>}
      <SearchForm {...props} />
      <SwitchButton name="wrap" isPressed={isWrapped} words="Wrap" sign="↩" />
      <SwitchButton name="beside" isPressed={isChartBeside} words="Chart beside" sign="" />
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

/** Wraps long lines; puts the chart beside the terminal, which is shown where the screen is wide enough. What is chosen is kept. */
function SwitchButton(
  { name, isPressed, words, sign }: {
    name: TerminalSwitch;
    isPressed: Signal<boolean>;
    words: string;
    sign: string;
  },
): JSX.Element {
  useEffect(() => {
    isPressed.value = isOn(name);
  }, []);
  return (
    <button
      type="button"
      class={`terminal-${name}`}
      aria-pressed={isPressed.value}
      aria-label={words}
      onClick={() => chooseSwitch(name, isPressed.value = !isPressed.value)}
    >
      <span class="terminal-short">{sign}</span>
      <span class="terminal-long">{words}</span>
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
