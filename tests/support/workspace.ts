/**
 * A temporary directory with a store for one test, and what tests of captures often need.
 *
 * @module
 */
import { type Launched, type LaunchOptions, launchRun } from "../../lib/runs/launch.ts";
import type { Columns } from "../../lib/model.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { heedSignals } from "./signals.ts";

heedSignals();

/** A store on a file of its own, with one experiment. */
export interface Workspace {
  store: Store;
  directory: string;
  kv: string;
  spools: string;
  experimentId: string;
}

/** Runs a test in a workspace, which is removed afterwards. */
export async function inWorkspace(test: (workspace: Workspace) => Promise<void>): Promise<void> {
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

/** Creates a running run that the test captures itself. Gives its id. */
export async function createLiveRun(
  { store, experimentId }: Pick<Workspace, "store" | "experimentId">,
): Promise<string> {
  return (await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "here", status: "running" })).id;
}

/** Launches a command as a run. */
export function launch(
  workspace: Workspace,
  command: string[],
  options: Partial<LaunchOptions> = {},
): Promise<Launched> {
  return launchRun(workspace.store, {
    experimentId: workspace.experimentId,
    command,
    cwd: workspace.directory,
    instance: crypto.randomUUID(),
    spoolDirectory: workspace.spools,
    ...options,
  });
}

/** A shell script as a command. */
export const sh = (script: string): string[] => ["sh", "-c", script];

/** The stored log of a run. */
export async function readLogBytes(store: Store, runId: string): Promise<Uint8Array> {
  const pieces = await Array.fromAsync(store.logs.bytes(runId)) as Uint8Array<ArrayBuffer>[];
  return await new Blob(pieces).bytes();
}

/** The stored log of a run as text. */
export async function readLogText(store: Store, runId: string): Promise<string> {
  return new TextDecoder().decode(await readLogBytes(store, runId));
}

/** One column of a metric. Empty if the run does not have the metric. */
export async function readColumn(
  store: Store,
  runId: string,
  metric: string,
  column: keyof Columns = "value",
): Promise<number[]> {
  return [...(await store.points.read(runId)).columns.get(metric)?.[column] ?? []];
}

/** Names of the files in a directory. Empty if the directory does not exist. */
export async function listFiles(path: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(path), ({ name }) => name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Names of the files that belong to runs under way, or that were left of some, in a directory of spools. Kept commands stay by intention. */
export async function listSpooled(path: string): Promise<string[]> {
  return (await listFiles(path)).filter((name) => !name.endsWith(".command"));
}
