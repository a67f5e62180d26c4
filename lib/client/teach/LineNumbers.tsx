/**
 * The head of the line's panel: a button for each point of the line and for each number that isn't read.
 *
 * @module
 */
import type { JSX } from "preact";
import { copyLineLink } from "../run/copy_link.ts";
import { type SelectedPoint, selection } from "../run/selection.ts";
import type { MarkedRange } from "../terminal/mark_text.ts";
import type { LineNumber } from "./line_numbers.ts";
import { newestOfEach, pointOfNumber } from "./points_of_line.ts";
import { showHidden } from "../../text/visible.ts";

/** Most numbers that are offered for tracking. */
const UNREAD_SHOWN = 12;

/** A line's numbers and points. */
export interface LineNumbersProps {
  line: number;
  numbers: readonly LineNumber[];
  /** Null until they have arrived. */
  points: readonly SelectedPoint[] | null;
  /** The number whose form is open. */
  open: LineNumber | null;
  onPoint(point: SelectedPoint): void;
  /** Opens or closes the form of a number; null when none may be tracked. */
  onTrack: ((number: LineNumber) => void) | null;
  /** Opens the form of a note at the line; null when the reader may add none. */
  onNote: (() => void) | null;
  /** Shows words to the reader of the page. */
  say(words: string): void;
}

/** The buttons. */
export function LineNumbers(
  { line, numbers, points, open, onPoint, onTrack, onNote, say }: LineNumbersProps,
): JSX.Element {
  const unread = points === null || onTrack === null ? [] : numbers.filter((number) => !pointOfNumber(number, points));
  return (
    <div class="line-panel-head">
      <strong>{`Line ${line.toLocaleString("en")}`}</strong>
      {newestOfEach(points ?? []).map((point) => (
        <button
          type="button"
          class="line-point"
          key={`${point.metric} ${point.step}`}
          aria-pressed={isSelected(point)}
          onClick={() => onPoint(point)}
        >
          {`${showHidden(point.metric)} ${point.value}`}
          <span class="line-point-step">{`step ${point.step}`}</span>
        </button>
      ))}
      {unread.slice(0, UNREAD_SHOWN).map((number) => (
        <button
          type="button"
          class="line-number"
          key={number.start}
          aria-expanded={open?.start === number.start}
          onClick={() => onTrack?.(number)}
        >
          {number.text}
          <span class="line-point-step">track this</span>
        </button>
      ))}
      <span class="line-panel-acts">
        {onNote && <button type="button" onClick={onNote}>Add a note</button>}
        <button type="button" onClick={async () => say(await copyLineLink(line))}>
          Copy link
        </button>
        <button type="button" class="line-panel-close" onClick={() => selection.value = null}>
          <span aria-hidden="true">×</span>
          <span class="hidden-text">Close</span>
        </button>
      </span>
    </div>
  );
}

function isSelected(point: SelectedPoint): boolean {
  const selected = selection.value?.point;
  return selected?.metric === point.metric && selected.step === point.step;
}

/** The ranges that the terminal marks, with the CSS class of each: one for points, one for numbers that aren't read. */
export function markNumbers(numbers: readonly LineNumber[], points: readonly SelectedPoint[]): MarkedRange[] {
  return numbers.map((number) => ({
    start: number.start,
    end: number.end,
    mark: pointOfNumber(number, points) ? "number-point" : "number-unread",
  }));
}
