/**
 * Walks over what a KV holds without reading the values of whole folders. A folder is the first part of a key.
 *
 * @module
 */
import { withLock } from "../flush/commit.ts";
import type { Kv } from "./kv.ts";

/** The part of a KV that a walk needs. */
export type Lister = Pick<Kv, "list">;

/** Selects every key of a folder, the one that is the folder's name alone too. */
export const selectFolder = (folder: string): Deno.KvListSelector => ({ start: [folder], end: [`${folder}\0`] });

/** Lists the different values of the part that follows a prefix, in order: folders for `[]`, ids for `["log"]`. Only texts are listed. */
export async function* listParts(kv: Lister, prefix: readonly string[]): AsyncGenerator<string> {
  let selector: Deno.KvListSelector = { prefix: [...prefix] };
  for (;;) {
    const [entry] = await withLock(() => Array.fromAsync(kv.list(selector, { limit: 1 })));
    const part = entry?.key[prefix.length];
    if (typeof part !== "string") return;
    yield part;
    // In KV's order this comes right after all keys that begin with the part.
    selector = { prefix: [...prefix], start: [...prefix, `${part}\0`] };
  }
}
