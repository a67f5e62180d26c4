/**
 * Messages to the user on stderr.
 *
 * @module
 */
import { showHidden } from "../text/visible.ts";

/** True while the terminal is in raw mode: it then starts no new line by itself. */
let isRaw = false;

/** Says whether the user's terminal is in raw mode. */
export function setRawStderr(raw: boolean): void {
  isRaw = raw;
}

/** Messages that wait; null while they are printed at once. */
let waiting: unknown[][] | null = null;
/** Messages that may wait. The oldest go first. */
const WAITING_MAX = 100;

/** Lets messages wait while a program has the whole screen of the terminal that stderr is, and prints them when it has left it. */
export function holdStderr(isHeld: boolean): void {
  if (isHeld === (waiting !== null)) return;
  const held = waiting ?? [];
  waiting = isHeld && Deno.stderr.isTerminal() ? [] : null;
  for (const values of held) printError(...values);
}

const show = (text: string) => {
  const shown = showHidden(text, { hasLines: true });
  return isRaw && Deno.stderr.isTerminal() ? `${shown.replaceAll("\n", "\r\n")}\r` : shown;
};

/** Prints on stderr, with hidden characters of texts written out, or later while they wait. Does not fail when nobody can read it any more, for example after the terminal was closed. */
export function printError(...values: unknown[]): void {
  if (waiting) {
    waiting.push(values);
    if (waiting.length > WAITING_MAX) waiting.shift();
    return;
  }
  try {
    console.error(...values.map((value) => typeof value === "string" ? show(value) : value));
  } catch {
    // the terminal was closed
  }
}
