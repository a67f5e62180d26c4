/**
 * What a build left for serving: which modules there are, and which file in the browser is which island. Set once by
 * `_fresh/server.js` or the development server, before the first request.
 *
 * @module
 */
import type { Manifest } from "./types.ts";

/** Files of a build. */
export interface BuildInfo {
  /** Changes with any asset. */
  id: string;
  /** File of the code that wakes islands. */
  runtime: string;
  /** Files of islands by name. */
  islands: Record<string, string>;
}

/** A build in use. */
export interface Build {
  info: BuildInfo;
  manifest: Manifest;
  /** Folder of the project. */
  root: URL;
  /** Islands' names by their functions. */
  names: Map<unknown, string>;
}

let current: Build | null = null;

/** Name of an island's file: its own, without folder and ending. */
export const islandName = (file: string): string =>
  file.replace(/^.*\//, "").replace(/\.[jt]sx?$/, "");

/** Puts a build in use. */
export function useBuild(info: BuildInfo, manifest: Manifest): void {
  const names = new Map(
    Object.entries(manifest.islands).map(([file, module]) => [module.default, islandName(file)]),
  );
  current = { info, manifest, root: new URL("./", manifest.baseUrl), names };
}

/** The build in use; null without one: then there are no file routes and islands are plain markup. */
export const currentBuild = (): Build | null => current;

/** Address of a bundled script. */
export const scriptUrl = (file: string): string => `/_fresh/js/${current!.info.id}/${file}`;
