/**
 * Ties the user's terminal to that of the command while `run` shows it: keys, size, and Ctrl-Z. As in a shell, Ctrl-Z stops the command and this
 * program, and `fg` or `bg` continues both.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";
import { isSuspended, readForeground } from "../process/job.ts";
import { hasForeground, hasJobControl, stopOwnGroup } from "../process/own_group.ts";
import { resizeTerminal, type TerminalSize } from "../process/pty.ts";
import type { Launched, LaunchedTerminal } from "../runs/launch.ts";
import { type Keyboard, openKeyboard } from "./keyboard.ts";
import { readOwnSize, restoreTerminal, setRaw } from "./own_terminal.ts";
import { stopBetweenWrites, suspendBy } from "./suspend.ts";

/** How the terminals are tied. */
export interface TieOptions {
  launched: Launched;
  terminal: LaunchedTerminal;
  /** False when our stdin is no terminal: keys are not passed on then. */
  hasKeyboard: boolean;
}

/** After a key, the command has so long to stop itself, as editors do at Ctrl-Z. */
const STOP_WATCH_MS = 2_000, STOP_LOOK_MS = 40;

/** How long a command may take to stop at a SIGTSTP. One that does not stop is not waited for. */
const STOP_MAX_MS = 1_000;

/** How often a program in the background looks whether it has the foreground again. */
const FOREGROUND_LOOK_MS = 300;

const pause = (ms: number) =>
  new Promise<void>((resolve) => Deno.unrefTimer(setTimeout(resolve, ms) as unknown as number));

/** Ties the terminals until it is disposed of. The user's terminal has its own mode again then. */
export function attachTerminal(options: TieOptions): AsyncDisposable {
  const tie = new Tie(options);
  const listeners = [
    ["SIGWINCH", () => void reportFailure(tie.resize())],
    ["SIGCONT", () => void reportFailure(tie.reenter())],
  ] as const;
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  const untied = suspendBy(() => reportFailure(tie.suspend()));
  reportFailure(tie.enter());
  return {
    async [Symbol.asyncDispose]() {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
      untied[Symbol.dispose]();
      await tie.close();
    },
  };
}

/** Prints why something failed. The command and its capture go on without it. */
async function reportFailure(doing: Promise<void>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    printError(`stdcurve: the command's terminal: ${error instanceof Error ? error.message : error}`);
  }
}

/** The two terminals, tied. */
class Tie {
  readonly #options: TieOptions;
  #keyboard: Keyboard | null = null;
  #isClosed = false;
  #isSuspending = false;
  #resizing: Promise<void> | null = null;
  #watching: Promise<void> | null = null;
  #watchUntil = 0;

  constructor(options: TieOptions) {
    this.#options = options;
  }

  get #leader() {
    return this.#options.terminal.leader;
  }

  /** Takes the user's terminal, now or when this program has the foreground. */
  async enter(): Promise<void> {
    const { launched, terminal, hasKeyboard } = this.#options;
    while (hasKeyboard && !this.#isClosed && !hasForeground()) await pause(FOREGROUND_LOOK_MS);
    if (this.#isClosed) return;
    reportFailure(this.resize());
    if (!hasKeyboard || this.#keyboard) return;
    setRaw();
    this.#keyboard = openKeyboard({
      terminal,
      hasEnded: () => launched.exitCode() !== null,
      onSignal: (signal) => launched.exitCode() === null ? launched.notePressed(signal) : Deno.kill(Deno.pid, signal),
      onKeys: () => this.#onKeys(),
    });
    if (!this.#keyboard) restoreTerminal();
  }

  /** Gives the user's terminal back. */
  async #leave(): Promise<void> {
    const keyboard = this.#keyboard;
    this.#keyboard = null;
    if (!keyboard) return;
    await keyboard.stop();
    restoreTerminal();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#leave();
    await this.#resizing;
  }

  /** Gives the command's terminal the size of the user's. */
  resize(): Promise<void> {
    return this.#resizing ??= this.#copySize().finally(() => this.#resizing = null);
  }

  async #copySize(): Promise<void> {
    for (let before = null, size = readOwnSize(); size && !isSameSize(before, size); size = readOwnSize()) {
      before = size;
      await resizeTerminal(this.#options.terminal.path, size);
    }
  }

  #onKeys(): void {
    this.#options.launched.haste.hurry();
    this.#watchUntil = performance.now() + STOP_WATCH_MS;
    this.#watching ??= reportFailure(this.#watch()).finally(() => this.#watching = null);
  }

  /** Looks for a while whether the command was stopped. */
  async #watch(): Promise<void> {
    while (!this.#isClosed && performance.now() < this.#watchUntil) {
      if (isSuspended(this.#leader)) return await this.suspend();
      await pause(STOP_LOOK_MS);
    }
  }

  /** Stops the command, if it still runs, and this program. Returns when both were continued. */
  async suspend(): Promise<void> {
    if (this.#isClosed || this.#isSuspending) return;
    this.#isSuspending = true;
    const isStopped = hasJobControl() && await this.#stopJob();
    if (isStopped) {
      await this.#leave();
      await stopBetweenWrites(stopOwnGroup);
    }
    this.#isSuspending = false;
    // The SIGCONT that ended the stop does the same: a second time, it would lose the keys in between.
    if (!isStopped) await this.reenter();
  }

  async #stopJob(): Promise<boolean> {
    const foreground = readForeground(this.#leader.pid);
    if (!isSuspended(this.#leader) && foreground !== null) signalForeground(foreground);
    for (const deadline = performance.now() + STOP_MAX_MS; performance.now() < deadline; await pause(STOP_LOOK_MS)) {
      if (isSuspended(this.#leader)) return true;
    }
    return false;
  }

  /** After this program was continued: continues the command, and takes the terminal again, whatever its mode is now. */
  async reenter(): Promise<void> {
    if (this.#isSuspending || this.#isClosed) return;
    if (isSuspended(this.#leader)) Deno.kill(this.#leader.pid, "SIGCONT");
    await this.#leave();
    await this.enter();
  }
}

const isSameSize = (a: TerminalSize | null, b: TerminalSize) => a?.rows === b.rows && a.columns === b.columns;

function signalForeground(group: number): void {
  try {
    Deno.kill(-group, "SIGTSTP");
  } catch (error) {
    if (!/ESRCH|No such process/i.test(String(error)) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
