/**
 * How the API starts commands. An interface, so that the API also works on a platform where nothing can be started.
 *
 * @module
 */
import type { Run } from "../model.ts";
import type { NotifyWish } from "../process/outbox.ts";

/** A command to start as a run. */
export interface LaunchInput {
  experimentId: string;
  command: string[];
  name?: string;
  /** Defaults to the server's working directory, or to the first one in which commands may run. */
  cwd?: string;
  env?: Record<string, string>;
  /** Id of the run; a new one by default. */
  id?: string;
  /** When it is aborted before the command has begun, the command isn't started. */
  signal?: AbortSignal;
  /** True for a command in a terminal of its own; by default its output goes to a file. */
  tty?: boolean;
  /** Whom to notify of what happens to the run. */
  notify?: NotifyWish;
}

/** What a server may launch for those who ask it. */
export interface LaunchLimits {
  /** True when nothing may be launched. */
  isOff: boolean;
  /** Directories in which commands may run, absolute; any directory when there is none. */
  directories: readonly string[];
}

/** A command that was launched before. */
export interface LastLaunch {
  /** Without secrets. */
  command: readonly string[];
  cwd: string;
}

/** What resuming a run starts: the command and its directory, or why nothing can be started. */
export type ResumePlan = { refusal: ""; command: string[]; cwd: string } | { refusal: string };

/** Starts commands. */
export interface Launcher {
  /** False when nothing may be launched: `launch` throws then. */
  readonly mayLaunch: boolean;
  /** Resolves once the command runs. Throws InvalidInput, NotFound or NotAllowed, and Conflict when there are too many live runs. */
  launch(input: LaunchInput): Promise<Run>;
  /**
   * Starts a run that has ended again, with what this machine has started for it last. `request` is the id of the request for it, if it has
   * one. Throws NotFound or NotAllowed, and Conflict when that can't be done.
   */
  resume(runId: string, request?: string): Promise<Run>;
  /** What `resume` would start, whatever the run's status. */
  planResume(run: Run): Promise<ResumePlan>;
  /** What was last launched here for an experiment; null for nothing. Never what a KV says, which others may have written. */
  lastLaunch(experimentId: string): LastLaunch | null;
}
