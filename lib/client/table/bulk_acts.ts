/**
 * What can be done to the ticked runs at once, and what came of it in words. Loaded when it is first needed.
 *
 * @module
 */
import { formatCount } from "../../text/count.ts";
import type { WireBulk } from "../../wire.ts";
import { sendChange } from "../server/send.ts";

/** What to do. */
export type BulkAct =
  | { act: "tag"; add_tags: string[]; remove_tags: string[] }
  | { act: "cancel" | "delete" | "restore" };

/** What was done. */
export interface BulkResult {
  done: string[];
  words: string;
}

const DONE = { tag: "tagged", cancel: "asked to stop", delete: "deleted", restore: "restored" } as const;

/** How many runs were changed, and why the others weren't. */
export function describeBulk(act: BulkAct["act"], { done, failed }: WireBulk): string {
  const words = `${formatCount(done.length, "run")} ${DONE[act]}.`;
  if (failed.length === 0) return words;
  const reasons = [...new Set(failed.map(({ detail }) => detail))].slice(0, 3).join("; ");
  return `${words} ${formatCount(failed.length, "run")} not: ${reasons}.`;
}

/** Changes runs. Never throws. */
export async function changeRuns(ids: readonly string[], act: BulkAct): Promise<BulkResult> {
  const sent = await sendChange<WireBulk>({ method: "POST", path: "/api/runs/bulk", body: { ids, ...act } });
  return sent.ok
    ? { done: sent.value.done, words: describeBulk(act.act, sent.value) }
    : { done: [], words: sent.message };
}

/**
 * Reads what a user wrote as tags: words with commas or spaces between them; one with a minus before it is removed.
 *
 * @example
 * ```ts
 * import { readTags } from "./bulk_acts.ts";
 * readTags("baseline, -draft"); // { add_tags: ["baseline"], remove_tags: ["draft"] }
 * ```
 */
export function readTags(text: string): { add_tags: string[]; remove_tags: string[] } {
  const words = [...new Set(text.split(/[\s,]+/).filter((word) => word !== "" && word !== "-"))];
  return {
    add_tags: words.filter((word) => !word.startsWith("-")),
    remove_tags: words.filter((word) => word.startsWith("-")).map((word) => word.slice(1)),
  };
}
