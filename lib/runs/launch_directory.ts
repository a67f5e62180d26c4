/**
 * In which directory a command may run that someone asks this server to launch.
 *
 * @module
 */
import { isAbsolute, relative } from "node:path";
import { NotAllowed } from "../errors.ts";
import { resolveDirectory } from "../host/paths.ts";
import type { LaunchLimits } from "./launcher.ts";

const isInside = (path: string, directory: string) => {
  const way = relative(directory, path);
  return !/^\.\.(?:[/\\]|$)/.test(way) && !isAbsolute(way);
};

/**
 * The working directory for a command. Where only some directories are allowed, it is the real path, so that no symbolic link leads out.
 *
 * @throws {NotAllowed} when nothing may be launched, or not there
 */
export async function chooseDirectory(asked: string | undefined, limits: LaunchLimits): Promise<string> {
  const { isOff, directories } = limits;
  if (isOff) {
    throw new NotAllowed("this server launches nothing (--no-launch); run it from a terminal: stdcurve run -- COMMAND");
  }
  const path = resolveDirectory(asked ?? directories[0]);
  if (directories.length === 0) return path;
  // A directory that doesn't exist is refused like any other outside, so that nobody can find out what exists.
  const real = await Deno.realPath(path).catch(() => null);
  const allowed = await Promise.all(directories.map((directory) => Deno.realPath(directory).catch(() => null)));
  if (real !== null && allowed.some((directory) => directory !== null && isInside(real, directory))) return real;
  throw new NotAllowed(`commands may run in ${directories.join(" and ")} only (--launch-dir), not in ${path}`);
}
