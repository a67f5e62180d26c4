/**
 * What the API asks of whoever can start commands, so that it runs where nobody can.
 *
 * @module
 */
import type { Run } from "../model.ts";

/** A command to start as a run. */
export interface LaunchInput {
  experimentId: string;
  command: string[];
  name?: string;
  /** Defaults to the server's working directory. */
  cwd?: string;
  env?: Record<string, string>;
}

/** Starts commands. */
export interface Launcher {
  /** Resolves when the command runs. Throws InvalidInput, NotFound. */
  launch(input: LaunchInput): Promise<Run>;
}
