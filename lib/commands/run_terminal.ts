/**
 * Decides whether the command of `run` gets a terminal of its own, and ties it to the user's while its output is shown.
 *
 * @module
 */
import { holdStderr, printError } from "../host/stderr.ts";
import { TERMINAL_COLUMNS, TERMINAL_ROWS } from "../limits.ts";
import { hasForeground } from "../process/own_group.ts";
import { findTerminalLack } from "../process/terminal.ts";
import type { Launched, LaunchOptions } from "../runs/launch.ts";
import { attachTerminal } from "./attach_terminal.ts";
import { readOwnSettings, readOwnSize } from "./own_terminal.ts";
import { watchScreen } from "./whole_screen.ts";

/** True when somebody sits in front of us: what is typed comes from a terminal, and what is printed goes there. */
const isInTerminal = () => Deno.stdin.isTerminal() && Deno.stdout.isTerminal();

/**
 * Whether the command gets a terminal of its own, and what its stdin is: `wanted`, or by default where our stdout is a terminal. A stdin that is
 * no terminal is passed on as it is. Where no terminal can be had, says why, and gives a file.
 */
export async function chooseTerminal(
  command: readonly string[],
  wanted: boolean = Deno.stdout.isTerminal(),
): Promise<Pick<LaunchOptions, "terminal" | "stdin">> {
  if (!wanted) return { stdin: "inherit" };
  const lack = await findTerminalLack(command);
  if (lack !== null) {
    printError(`stdcurve: the command gets no terminal of its own, and its output goes to a file: ${lack}`);
    return { stdin: "inherit" };
  }
  // in the background they are those of the shell's prompt
  const settings = Deno.stdin.isTerminal() && hasForeground() ? readOwnSettings() : null;
  const size = readOwnSize() ?? { rows: TERMINAL_ROWS, columns: TERMINAL_COLUMNS };
  const terminal = { ...size, ...(settings === null ? {} : { settings }) };
  return isInTerminal() ? { terminal } : { terminal, stdin: "inherit" };
}

/** Passes pieces of output on. Our own messages wait while the program has the whole screen. */
async function* keepScreen(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const watch = watchScreen();
  try {
    for await (const piece of pieces) {
      watch.read(piece);
      if (watch.isTaken) holdStderr(true);
      yield piece;
      if (!watch.isTaken) holdStderr(false);
    }
  } finally {
    holdStderr(false);
  }
}

/** Shows the output. While it goes on, the user's terminal is tied to that of the command, if it has one. */
export async function tieTerminals(
  launched: Launched,
  show: (output: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const { terminal, output } = launched;
  if (!terminal) return await show(output);
  await using _tie = attachTerminal({ launched, terminal, hasKeyboard: isInTerminal() });
  await show(keepScreen(output));
}
