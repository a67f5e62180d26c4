/**
 * A directory with a store for one test, and what tests of capture ask of it again and again.
 *
 * @module
 */
import { type Launched, type LaunchOptions, launchRun } from "../../lib/runs/launch.ts";
import type { Columns } from "../../lib/model.ts";
import { openStore, type Store } from "../../lib/store/store.ts";

/** A store on a file of its own, with one experiment. */
export interface Place {
  store: Store;
  directory: string;
  kv: string;
  spools: string;
  experimentId: string;
}

/** Runs a test in a place that is removed afterwards. */
export async function inPlace(test: (place: Place) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    const kv = `${directory}/kv.db`;
    using store = await openStore(kv);
    const { id: experimentId } = await store.experiments.create({ name: "e" });
    await test({ store, directory, kv, spools: `${directory}/spools`, experimentId });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** A run that is captured by the test itself. */
export async function makeRun({ store, experimentId }: Pick<Place, "store" | "experimentId">): Promise<string> {
  return (await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "here", status: "running" })).id;
}

/** Launches a command as a run. */
export function launch(place: Place, command: string[], options: Partial<LaunchOptions> = {}): Promise<Launched> {
  return launchRun(place.store, {
    experimentId: place.experimentId,
    command,
    cwd: place.directory,
    instance: crypto.randomUUID(),
    spoolDirectory: place.spools,
    ...options,
  });
}

/** A shell script as a command. */
export const sh = (script: string): string[] => ["sh", "-c", script];

/** A run's stored log. */
export async function readLog(store: Store, runId: string): Promise<Uint8Array> {
  const pieces = await Array.fromAsync(store.logs.bytes(runId)) as Uint8Array<ArrayBuffer>[];
  return await new Blob(pieces).bytes();
}

/** The same as text. */
export async function readLogText(store: Store, runId: string): Promise<string> {
  return new TextDecoder().decode(await readLog(store, runId));
}

/** One column of a metric; empty when the run doesn't have it. */
export async function readColumn(
  store: Store,
  runId: string,
  metric: string,
  column: keyof Columns = "value",
): Promise<number[]> {
  return [...(await store.points.read(runId)).columns.get(metric)?.[column] ?? []];
}

const LOOKS = 3000, LOOK_MS = 20;

/** Looks until something is found, for a minute at most. */
export async function waitFor<T>(find: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (let i = 0; i < LOOKS; i++) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error("waited in vain");
}

/** Names of the files in a directory; none when it is not there. */
export async function listFiles(path: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(path), ({ name }) => name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
