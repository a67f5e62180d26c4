/**
 * Finds when a run was silent: nothing was printed between two pieces of its log. Knows nothing of lines.
 *
 * @module
 */
import { SILENCE_MARK_MS } from "../limits.ts";
import { formatDuration } from "../text/format.ts";

/** Marks the silences of a log, in the order of its pieces. */
export interface SilenceWatch {
  /** Output arrived: marks the silence before it, if it was long. Call it before the output is read. */
  note(time: number): void;
}

/**
 * Watches a log whose pieces arrive at times, milliseconds since the epoch. `beginsIn` says that a program began between two times, so that
 * nothing could be printed before.
 */
export function watchSilence(
  mark: (text: string) => void,
  beginsIn: (from: number, to: number) => boolean = () => false,
): SilenceWatch {
  let newest = NaN;
  return {
    note(time) {
      const silence = beginsIn(newest, time) ? null : describeSilence(newest, time);
      newest = time;
      if (silence !== null) mark(silence);
    },
  };
}

/**
 * Describes the silence between two times, milliseconds since the epoch; null when it was too short to be told.
 *
 * @example
 * ```ts
 * import { describeSilence } from "./silence.ts";
 * describeSilence(0, 23 * 60_000); // "no output for 23 min"
 * ```
 */
export function describeSilence(from: number, to: number): string | null {
  return to - from > SILENCE_MARK_MS ? `no output for ${formatDuration(to - from)}` : null;
}
