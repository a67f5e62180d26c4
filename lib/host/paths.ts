/**
 * Where things are on this machine: the data directory, the KV file in it, the spool beside that.
 *
 * @module
 */
import { hostname } from "node:os";
import { join, resolve } from "node:path";

/** The user's data directory for this program: `STDCURVE_DATA`, else where the system keeps such things. */
export function dataDirectory(): string {
  const own = Deno.env.get("STDCURVE_DATA");
  if (own) return resolve(own);
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  const base = Deno.build.os === "darwin"
    ? join(home, "Library", "Application Support")
    : Deno.build.os === "windows"
    ? Deno.env.get("LOCALAPPDATA") ?? home
    : Deno.env.get("XDG_DATA_HOME") ?? join(home, ".local", "share");
  return join(base, "stdcurve");
}

/** The user's directory for this program's state, such as tokens: below `STDCURVE_DATA`, else where the system keeps such files. */
export function stateDirectory(): string {
  if (Deno.env.get("STDCURVE_DATA") || Deno.build.os !== "linux") return join(dataDirectory(), "state");
  const home = Deno.env.get("HOME") ?? ".";
  return join(Deno.env.get("XDG_STATE_HOME") ?? join(home, ".local", "state"), "stdcurve");
}

/** True for the location of a file: neither in memory nor a KV Connect URL. */
export const isKvFile = (location: string): boolean => location !== ":memory:" && !/^https?:\/\//.test(location);

/** Where the KV is: what was asked for, else `STDCURVE_KV` unless empty, else `stdcurve.db` in the data directory. */
export function kvLocation(asked?: string): string {
  const location = asked || Deno.env.get("STDCURVE_KV") || join(dataDirectory(), "stdcurve.db");
  return isKvFile(location) ? resolve(location) : location;
}

/** Folder of the spool files that belong to a KV: beside its file, so that all programs on one file share it. */
export function spoolDirectory(location: string): string {
  return isKvFile(location) ? `${location}.spool` : join(dataDirectory(), "spool");
}

/** A working directory as entered, `~` for the user's own: from where this program runs, there unless one is given. */
export function resolveDirectory(entered = "."): string {
  const home = Deno.env.get("HOME");
  return resolve(home ? entered.replace(/^~(?=\/|$)/, home) : entered);
}

/** This machine's name; "unknown" where asking for it is not permitted (Deno Deploy). */
export function hostName(): string {
  try {
    return hostname();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    return "unknown";
  }
}
