/**
 * Forwards signals to the command that `stdcurve run` started. The command is in a session of its own, so the terminal's Ctrl-C does
 * not reach it directly.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";
import type { Launched } from "../runs/launch.ts";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;

/** Forwards signals until it is disposed. */
export interface Forwarding extends Disposable {
  /** Sets the command. It also receives the signals that arrived before it started. */
  to(launched: Launched): void;
}

/**
 * Starts to forward. A signal that arrives after the command has ended, while its last output waits for a store that does not answer,
 * ends this program instead: the output stays in the spool file, and the next stdcurve on this database stores it.
 */
export function forwardSignals(isStoreFailing: () => boolean): Forwarding {
  let target: Launched | null = null;
  const early: Deno.Signal[] = [];
  const listeners = FORWARDED.map((signal) => {
    const listener = () => {
      if (!target) return void early.push(signal);
      if (!target.isOver() || !isStoreFailing()) return target.signal(signal);
      printError("stdcurve: stopped before everything was stored; stdcurve serve stores the rest");
      Deno.exit(1);
    };
    Deno.addSignalListener(signal, listener);
    return [signal, listener] as const;
  });
  return {
    to(launched) {
      target = launched;
      for (const signal of early) launched.signal(signal);
    },
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}
