/**
 * A line on the terminal that says how far a command is. It is written on stderr, redrawn in place, and only where stderr is a terminal.
 *
 * @module
 */
import { showHidden } from "../text/visible.ts";

/** A line that is redrawn. Disposing of it removes the line. */
export interface ProgressLine extends Disposable {
  show(text: string): void;
  /** Removes the line before something else is printed. The next `show` draws it again. */
  clear(): void;
}

/** Longest pause between two drawings. */
const DRAW_EVERY_MS = 100;
/** Width of a terminal that does not know its own. */
const COLUMNS = 80;
const ERASE = "\r\x1b[K";

/** Begins without a line. */
export function openProgressLine(): ProgressLine {
  const isTerminal = Deno.stderr.isTerminal(), encoder = new TextEncoder();
  let drawn = -Infinity, isShown = false;
  const write = (text: string) => void Deno.stderr.writeSync(encoder.encode(text));
  const clear = () => {
    if (isShown) write(ERASE);
    isShown = false;
    drawn = -Infinity;
  };
  return {
    show(text) {
      if (!isTerminal || performance.now() - drawn < DRAW_EVERY_MS) return;
      drawn = performance.now();
      isShown = true;
      write(ERASE + [...showHidden(text)].slice(0, (Deno.consoleSize().columns || COLUMNS) - 1).join(""));
    },
    clear,
    [Symbol.dispose]: clear,
  };
}
