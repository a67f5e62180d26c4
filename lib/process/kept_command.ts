/**
 * What was started as a run, kept beside the spools after the run's end, so that this machine can start the same again. It is this user's own
 * word: what a KV says is never started. Keeps no secrets, and of the environment only what says which programs run and where.
 *
 * @module
 */
import { dirname, join } from "node:path";
import {
  checkPrivateDirectory,
  NotPrivate,
  readPrivateFile,
  removeFile,
  writePrivateFile,
} from "../host/private_files.ts";
import { KEPT_COMMANDS_MAX } from "../limits.ts";
import { blankCommand, blankRecord } from "../text/secrets.ts";

/** A command as it was started last. Where something was a secret, it has a blank. */
export interface KeptCommand {
  command: string[];
  cwd: string;
  /** Variables that its environment had. */
  env: Record<string, string>;
  /** True when it had a terminal of its own. */
  tty: boolean;
}

/** Variables of our own environment that decide what a command's words mean. */
const KEPT_ENV = [
  "PATH",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "CONDA_DEFAULT_ENV",
  "PYTHONPATH",
  "LD_LIBRARY_PATH",
  "CUDA_VISIBLE_DEVICES",
];

const KEPT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.command$/;
const pathOf = (spool: string) => `${spool.replace(/\.log$/, "")}.command`;

function readKeptVariables(): Record<string, string> {
  const known = KEPT_ENV.map((name) => [name, Deno.env.get(name)] as const);
  return Object.fromEntries(known.filter((each): each is [typeof each[0], string] => each[1] !== undefined));
}

/** Removes the oldest where there are more than may be kept. Ids sort by time. */
function dropOldest(directory: string): void {
  const names = Array.from(Deno.readDirSync(directory), ({ name }) => name).filter((name) => KEPT.test(name));
  const tooMany = names.length - KEPT_COMMANDS_MAX;
  if (tooMany > 0) names.sort().slice(0, tooMany).forEach((name) => removeFile(join(directory, name)));
}

/** Keeps what is started as the run of a spool, instead of what was started for it before. `env` was added to the environment. */
export function keepCommand(spool: string, { command, cwd, env, tty }: KeptCommand): void {
  const directory = dirname(spool);
  if (!checkPrivateDirectory(directory)) return;
  const kept: KeptCommand = {
    command: blankCommand(command),
    cwd,
    env: blankRecord({ ...readKeptVariables(), ...env }),
    tty,
  };
  writePrivateFile(pathOf(spool), JSON.stringify(kept));
  dropOldest(directory);
}

/** What was started last as the run of a spool; null when this user's stdcurve has started nothing for it here, or not lately. */
export function readKeptCommand(spool: string): KeptCommand | null {
  if (!checkPrivateDirectory(dirname(spool))) return null;
  const text = readPrivateFile(pathOf(spool));
  try {
    return text === null ? null : JSON.parse(text) as KeptCommand;
  } catch (cause) {
    throw new NotPrivate(`${pathOf(spool)} isn't what stdcurve has written; remove it`, { cause });
  }
}
