/**
 * esbuild, except that its builds have source maps. The task `coverage` builds the app with it in place of esbuild. Scripts that are
 * written to a directory stay the same, and a `.map` file is written beside each.
 *
 * @module
 */
import * as esbuild from "esbuild";

/** Builds with source maps: in files of their own, or inside a script that is only returned. Styles get none. */
export const build = (options: esbuild.BuildOptions): Promise<esbuild.BuildResult> => {
  const sourcemap = options.outdir ? "external" : options.format ? "inline" : false;
  return esbuild.build({ ...options, sourcemap });
};

export const { context, stop, transform } = esbuild;
