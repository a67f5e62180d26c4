/**
 * Opens the database for the commands that look at stored runs, and finds experiments and runs in it. Creates no database file.
 *
 * @module
 */
import { InvalidInput, NotFound } from "../errors.ts";
import { isKvFile, kvLocation } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import type { Experiment, Run } from "../model.ts";
import { withPace } from "../runs/pace.ts";
import { describeOwnerSilence, withOwner } from "../runs/run_owner.ts";
import { openStore, type Store } from "../store/store.ts";
import { UsageError } from "./usage.ts";

/** An experiment with its runs, newest first. */
export interface Listed {
  experiment: Experiment;
  runs: Run[];
  /** How many runs the experiment has, where only some of them are listed. */
  of?: number;
}

/** How `openKept` treats a missing file. */
export interface OpenOptions {
  /** A missing KV file counts as empty, and a line on stderr says so. */
  mayBeMissing?: boolean;
}

/**
 * Location of the database. The default file may be missing and then counts as empty.
 *
 * @throws {InvalidInput} field `kv` when the user named a file that does not exist
 */
export async function locateKept(
  named: string | undefined,
  { mayBeMissing = false }: OpenOptions = {},
): Promise<string> {
  const location = kvLocation(named);
  if (!isKvFile(location)) return location;
  try {
    await Deno.stat(location);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) return location; // the caller will fail to open it, with a better error
    if (named && !mayBeMissing) throw new InvalidInput("kv", `there is no KV file ${named}; name another with --kv`);
    if (named) printError(`stdcurve: there is no KV file ${named} yet`);
    return ":memory:";
  }
  return location;
}

/**
 * Opens the database of a command: the file or URL that the user named, else the default file. Recovers nothing: a run whose stdcurve died
 * stays running until `stdcurve serve`, `run` or `import -` takes it over.
 */
export async function openKept(named: string | undefined, options: OpenOptions = {}): Promise<Store> {
  return await openStore(await locateKept(named, options));
}

/** Every run of an experiment, newest first. */
export async function listRunsOf(store: Store, experimentId: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.runs.list(experimentId, cursor ? { cursor } : {});
    for (const run of page.items) runs.push(await withOwner(store, await withPace(store, run)));
    cursor = page.cursor;
  }
  return runs;
}

/** Every experiment with its runs, newest first. */
export async function* listWithRuns(store: Store): AsyncGenerator<Listed> {
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.experiments.list(cursor ? { cursor } : {});
    for (const experiment of page.items) yield { experiment, runs: await listRunsOf(store, experiment.id) };
    cursor = page.cursor;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORT_CHARS = 6;

/** Finds an experiment by its name or id. Throws NotFound. */
export async function findExperiment(store: Store, word: string): Promise<Experiment> {
  const named = await store.experiments.getByName(word);
  if (named) return named;
  if (UUID.test(word)) return await store.experiments.get(word.toLowerCase());
  throw new NotFound(`there is no experiment ${word}; stdcurve ls lists all`);
}

/** Finds a run by its id, or by the first or last characters of its id. Throws NotFound and UsageError. */
async function findRun(store: Store, word: string): Promise<Run> {
  if (UUID.test(word)) {
    return await store.runs.get(word.toLowerCase()).catch((error) => {
      throw error instanceof NotFound ? new NotFound(`${error.message}; stdcurve ls lists all`) : error;
    });
  }
  if (word.length < SHORT_CHARS || !/^[0-9a-f-]+$/i.test(word)) {
    throw new UsageError(
      `${
        word || "an empty word"
      } is not a run id; give an id, or its first or last ${SHORT_CHARS} or more characters: ` +
        "stdcurve ls lists them",
    );
  }
  const found: Run[] = [], part = word.toLowerCase();
  for await (const { runs } of listWithRuns(store)) {
    found.push(...runs.filter(({ id }) => id.endsWith(part) || id.startsWith(part)));
  }
  if (found.length > 1) {
    throw new UsageError(
      `${found.length} runs have ids like ${word}; give more characters of the id: stdcurve ls lists its end`,
    );
  }
  if (!found[0]) throw new NotFound(`there is no run ${word}; stdcurve ls lists all`);
  return found[0];
}

/** Finds the runs of some ids, each run once. Throws NotFound and UsageError when one id is not found. */
export async function findRuns(store: Store, words: readonly string[]): Promise<Run[]> {
  const found = new Map<string, Run>();
  for (const word of words) {
    const run = await findRun(store, word);
    found.set(run.id, run);
  }
  return [...found.values()];
}

/** Says of live runs whose owner is silent that something may be missing of them. */
export async function reportSilent(store: Store, runs: readonly Run[]): Promise<void> {
  for (const run of runs) {
    const silence = describeOwnerSilence((await withOwner(store, run)).owner);
    if (silence) printError(`stdcurve: run ${run.id}: ${silence}; what it has printed since is not stored yet`);
  }
}
