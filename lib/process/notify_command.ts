/**
 * Starts the command of a notification. It has a session of its own and outlives this process; its output goes nowhere.
 *
 * @module
 */
import { describeEnvironment } from "./start.ts";

/** How the command of a notification ended, or that it still runs. */
export type CommandEnd = { isRunning: true } | { isRunning: false; code: number };

/**
 * Runs a command by `/bin/sh -c` and waits for its end until the signal is aborted. One that takes longer goes on by itself.
 *
 * @param variables added to the environment of this process
 */
export async function runNotifyCommand(
  command: string,
  variables: Record<string, string>,
  signal: AbortSignal,
): Promise<CommandEnd> {
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", command],
    env: describeEnvironment(variables),
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  const { promise: late, resolve } = Promise.withResolvers<null>(), stop = () => resolve(null);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const status = await Promise.race([child.status, late]);
  signal.removeEventListener("abort", stop);
  if (status) return { isRunning: false, code: status.code };
  child.unref();
  return { isRunning: true };
}

/** A first word that a shell takes as it is. Others are variables, quotes, brackets and the like. */
const PLAIN_WORD = /^[\w./+-]+(?=\s|$)/;

/** False when a command surely can't be run here, because its first word names no program and nothing of the shell's own. */
export function canRunNotifyCommand(command: string): boolean {
  const word = PLAIN_WORD.exec(command.trim())?.[0];
  if (word === undefined) return true;
  try {
    const args = ["-c", 'command -v "$1"', "sh", word];
    return new Deno.Command("/bin/sh", { args, stdin: "null", stdout: "null", stderr: "null" }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable || error instanceof Deno.errors.NotFound) return true; // nobody can know
    throw error;
  }
}
