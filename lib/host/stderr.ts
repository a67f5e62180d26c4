/**
 * Messages to the user on stderr.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
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

/** What is shown of the command's output behind its last line break, on the terminal that our messages go to, too. */
let halfLine = new Uint8Array();
/** True while the command may go on in that line. */
let isGoingOn = false;
/** More of a line is not kept. */
const HALF_LINE_MAX_BYTES = 1_000;
/** What can be shown once more as it is: nothing in it moves the cursor. */
// deno-lint-ignore no-control-regex -- terminals are controlled by these characters
const REPEATABLE = /^(?:\x1b\[[\d;]*m|[^\x00-\x1f\x7f])*$/;

/**
 * Notes a piece of the command's output that stdout has got, or with null the end of it. Where both streams are one terminal, no message is
 * glued to a line that the command has begun, such as a prompt.
 */
export function noteShown(piece: Uint8Array | null): void {
  isGoingOn = piece !== null;
  if (piece === null || !Deno.stdout.isTerminal() || !Deno.stderr.isTerminal()) return;
  const from = piece.lastIndexOf(10) + 1, rest = piece.subarray(from, from + HALF_LINE_MAX_BYTES);
  halfLine = from > 0 ? rest.slice() : new Uint8Array([...halfLine, ...rest]).slice(0, HALF_LINE_MAX_BYTES);
}

/** Ends the line that the command has begun, if it is in sight, and gives what is to be shown again below the message. */
function leaveHalfLine(): { lead: string; again: string } {
  const half = new TextDecoder().decode(halfLine);
  if (stripVTControlCharacters(half).trim() === "") return { lead: "", again: "" };
  const again = isGoingOn && halfLine.length < HALF_LINE_MAX_BYTES && REPEATABLE.test(half) ? half : "";
  if (again === "") halfLine = new Uint8Array();
  return { lead: isRaw ? "\r\n" : "\n", again };
}

const show = (text: string) => {
  const shown = showHidden(text, { hasLines: true });
  return isRaw && Deno.stderr.isTerminal() ? `${shown.replaceAll("\n", "\r\n")}\r` : shown;
};

/**
 * Prints on stderr, with hidden characters of texts written out, or later while they wait. Does not fail when nobody can read it any more, for
 * example after the terminal was closed.
 */
export function printError(...values: unknown[]): void {
  if (waiting) {
    waiting.push(values);
    if (waiting.length > WAITING_MAX) waiting.shift();
    return;
  }
  const { lead, again } = leaveHalfLine();
  const [first, ...more] = values.map((value) => typeof value === "string" ? show(value) : value);
  try {
    console.error(lead ? `${lead}${first}` : first, ...more);
    if (again) Deno.stderr.writeSync(new TextEncoder().encode(again));
  } catch {
    // the terminal was closed
  }
}
