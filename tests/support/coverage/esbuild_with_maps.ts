/**
 * esbuild, except that every build also writes source maps. The task `coverage` builds the app with it in place of esbuild. The scripts
 * stay the same: no comment in them names the maps.
 *
 * @module
 */
import * as esbuild from "esbuild";

/** Builds, with a `.map` file beside each output. */
export const build = (options: esbuild.BuildOptions): Promise<esbuild.BuildResult> =>
  esbuild.build({ ...options, sourcemap: "external" });

export const { context, stop, transform } = esbuild;
