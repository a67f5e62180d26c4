/**
 * Begins the command of a run: whom to notify and what is started stand in files of this user before it runs. Makes no record.
 *
 * @module
 */
import { keepCommand } from "../process/kept_command.ts";
import { createOutbox, type NotifyWish } from "../process/outbox.ts";
import { type StartedProcess, type StartOptions, startProcess } from "../process/start.ts";

/** What to begin. */
export interface BeginOptions extends StartOptions {
  /** Whom to notify of what happens to the run. */
  notify?: NotifyWish | undefined;
  onError?: ((error: unknown) => void) | undefined;
}

/** Begins a command. Throws what `startProcess` throws; a command that can't be kept for later runs all the same. */
export async function beginCommand(options: BeginOptions): Promise<StartedProcess> {
  const { spool, command, cwd, env = {}, terminal, notify, onError } = options;
  if (notify) createOutbox(spool, notify);
  const started = await startProcess(options);
  try {
    keepCommand(spool, { command, cwd, env, tty: terminal !== undefined });
  } catch (error) {
    onError?.(error);
  }
  return started;
}
