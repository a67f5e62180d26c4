/**
 * Paths on this machine: the data directory, the KV file and the directory of the spool files.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { makePrivateDirectory } from "./private_files.ts";

/** This user's home directory: the environment's, else that of the system's list of users, as for cron and systemd. Null where nobody says it. */
function findHome(): string | null {
  const set = Deno.env.get("HOME") || Deno.env.get("USERPROFILE");
  if (set) return set;
  try {
    return userInfo().homedir || null;
  } catch {
    return null; // the user isn't listed, or asking is not permitted
  }
}

/** The same where there must be one. Never a directory that depends on where the program was started. */
function requireHome(): string {
  const home = findHome();
  if (home !== null) return home;
  throw new Error("your home directory is unknown, so there is no place for the data; set HOME or STDCURVE_DATA");
}

/**
 * The data directory of this program: `STDCURVE_DATA`, otherwise where this system keeps data of programs.
 *
 * @throws {Error} where it would be in the home directory and none is known
 */
export function dataDirectory(): string {
  const own = Deno.env.get("STDCURVE_DATA");
  if (own) return resolve(own);
  const base = Deno.build.os === "darwin"
    ? join(requireHome(), "Library", "Application Support")
    : Deno.build.os === "windows"
    ? Deno.env.get("LOCALAPPDATA") || requireHome()
    : Deno.env.get("XDG_DATA_HOME") || join(requireHome(), ".local", "share");
  return join(base, "stdcurve");
}

/** True for the data directory. */
export function isDataDirectory(path: string): boolean {
  try {
    return path === dataDirectory();
  } catch {
    return false; // there is none
  }
}

/**
 * Makes the data directory, or tightens it: it is this user's alone. One that the user has named stays as it is.
 *
 * @throws {NotPrivate} when another user has made it
 */
export function makeDataDirectory(): void {
  const path = dataDirectory(), isNamed = Boolean(Deno.env.get("STDCURVE_DATA"));
  if (!isNamed || !existsSync(path)) makePrivateDirectory(path);
}

/** The user's directory for this program's state, such as tokens: below `STDCURVE_DATA`, else where the system keeps such files. */
export function stateDirectory(): string {
  if (Deno.env.get("STDCURVE_DATA") || Deno.build.os !== "linux") return join(dataDirectory(), "state");
  return join(Deno.env.get("XDG_STATE_HOME") || join(requireHome(), ".local", "state"), "stdcurve");
}

/** True for the path of a file, false for `:memory:` and for a KV Connect URL. */
export const isKvFile = (location: string): boolean => location !== ":memory:" && !/^https?:\/\//.test(location);

/** Location of the KV: the given one, otherwise `STDCURVE_KV` unless it is empty, otherwise `stdcurve.db` in the data directory. */
export function kvLocation(given?: string): string {
  const location = given || Deno.env.get("STDCURVE_KV") || join(dataDirectory(), "stdcurve.db");
  return isKvFile(location) ? resolve(location) : location;
}

/** Directory of the spool files of a KV. It is beside the KV file, so that all processes that use the file find it. */
export function spoolDirectory(location: string): string {
  return isKvFile(location) ? `${location}.spool` : join(dataDirectory(), "spool");
}

/** Resolves a working directory that a user has entered. `~` is the home directory; the default is the current directory. */
export function resolveDirectory(entered = "."): string {
  const home = findHome();
  return resolve(home ? entered.replace(/^~(?=\/|$)/, home) : entered);
}

/** Stands for the name of a machine that does not say it. Two machines of this name need not be the same. */
export const UNKNOWN_HOST = "unknown";

/** Name of this machine; "unknown" where reading it is not permitted, as on Deno Deploy. */
export function hostName(): string {
  try {
    return hostname();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    return UNKNOWN_HOST;
  }
}
