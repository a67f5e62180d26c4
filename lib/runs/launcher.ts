/**
 * How the API starts commands. An interface, so that the API also works on a platform where nothing can be started.
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
  /** Resolves once the command runs. Throws InvalidInput or NotFound. */
  launch(input: LaunchInput): Promise<Run>;
}
