/**
 * Adds and removes tags of a run, whatever others change at the same time.
 *
 * @module
 */
import { InvalidInput } from "../../errors.ts";
import { TAGS_MAX } from "../../limits.ts";
import type { Run } from "../../model.ts";
import type { Kv } from "../kv/kv.ts";
import { updateRun } from "./runs.ts";

/** Tags to add and to remove. */
export interface TagChange {
  add: readonly string[];
  remove: readonly string[];
}

/**
 * The tags with those that are added behind, without those that are removed. Each stands once.
 *
 * @throws {InvalidInput} field `tags` when there are more than `TAGS_MAX`
 */
export function mergeTags(tags: readonly string[], { add, remove }: TagChange): string[] {
  const merged = [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
  if (merged.length > TAGS_MAX) {
    throw new InvalidInput("tags", `a run may have ${TAGS_MAX} tags, not ${merged.length}`);
  }
  return merged;
}

/** Changes the tags of a run. Throws NotFound; throws InvalidInput for too many. */
export const changeTags = (kv: Kv, id: string, change: TagChange): Promise<Run> =>
  updateRun(kv, id, ({ tags }) => ({ tags: mergeTags(tags, change) }));
