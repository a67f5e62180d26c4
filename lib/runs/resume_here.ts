/**
 * Resumes a run by a server, with the command that this machine has started for it last. That command, its directory and environment are what
 * this user's own file says, never what a KV says. Refuses a command of which a secret is missing.
 *
 * @module
 */
import { Conflict, InvalidInput, NotAllowed } from "../errors.ts";
import { hostName } from "../host/paths.ts";
import { NotPrivate } from "../host/private_files.ts";
import type { Run } from "../model.ts";
import { type KeptCommand, readKeptCommand } from "../process/kept_command.ts";
import { spoolPath } from "../process/spool.ts";
import { checkDirectory } from "../process/start.ts";
import type { Store } from "../store/store.ts";
import { BLANK, isBlanked } from "../text/secrets.ts";
import type { LaunchCommand, Launched } from "./launch.ts";
import { chooseDirectory } from "./launch_directory.ts";
import { chooseLaunchTerminal } from "./launch_terminal.ts";
import type { LaunchLimits, ResumePlan } from "./launcher.ts";
import { resumeRun } from "./resume.ts";

/** What a server knows for it. */
export interface ResumeHereOptions
  extends Pick<LaunchCommand, "instance" | "spoolDirectory" | "onError" | "onOvertaken"> {
  limits: LaunchLimits;
  /** Id of the request for it. */
  request?: string | undefined;
}

const FROM_TERMINAL = (id: string) => `resume it from a terminal: stdcurve run --resume ${id} -- COMMAND`;

/**
 * The command that would be started again, and its directory.
 *
 * @throws {Conflict} when this machine has none for the run, or only a part of it
 * @throws {InvalidInput} when its directory is gone
 * @throws {NotAllowed} when the server may not launch it there
 */
export async function findKeptCommand(
  { id, host, command, logDeletedAt }: Run,
  { spoolDirectory, limits }: Pick<ResumeHereOptions, "spoolDirectory" | "limits">,
): Promise<KeptCommand> {
  if (command.length === 0) throw new Conflict(`run ${id} is an imported log, which no command can resume`);
  if (host !== hostName()) throw new Conflict(`run ${id} ran on ${host}, and only that machine can resume it`);
  if (logDeletedAt !== undefined) {
    throw new Conflict(`the log of run ${id} was deleted, so nothing can be appended to it`);
  }
  const kept = readKeptCommand(spoolPath(spoolDirectory, id));
  if (kept === null) {
    throw new Conflict(
      `this machine has kept no command of run ${id}, and starts nothing that only its KV names; ${FROM_TERMINAL(id)}`,
    );
  }
  if (isBlanked([...kept.command, ...Object.values(kept.env)])) {
    throw new Conflict(`its command had a secret, ${BLANK}, that stdcurve didn't keep; ${FROM_TERMINAL(id)}`);
  }
  await checkDirectory(kept.cwd);
  return { ...kept, cwd: await chooseDirectory(kept.cwd, limits) };
}

/** What resuming a run by a server starts, whatever the run's status. */
export async function planResume(run: Run, options: Parameters<typeof findKeptCommand>[1]): Promise<ResumePlan> {
  try {
    const { command, cwd } = await findKeptCommand(run, options);
    return { refusal: "", command, cwd };
  } catch (error) {
    const isExpected = [Conflict, InvalidInput, NotAllowed, NotPrivate].some((kind) => error instanceof kind);
    if (isExpected) return { refusal: (error as Error).message };
    throw error;
  }
}

/**
 * Starts the newest command of a run again, as a further segment of it.
 *
 * @throws {NotFound}
 * @throws {Conflict} for a run that is live, or can't be resumed here
 * @throws {NotAllowed} when the server may not launch it there
 * @throws {InvalidInput} when its directory is gone
 */
export async function resumeHere(store: Store, id: string, options: ResumeHereOptions): Promise<Launched> {
  const { command, cwd, env, tty } = await findKeptCommand(await store.runs.get(id), options);
  const inTerminal = await chooseLaunchTerminal({ command, env, tty });
  return await resumeRun(store, { env, ...options, ...inTerminal, runId: id, command, cwd });
}
