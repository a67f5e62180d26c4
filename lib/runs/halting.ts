/**
 * Ends an import early: at the caller's signal, at a request to cancel its run, or because another process has ended the run.
 *
 * @module
 */

/**
 * After the signal, bytes that have already arrived are still read: until none has come for `LAST_PAUSE_MS`, and for `LAST_PIECES_MS` at
 * most.
 */
const LAST_PAUSE_MS = 50, LAST_PIECES_MS = 500;

/** A timer that starts when the signal is aborted, at once if it already is. `over` resolves to null when the time is up. */
function startTimerOnAbort(signal: AbortSignal, ms: number): Disposable & { over: Promise<null> } {
  const { promise: over, resolve } = Promise.withResolvers<null>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => timer = setTimeout(resolve, ms, null);
  if (signal.aborted) start();
  else signal.addEventListener("abort", start);
  return {
    over,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal.removeEventListener("abort", start);
    },
  };
}

/** Yields the pieces until they end or the signal is aborted, even if the next piece never arrives. */
export async function* untilAborted(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  let deadline = Infinity;
  while (Date.now() < deadline) {
    using timer = startTimerOnAbort(signal, LAST_PAUSE_MS);
    const coming = source.next();
    const next = await Promise.race([coming, timer.over]);
    // A pending read can't be cancelled here. The caller that aborts the signal closes the source.
    if (!next) coming.catch(() => {});
    if (!next || next.done) return;
    if (signal.aborted) deadline = Math.min(deadline, Date.now() + LAST_PIECES_MS);
    yield next.value;
  }
}

/** What may end an import. */
export interface Halting {
  /** Aborted by the caller, by `cancel` or by `overtake`. Its reason is a text. */
  signal: AbortSignal;
  cancel: () => void;
  overtake: () => void;
  isOvertaken: () => boolean;
}

/** Creates it, with the signal of the caller. */
export function createHalting(signal: AbortSignal | undefined): Halting {
  const own = new AbortController();
  let isOvertaken = false;
  return {
    signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
    cancel: () => own.abort("cancelled"),
    overtake() {
      isOvertaken = true;
      own.abort("another process has ended the import");
    },
    isOvertaken: () => isOvertaken,
  };
}
