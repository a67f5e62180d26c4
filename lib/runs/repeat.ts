/**
 * Does something again and again in the background, one at a time. Does not keep the process alive.
 *
 * @module
 */

/** How to repeat. */
export interface RepeatOptions {
  everyMs: number;
  /** Called with each error. The next time comes all the same. */
  onError: (error: unknown) => void;
}

/** Something that is repeated. */
export interface Repetition {
  /** Resolves when the first time is over. */
  first: Promise<void>;
  /** Waits for what is under way, and lets nothing more begin. */
  stop(): Promise<void>;
}

/** Does something now, and again in an interval. */
export function repeat(action: () => Promise<void>, { everyMs, onError }: RepeatOptions): Repetition {
  let underWay: Promise<void> | null = null;
  const look = () => underWay ??= action().catch(onError).finally(() => underWay = null);
  const first = look();
  const timer = setInterval(look, everyMs);
  Deno.unrefTimer(timer as unknown as number);
  return {
    first,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
