/**
 * Reads what was deleted and can be restored. What was just deleted is named by the address to which a deletion leads, `?deleted=`; a run that
 * the address asks for may have been deleted earlier. Changes nothing.
 *
 * @module
 */
import { validate } from "uuid";
import type { DeletedItem } from "../ui/DeletedList.tsx";
import type { DeletedNoticeProps } from "../ui/DeletedNotice.tsx";
import { mayChange, type State } from "./state.ts";

/** What can be restored. */
export interface LoadedDeleted {
  /** What the address names; null when that was not deleted. */
  notice: DeletedNoticeProps | null;
  /** All that can be restored, the newest first. */
  items: DeletedItem[];
}

const NOTHING: LoadedDeleted = { notice: null, items: [] };

/** What can be restored of an experiment's runs or, without one, of experiments. Nothing for a reader who may not change it. */
export async function loadDeleted(
  { url, state }: { url: URL; state: Pick<State, "store" | "scope"> },
  experimentId: string | null,
): Promise<LoadedDeleted> {
  if (!mayChange(state)) return NOTHING;
  const { store } = state;
  const items = await (experimentId === null ? store.experiments.listHidden() : store.runs.listHidden(experimentId));
  for (const name of ["deleted", ...experimentId === null ? [] : ["run"]]) {
    const id = url.searchParams.get(name);
    if (id === null || !validate(id)) continue;
    const hidden = experimentId === null
      ? await store.experiments.findHidden(id)
      : await store.runs.findHidden(experimentId, id);
    const ids = experimentId === null ? { experimentId: id } : { experimentId, runId: id };
    if (hidden) return { notice: { name: hidden.name, ...ids }, items };
  }
  return { notice: null, items };
}
