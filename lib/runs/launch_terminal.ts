/**
 * The terminal of a command that is launched without a user's terminal: from the page or by the API. Nobody can type there.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { TERMINAL_COLUMNS, TERMINAL_ROWS } from "../limits.ts";
import { findTerminalLack } from "../process/terminal.ts";
import type { LaunchOptions } from "./launch.ts";
import type { LaunchInput } from "./launcher.ts";

/** The kind of terminal that commands are told, because that of the server is another one. */
const TERM = "xterm-256color";

/**
 * What a launch with `tty` adds to the command: a terminal, and its kind unless the launch names one. Nothing without `tty`.
 *
 * @throws {InvalidInput} field `tty` where no terminal can be had
 */
export async function chooseLaunchTerminal(
  { tty, command, env }: Pick<LaunchInput, "tty" | "command" | "env">,
): Promise<Pick<LaunchOptions, "terminal" | "env">> {
  if (!tty) return {};
  const lack = await findTerminalLack(command);
  if (lack !== null) throw new InvalidInput("tty", `the command can't have a terminal on this server: ${lack}`);
  return { terminal: { rows: TERMINAL_ROWS, columns: TERMINAL_COLUMNS }, env: { TERM, ...env } };
}
