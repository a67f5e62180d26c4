/**
 * What a round leaves on the machine: processes of its own, found by the location of their KV, and spools. Ends nothing but what a failed
 * round has left.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { openStore } from "../../../lib/store/store.ts";
import { isComplete } from "../../../lib/model.ts";
import { listProcessIds, readProcess } from "../../../lib/process/process_list.ts";
import { listFiles } from "../workspace.ts";

function hasKv(pid: number, kv: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`STDCURVE_KV=${kv}`);
  } catch {
    return false; // it has ended, or is another user's
  }
}

/** Processes that have the KV of a round in their environment. None where the system shows no processes. */
export function listTraces(kv: string): { pid: number; name: string }[] {
  const found = (listProcessIds() ?? []).filter((pid) => pid !== Deno.pid && hasKv(pid, kv));
  return found.map((pid) => ({ pid, name: readProcess(pid)?.name ?? "a process" }));
}

/** Kills what a failed round has left. */
export function killTraces(kv: string): void {
  for (const { pid } of listTraces(kv)) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // it has ended meanwhile
    }
  }
}

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
