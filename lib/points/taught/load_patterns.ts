/**
 * Compiles an experiment's patterns when there are any.
 *
 * @module
 */
import type { Pattern } from "../../model.ts";
import type { CompiledPattern } from "./pattern.ts";

/**
 * Compiles patterns. Most runs have none: the library of regular expressions, 4 MB of memory, is loaded for the first one.
 *
 * @throws {InvalidInput} field `pattern` for one that can't be used
 */
export async function loadPatterns(patterns: readonly Pattern[]): Promise<CompiledPattern[]> {
  if (patterns.length === 0) return [];
  return (await import("./pattern.ts")).compilePatterns(patterns);
}
