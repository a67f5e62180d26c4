/**
 * What a round leaves on the machine: processes of its own, found by the location of their KV, and spools. Ends nothing but what a failed
 * round has left.
 *
 * @module
 */
import { openStore } from "../../../lib/store/store.ts";
import { isComplete } from "../../../lib/model.ts";
import { killAll, listMarked, type MarkedProcess } from "../marked_processes.ts";
import { listFiles } from "../workspace.ts";

/** Processes that have the KV of a round in their environment. None where the system shows no processes. */
export const listTraces = (kv: string): MarkedProcess[] => listMarked({ name: "STDCURVE_KV", value: kv });

/** Kills what a failed round has left. */
export const killTraces = (kv: string): void => killAll(listTraces(kv));

/** Ids of the runs that have a spool. */
export const listSpooled = async (kv: string): Promise<string[]> =>
  (await listFiles(`${kv}.spool`)).filter((name) => name.endsWith(".log")).map((name) => name.slice(0, -".log".length));

/** Ids of the runs of which anything is left beside the spools, besides the command that is kept. */
export const listLeft = async (kv: string): Promise<string[]> => {
  const ids = (await listFiles(`${kv}.spool`)).flatMap((name) =>
    /^(.{36})\.(?:log|note|keys|notify)$/.exec(name)?.[1] ?? []
  );
  return [...new Set(ids)].sort();
};

/** Watches the spools of a round. `stop` gives a sentence for each one that was removed while its run was live. */
export function watchSpools(kv: string): { stop(): Promise<string[]> } {
  const seen = new Set<string>(), early: string[] = [];
  let looking = Promise.resolve();
  const look = async () => {
    const now = await listSpooled(kv);
    for (const id of now) seen.add(id);
    for (const id of [...seen].filter((each) => !now.includes(each))) {
      seen.delete(id);
      using store = await openStore(kv);
      const run = await store.runs.get(id);
      if (!isComplete(run.status)) early.push(`the spool of run ${id} was removed while the run was ${run.status}`);
    }
  };
  const timer = setInterval(() => looking = looking.then(look).catch((error) => void early.push(String(error))), 100);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      return early;
    },
  };
}
