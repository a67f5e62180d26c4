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

const show = (text: string) => {
  const shown = showHidden(text, { hasLines: true });
  return isRaw && Deno.stderr.isTerminal() ? `${shown.replaceAll("\n", "\r\n")}\r` : shown;
};

/** Prints on stderr, with hidden characters of texts written out. Does not fail when nobody can read it any more, for example after the terminal was closed. */
export function printError(...values: unknown[]): void {
  try {
    console.error(...values.map((value) => typeof value === "string" ? show(value) : value));
  } catch {
    // the terminal was closed
  }
}
