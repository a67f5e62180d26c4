/**
 * Settings of a command's terminal, read and changed from outside through its device by `stty`. Changes nothing but the size.
 *
 * @module
 */

/** A size of a terminal. */
export interface TerminalSize {
  rows: number;
  columns: number;
}

const runStty = (path: string, ...words: string[]) =>
  new Deno.Command("stty", { args: ["-F", path, ...words], stdin: "null", stdout: "piped", stderr: "null" }).output();

/** Changes the size of a terminal; its foreground job gets SIGWINCH then. False when the terminal is gone. */
export async function resizeTerminal(path: string, { rows, columns }: TerminalSize): Promise<boolean> {
  return (await runStty(path, "rows", String(rows), "cols", String(columns))).success;
}

/** Keys that send a signal, as `stty` names them, with the signal. */
const SIGNAL_KEYS = [["intr", "SIGINT"], ["quit", "SIGQUIT"]] as const;

/** Reads the keys of a terminal that send a signal now, from what `stty -a` prints: byte → signal. */
export function parseSignalKeys(settings: string): Map<number, Deno.Signal> {
  if (!/(?:^|\s)isig(?:\s|;|$)/.test(settings)) return new Map();
  return new Map(SIGNAL_KEYS.flatMap(([name, signal]) => {
    const key = new RegExp(`(?:^|\\s)${name} = \\^(.);`).exec(settings)?.[1];
    return key === undefined ? [] : [[key.charCodeAt(0) & 0x1f, signal] as const];
  }));
}

/** Keys of a terminal that send a signal now. None when the terminal is gone. */
export async function readSignalKeys(path: string): Promise<Map<number, Deno.Signal>> {
  return parseSignalKeys(new TextDecoder().decode((await runStty(path, "-a")).stdout));
}
