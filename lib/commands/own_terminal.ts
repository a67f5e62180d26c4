/**
 * The user's terminal in raw mode: each key arrives at once and as it is, and output is shown as it is. The terminal's own mode comes back when
 * this program ends, by whatever but SIGKILL.
 *
 * @module
 */
import { setRawStderr } from "../host/stderr.ts";
import type { TerminalSize } from "../process/pty.ts";

/** Settings of the terminal that is our stdin, as words of `stty`. Null when there is none. */
export function readOwnSettings(): string | null {
  const { success, stdout } = new Deno.Command("stty", { args: ["-g"], stdin: "inherit", stderr: "null" }).outputSync();
  return success ? new TextDecoder().decode(stdout).trim() : null;
}

/** Size of the terminal that is our stdout. Null when it isn't known. */
export function readOwnSize(): TerminalSize | null {
  try {
    const { rows, columns } = Deno.consoleSize();
    return rows > 0 && columns > 0 ? { rows, columns } : null;
  } catch {
    return null; // there is no terminal
  }
}

/** Sets the raw mode. Deno's own does not cover output; with it Deno restores the terminal whatever ends this program. */
export function setRaw(): void {
  Deno.stdin.setRaw(true);
  new Deno.Command("stty", { args: ["raw", "-echo", "-iexten"], stdin: "inherit", stdout: "null", stderr: "null" })
    .outputSync();
  setRawStderr(true);
}

/** Restores the mode that the terminal had. Does nothing when the terminal is gone. */
export function restoreTerminal(): void {
  setRawStderr(false);
  try {
    Deno.stdin.setRaw(false);
  } catch {
    // the terminal was closed
  }
}
