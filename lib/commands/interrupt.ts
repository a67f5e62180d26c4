/**
 * Ending early and in order at Ctrl-C, SIGTERM, or when the terminal is closed.
 *
 * @module
 */

/** Signals that ask a program to end, and the exit code of one that did. */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Hears of the wish to end until its scope does. */
export interface Interrupt extends Disposable {
  /** Aborted at the first wish; its reason is "stopped by SIGINT" or the like. A later one, after a while, ends the program at once. */
  signal: AbortSignal;
  /** Exit code after a wish; null without one. */
  readonly code: number | null;
}

/** Ctrl-C often comes twice: from the terminal to all, and passed on by npx or by the terminal's end. That is one wish. */
const ONE_WISH_MS = 2_000;

/** Begins to listen. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let code: number | null = null, since = 0;
  const listeners = Object.entries(CODES).map(([name, ownCode]) => {
    const listener = () => {
      if (code !== null && Date.now() - since > ONE_WISH_MS) Deno.exit(ownCode);
      if (code !== null) return;
      code = ownCode;
      since = Date.now();
      controller.abort(`stopped by ${name}`);
    };
    Deno.addSignalListener(name as Deno.Signal, listener);
    return [name as Deno.Signal, listener] as const;
  });
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    [Symbol.dispose]() {
      for (const [name, listener] of listeners) Deno.removeSignalListener(name, listener);
    },
  };
}
