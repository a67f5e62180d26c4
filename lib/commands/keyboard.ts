/**
 * Passes what the user types to the command's terminal. `cat` reads the keyboard and not this program: when the user puts us into the
 * background, the system stops whoever reads, and a read can't be taken back.
 *
 * @module
 */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { readSignalKeys } from "../process/pty.ts";
import type { LaunchedTerminal } from "../runs/launch.ts";

/** Where keys go, and who wants to know of them. */
export interface KeyboardOptions {
  terminal: LaunchedTerminal;
  /** True when the command has ended, so that nobody reads keys. */
  hasEnded: () => boolean;
  /** Called before a key that sends a signal in the command's terminal is passed on, or is pressed after the command has ended. */
  onSignal: (signal: Deno.Signal) => void;
  /** Called when keys were passed on. */
  onKeys: () => void;
}

/** The keyboard while it is read. */
export interface Keyboard {
  /** Stops reading. Resolves when what was typed has been passed on. */
  stop(): Promise<void>;
}

/** Ends at the end of the terminal, and not when it may no longer read or when a signal goes to our group. */
const READ_KEYS = 'trap "" INT QUIT TSTP TTIN; exec cat';

const INTERRUPT = 0x03, QUIT = 0x1c;

/** Bytes of a full pipe wait so long. */
const FULL_PAUSE_MS = 20;

/** Begins to read the keyboard. Null when the command's terminal is gone. */
export function openKeyboard(options: KeyboardOptions): Keyboard | null {
  const pipe = openPipe(options.terminal.keys);
  if (pipe === null) return null;
  const reader = new Deno.Command("/bin/sh", {
    args: ["-c", READ_KEYS],
    stdin: "inherit",
    stdout: "piped",
    stderr: "null",
  })
    .spawn();
  let isStopped = false;
  const passing = passKeys(reader.stdout, pipe, { ...options, isStopped: () => isStopped })
    .finally(() => closeSync(pipe));
  return {
    async stop() {
      isStopped = true;
      kill(reader);
      await Promise.all([reader.status, passing]);
    },
  };
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error; // it has ended
  }
}

/** Opens the pipe without waiting. Null when nobody reads it. */
function openPipe(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    if (["ENXIO", "ENOENT"].includes(String((error as { code?: string }).code))) return null;
    throw error;
  }
}

interface Passing extends KeyboardOptions {
  isStopped: () => boolean;
}

async function passKeys(keys: ReadableStream<Uint8Array>, pipe: number, options: Passing): Promise<void> {
  for await (const bytes of keys) {
    const pressed = await findSignals(bytes, options);
    pressed.forEach(options.onSignal);
    if (options.hasEnded() || !await writeAll(pipe, bytes, options)) continue;
    options.onKeys();
  }
}

/** Signals that the keys send. Asks for the terminal's settings only when it matters. */
async function findSignals(bytes: Uint8Array, { terminal, hasEnded }: Passing): Promise<Deno.Signal[]> {
  if (!bytes.includes(INTERRUPT) && !bytes.includes(QUIT)) return [];
  if (hasEnded()) return ["SIGINT"];
  const keys = await readSignalKeys(terminal.path);
  return [...new Set(Array.from(bytes, (byte) => keys.get(byte)).filter((signal) => signal !== undefined))];
}

/** Writes to the pipe. False when nobody reads it any more. */
async function writeAll(pipe: number, bytes: Uint8Array, { isStopped, hasEnded }: Passing): Promise<boolean> {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(pipe, bytes, at);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EPIPE") return false;
      if (code !== "EAGAIN") throw error;
      if (isStopped() || hasEnded()) return false;
      await new Promise((resolve) => setTimeout(resolve, FULL_PAUSE_MS));
    }
  }
  return true;
}
