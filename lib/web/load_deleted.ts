/**
 * Reads what was just deleted, by the address to which a deletion leads: `?deleted=`. A page without it reads nothing.
 *
 * @module
 */
import { validate } from "uuid";
import type { Store } from "../store/store.ts";
import type { DeletedNoticeProps } from "../ui/DeletedNotice.tsx";

/** The run of this experiment, or without one the experiment, that can be restored; null when there is none. */
export async function loadDeleted(
  store: Store,
  url: URL,
  experimentId: string | null,
): Promise<DeletedNoticeProps | null> {
  const id = url.searchParams.get("deleted");
  if (id === null || !validate(id)) return null;
  if (experimentId === null) {
    const hidden = await store.experiments.findHidden(id);
    return hidden && { name: hidden.name, experimentId: id };
  }
  const hidden = await store.runs.findHidden(experimentId, id);
  return hidden && { name: hidden.name, experimentId, runId: id };
}
