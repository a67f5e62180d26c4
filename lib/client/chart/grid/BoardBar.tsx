/**
 * The bar above the board: how many metrics are shown, a search by words or by an expression, the way back from a zoom, and the help.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { PanelSearch } from "../../../series/panels/find_panels.ts";
import { formatCount } from "../../../text/count.ts";

/** The search, its result, and the callbacks. */
export interface BoardBarProps {
  search: PanelSearch;
  /** What is wrong with the expression, in words; null when nothing is. */
  fault: string | null;
  /** Panels that were found, and all. */
  count: number;
  all: number;
  /** True while only a part of the x axis is shown. */
  isZoomed: boolean;
  isHelpOpen: Signal<boolean>;
  onSearch(search: PanelSearch): void;
  /** Shows the whole axis again. */
  onAll(): void;
}

/** The bar. */
export function BoardBar(props: BoardBarProps): JSX.Element {
  const { search, fault, count, all, isZoomed, isHelpOpen, onSearch, onAll } = props;
  const id = useId();
  return (
    <div class="board-bar">
      <h3>All metrics</h3>
      {isZoomed && <button type="button" class="chart-more" onClick={onAll}>Show the whole axis</button>}
      <search class="board-search">
        <input
          type="search"
          class="small-field"
          aria-label="Find metrics"
          placeholder={search.isRegex ? "Expression" : "Find metrics"}
          value={search.text}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-found`}
          spellcheck={false}
          onInput={(event) => onSearch({ ...search, text: event.currentTarget.value })}
        />
        <button
          type="button"
          class="chart-more"
          aria-pressed={search.isRegex}
          title="The text is a regular expression"
          onClick={() => onSearch({ ...search, isRegex: !search.isRegex })}
        >
          .*<span class="hidden-text">Regular expression</span>
        </button>
      </search>
      <p id={`${id}-found`} class="board-found" role="status" data-wrong={fault ? "" : undefined}>
        {describeFound(search, { fault, count, all })}
      </p>
      <button
        type="button"
        class="chart-more"
        aria-haspopup="dialog"
        title="Keys and gestures"
        onClick={() => isHelpOpen.value = true}
      >
        ?<span class="hidden-text">Keys and gestures</span>
      </button>
      {isHelpOpen.value && <BoardHelp onClose={() => isHelpOpen.value = false} />}
    </div>
  );
}

/**
 * What the search has found, or what is wrong with it.
 *
 * @example
 * ```ts
 * import { describeFound } from "./BoardBar.tsx";
 * describeFound({ text: "loss", isRegex: false }, { fault: null, count: 2, all: 5 }); // "2 of 5 charts"
 * ```
 */
export function describeFound(
  { text }: PanelSearch,
  { fault, count, all }: Pick<BoardBarProps, "fault" | "count" | "all">,
): string {
  if (fault !== null) return fault;
  if (text.trim() === "") return formatCount(all, "chart");
  return count === 0 ? "No metric has this name" : `${count} of ${formatCount(all, "chart")}`;
}

/** What pointer and keys do, two columns. */
const HELP: readonly (readonly [string, string])[] = [
  ["Drag, or + and −", "zoom in and out"],
  ["Ctrl and wheel", "zoom at the pointer"],
  ["Shift and drag, two fingers", "move along the axis"],
  ["Shift and ← →", "move along the axis"],
  ["Double click, or 0", "show the whole axis"],
  ["Back", "undo a zoom"],
  ["← → Home End Page", "go from point to point"],
  ["↑ ↓", "go to the next curve"],
  ["Click, or Enter", "show the line in the terminal"],
  ["Esc", "take the cursor off"],
];

function BoardHelp({ onClose }: { onClose(): void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null), id = useId();
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog class="board-help" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>Keys and gestures of the charts</h2>
      <dl>
        {HELP.map(([what, does]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button class="button" type="submit">Close</button>
      </form>
    </dialog>
  );
}
