/**
 * Waiting for a condition, with a bound. Not for what can be awaited itself, such as a child's exit.
 *
 * @module
 */

/** What is waited for. */
export interface WaitOptions {
  /** What should become true, for the error: "the run to complete". */
  what: string;
  /** Longest wait in milliseconds. */
  withinMs?: number;
}

const WITHIN_MS = 60_000, LOOK_MS = 20;

/** Evaluates a condition every 20 ms until it is truthy, and resolves to its value. Throws when that takes longer than the bound. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what, withinMs = WITHIN_MS }: WaitOptions,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`waited ${withinMs} ms in vain for ${what}`);
}
