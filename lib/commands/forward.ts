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
 * Starts to forward. After the command has ended, a signal ends this program instead: while the last output waits for a store that does not
 * answer, and when Ctrl-C comes while something that the command has started still writes. Either way the output stays in the spool file,
 * and the next stdcurve on this database stores the rest.
 */
export function forwardSignals(isStoreFailing: () => boolean): Forwarding {
  let target: Launched | null = null;
  const early: Deno.Signal[] = [];
  const listeners = FORWARDED.map((signal) => {
    const listener = () => {
      if (!target) return void early.push(signal);
      if (target.exitCode() === null) return target.signal(signal);
      if (isStoreFailing()) leaveUnstored(target.exitCode());
      return isKey(signal) && target.outputWatch.late ? leaveLate(target) : target.signal(signal);
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

/** True for a signal that somebody sends by a key, to get the terminal back. */
const isKey = (signal: Deno.Signal) => signal === "SIGINT" || signal === "SIGQUIT";

function leaveUnstored(code: number | null): never {
  printError("stdcurve: stopped before everything was stored; stdcurve serve stores the rest");
  Deno.exit(code ?? 1);
}

/** Leaves what the command has started alone. `done` and the output end then. */
function leaveLate(launched: Launched): void {
  printError(
    "stdcurve: left; what still runs goes on, and stdcurve serve or the next stdcurve run stores what it writes",
  );
  launched.stop();
}
