/**
 * A directory with a store for one test, and what tests of capture ask of it again and again.
 *
 * @module
 */
import { type Launched, type LaunchOptions, launchRun } from "../../lib/runs/launch.ts";
import type { Columns } from "../../lib/model.ts";
import { openStore, type Store } from "../../lib/store/store.ts";

/** A store on a file of its own, with one experiment. */
export interface Workspace {
  store: Store;
  directory: string;
  kv: string;
  spools: string;
  experimentId: string;
}

/** Runs a test in a workspace that is removed afterwards. */
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

/** A run that is captured by the test itself. */
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

/** A run's stored log. */
export async function readLogBytes(store: Store, runId: string): Promise<Uint8Array> {
  const pieces = await Array.fromAsync(store.logs.bytes(runId)) as Uint8Array<ArrayBuffer>[];
  return await new Blob(pieces).bytes();
}

/** The same as text. */
export async function readLogText(store: Store, runId: string): Promise<string> {
  return new TextDecoder().decode(await readLogBytes(store, runId));
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

/** Names of the files in a directory; none when it is not there. */
export async function listFiles(path: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(path), ({ name }) => name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
