/**
 * Ends a command in order at Ctrl-C, at SIGTERM, or when the terminal is closed.
 *
 * @module
 */
import { type IgnorableSignal, readIgnored } from "../process/ignored.ts";

/** Signals that ask a program to end, and the exit code of a program that obeyed. */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Listens for these signals until it is disposed. */
export interface Interrupt extends Disposable {
  /** Aborted at the first signal, with a reason like "stopped by SIGINT". A second signal after 2 s ends the program at once. */
  signal: AbortSignal;
  /** Exit code for the first signal; null before it. */
  readonly code: number | null;
}

/** One Ctrl-C often arrives twice, from the terminal and from npx. Signals within this time count as one. */
const SAME_REQUEST_MS = 2_000;

/** Starts to listen. A signal that this program was started to ignore, as under `nohup`, does nothing. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController(), ignored = readIgnored();
  let code: number | null = null, since = 0;
  const listeners = Object.entries(CODES).map(([name, ownCode]) => {
    const isIgnored = ignored.has(name as IgnorableSignal);
    const listener = () => {
      if (isIgnored) return;
      if (code !== null && Date.now() - since > SAME_REQUEST_MS) Deno.exit(ownCode);
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
