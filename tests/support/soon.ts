/**
 * Assertions about a page, which is never ready at once: each reads again until it holds, and throws what it last said when it still
 * doesn't after a while. An error of reading is waited over, too: what is measured may not be there yet. Not for values that can't change
 * any more, nor for what presses or sends something: those are asserted with `node:assert`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

/** Longest wait, and how often is read, in milliseconds. */
const WITHIN_MS = 15_000, LOOK_MS = 20;

/** Reads a value of a page. */
export type Read<T> = () => T | Promise<T>;

/** Assertions that read again until they hold. */
export interface Soon {
  ok<T>(read: Read<T>, message?: string): Promise<void>;
  equal<T>(read: Read<T>, expected: T, message?: string): Promise<void>;
  deepEqual<T>(read: Read<T>, expected: T, message?: string): Promise<void>;
  match(read: Read<string>, pattern: RegExp, message?: string): Promise<void>;
  doesNotMatch(read: Read<string>, pattern: RegExp, message?: string): Promise<void>;
}

/** Assertions that wait so long at most. */
export function soonWithin(withinMs: number): Soon {
  async function retry<T>(read: Read<T>, check: (value: T) => void): Promise<void> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      try {
        return check(await read());
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
      await delay(LOOK_MS);
    }
  }
  return {
    ok: (read, message) => retry(read, (value) => assert.ok(value, message)),
    equal: (read, expected, message) => retry(read, (value) => assert.equal(value, expected, message)),
    deepEqual: (read, expected, message) => retry(read, (value) => assert.deepEqual(value, expected, message)),
    match: (read, pattern, message) => retry(read, (value) => assert.match(value, pattern, message)),
    doesNotMatch: (read, pattern, message) => retry(read, (value) => assert.doesNotMatch(value, pattern, message)),
  };
}

/** Assertions for pages beside other tests. */
export const soon: Soon = soonWithin(WITHIN_MS);
