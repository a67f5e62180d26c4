/**
 * Names as programs write keys: one word of letters, digits and underscores.
 *
 * @module
 */

/** The words of a name as one key: `val_R²`, `D_x`. */
export function identifier(words: readonly (string | null)[]): string {
  const key = words.filter((word) => word !== null).join("_");
  return key.replaceAll(/[^\p{L}\p{M}\p{N}@]+/gu, "_").replace(/_$/, "");
}

/** The letters and digits of a name: two spellings of one name share them. */
export function spellingOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
