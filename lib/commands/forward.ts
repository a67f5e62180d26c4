/**
 * Forwards signals to the command that `stdcurve run` started. The command is in a session of its own, so the terminal's Ctrl-C does
 * not reach it directly.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";
import { type IgnorableSignal, readIgnored } from "../process/ignored.ts";
import type { Launched } from "../runs/launch.ts";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;

/** Exit code of a program that SIGHUP has ended. */
const HUNG_UP = 129;

/** How long storing what was read may take after the terminal was closed. What isn't stored then stays in the spool. */
const LET_GO_MAX_MS = 5_000;

/** Forwards signals until it is disposed. */
export interface Forwarding extends Disposable {
  /** Sets the command. It also receives the signals that arrived before it started. */
  to(launched: Launched): void;
  /** Signals that the command shall ignore, because this program was started to. */
  readonly ignored: ReadonlySet<IgnorableSignal>;
  /** Settles with the first signal that would end a command, when it comes before there is one. */
  readonly interrupted: Promise<Deno.Signal>;
  /** Exit code of this program once it has let go of a command that runs on; null before. */
  readonly letGoCode: number | null;
  /**
   * Ends this program while the store fails, if the command was to be ended by a signal: that came before the end, and nobody should have to
   * send it twice.
   */
  leaveIfAsked(): void;
}

/**
 * Starts to forward. A signal that this program was started to ignore, as under `nohup`, does nothing. When the terminal is closed (SIGHUP), this
 * program lets go: the command runs on, and the next stdcurve on this database captures it. After the command has ended, a signal ends this
 * program instead: while the last output waits for a store that does not answer, and when Ctrl-C comes while something that the command has
 * started still writes. Either way the output stays in the spool file, and the next stdcurve stores the rest.
 */
export function forwardSignals(isStoreFailing: () => boolean): Forwarding {
  let target: Launched | null = null, letGoCode: number | null = null, isAsked = false;
  const early: Deno.Signal[] = [], ignored = readIgnored(), interruption = Promise.withResolvers<Deno.Signal>();
  const receive = (launched: Launched, signal: Deno.Signal) => {
    if (signal === "SIGHUP") {
      letGoCode = HUNG_UP;
      return letGo(launched);
    }
    if (launched.exitCode() === null) return launched.signal(signal);
    if (isStoreFailing()) leaveUnstored(launched.exitCode());
    return isKey(signal) && launched.outputWatch.late ? leaveLate(launched) : launched.signal(signal);
  };
  const listening = listen(ignored, (signal) => {
    isAsked ||= !isUser(signal);
    if (target) return receive(target, signal);
    early.push(signal);
    if (!isUser(signal)) interruption.resolve(signal);
  });
  return {
    to(launched) {
      target = launched;
      for (const signal of early) receive(launched, signal);
    },
    ignored,
    interrupted: interruption.promise,
    get letGoCode() {
      return letGoCode;
    },
    leaveIfAsked() {
      if (isAsked && isStoreFailing()) leaveUnstored(target?.exitCode() ?? null);
    },
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  };
}

/** Listens to what is forwarded, without what this program was started to ignore. */
function listen(ignored: ReadonlySet<IgnorableSignal>, onSignal: (signal: Deno.Signal) => void): Disposable {
  const listeners = FORWARDED.map((signal) => {
    const listener = () => void (ignored.has(signal as IgnorableSignal) || onSignal(signal));
    Deno.addSignalListener(signal, listener);
    return [signal, listener] as const;
  });
  return {
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}

/** True for a signal that means what the command makes of it. */
const isUser = (signal: Deno.Signal) => signal === "SIGUSR1" || signal === "SIGUSR2";

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

/** Lets go of a command that runs on. `done` and the output end when what was read is stored, or this program does after a while. */
function letGo(launched: Launched): void {
  printError(
    "stdcurve: the terminal was closed; the command goes on, and stdcurve serve or the next stdcurve run captures it",
  );
  Deno.unrefTimer(setTimeout(() => Deno.exit(HUNG_UP), LET_GO_MAX_MS) as unknown as number);
  launched.stop();
}
