/**
 * Reports when a log pauses: nothing arrives for a while though it is waited for. Passes the bytes on as they are.
 *
 * @module
 */

/** Calls back once after a time, unless the function that it gives is called before. */
export type Alarm = (ms: number, ring: () => void) => () => void;

/** The machine's alarm. */
export const systemAlarm: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

/** When to report a pause, and to whom. */
export interface PauseOptions {
  /** Milliseconds without a piece that make a pause. Infinity: there are none. */
  afterMs: number;
  /** Called once in each pause. */
  onPause: () => void;
  alarm?: Alarm | undefined;
}

/** Yields the pieces as they arrive. The time in which a piece is used is no pause. */
export async function* notePauses<T>(
  pieces: AsyncIterable<T>,
  { afterMs, onPause, alarm = systemAlarm }: PauseOptions,
): AsyncGenerator<T> {
  let off = () => {};
  const beginWait = () => {
    if (afterMs < Infinity) off = alarm(afterMs, onPause);
  };
  try {
    beginWait();
    for await (const piece of pieces) {
      off();
      yield piece;
      beginWait();
    }
  } finally {
    off();
  }
}
