/**
 * Makes the test process, and so the children that it starts, heed signals which it was started to ignore: under `nohup`, or in the
 * background of a script. Tests of such ignored signals set that in a child of their own.
 *
 * @module
 */

/** Signals that a shell lets a program ignore. */
const IGNORED = ["SIGHUP", "SIGINT", "SIGQUIT"] as const;

/** Deno sets the handlers of these signals when it listens to one, and a child begins with the defaults of what its parent handles. */
export function heedSignals(): void {
  const nothing = () => {};
  for (const signal of IGNORED) {
    Deno.addSignalListener(signal, nothing);
    Deno.removeSignalListener(signal, nothing);
  }
}
