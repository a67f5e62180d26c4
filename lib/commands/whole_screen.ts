/**
 * Notices when a program takes the whole screen, as editors and pagers do, and when it leaves it: it then draws on a screen of its own, and
 * what somebody else prints there destroys its picture. Prints nothing itself.
 *
 * @module
 */

/** Switches to the other screen (`h`) and back (`l`): xterm's modes 47, 1047 and 1049, alone or among others. */
// deno-lint-ignore no-control-regex
const SWITCH = /\x1b\[\?(?:\d{1,4};)*(?:1049|1047|47)(?:;\d{1,4})*([hl])/g;
/** The longest switch that may be cut by the end of a piece. */
const CUT_MAX = 32, ESCAPE = 27;

/** Watches the output of a program. */
export interface ScreenWatch {
  /** The next bytes of the output. */
  read(bytes: Uint8Array): void;
  /** True while the program has the whole screen. */
  readonly isTaken: boolean;
}

/**
 * Watches an output that begins on the ordinary screen.
 *
 * @example
 * ```ts
 * import { watchScreen } from "./whole_screen.ts";
 * const watch = watchScreen();
 * watch.read(new TextEncoder().encode("\x1b[?1049h"));
 * watch.isTaken; // true
 * ```
 */
export function watchScreen(): ScreenWatch {
  const decoder = new TextDecoder("latin1");
  let isTaken = false, rest = "";
  return {
    read(bytes) {
      if (rest === "" && !bytes.includes(ESCAPE)) return;
      const text = rest + decoder.decode(bytes);
      for (const [, end] of text.matchAll(SWITCH)) isTaken = end === "h";
      const last = text.lastIndexOf("\x1b");
      rest = last >= 0 && text.length - last < CUT_MAX ? text.slice(last) : "";
    },
    get isTaken() {
      return isTaken;
    },
  };
}
