/**
 * What the store has of the run that was attacked, and what it should have. Changes nothing.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { extractPoints } from "../../../lib/intake/extract.ts";
import type { Run } from "../../../lib/model.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";

/** The newest run of an experiment, by the experiment's name. */
export async function findNewest(store: Store, name: string): Promise<Run[]> {
  const experiment = await store.experiments.getByName(name);
  return experiment ? (await store.runs.list(experiment.id)).items : [];
}

/** Id of the only run of an experiment. Null before there is one. */
export async function getOrNone(kv: string, name: string): Promise<string | null> {
  if (!existsSync(kv)) return null;
  using store = await openStore(kv);
  return (await findNewest(store, name))[0]?.id ?? null;
}

/** The points that a run has, a line of text each. */
export async function readStoredPoints(store: Store, id: string): Promise<string[]> {
  const { columns } = await store.points.read(id);
  return [...columns].flatMap(([name, { step, value, line, epoch }]) =>
    [...value].map((each, at) => `${name} step ${step[at]} value ${each} line ${line[at]} epoch ${epoch[at]}`)
  ).sort();
}

/** The points that an undisturbed reading of a log gives, as the same text. */
export async function readUndisturbed(log: Uint8Array): Promise<string[]> {
  const found: string[] = [];
  await extractPoints(
    ReadableStream.from([log]),
    ({ metric, step, value, line, epoch }) =>
      void found.push(`${metric} step ${step} value ${value} line ${line} epoch ${epoch ?? NaN}`),
  );
  return found.sort();
}
