/**
 * What a build left for serving: which modules there are, and which script in the browser is which island. Set once by
 * `_fresh/server.js` or the development server, before the first request.
 *
 * @module
 */
import { setBuildId } from "./runtime.ts";
import type { Manifest } from "./types.ts";

/** A build: its id, which any asset changes; the script that wakes islands; the scripts of islands by name. */
export interface BuildInfo {
  id: string;
  runtime: string;
  islands: Record<string, string>;
}

/** A build in use, with the islands' names by their functions. */
export type Build = { info: BuildInfo; manifest: Manifest; root: URL; names: Map<unknown, string> };

let current: Build | null = null;

/** Name of an island's file: its own, without folder and ending. */
export const islandName = (file: string): string => file.replace(/^.*\/|\.tsx?$/g, "");

/** Puts a build in use. */
export function useBuild(info: BuildInfo, manifest: Manifest): void {
  const islands = Object.entries(manifest.islands);
  const names = new Map(islands.map(([file, module]) => [module.default, islandName(file)]));
  current = { info, manifest, root: new URL("./", manifest.baseUrl), names };
  setBuildId(info.id);
}

/** The build in use; null without one: then there are no file routes and islands are plain markup. */
export const currentBuild = (): Build | null => current;
