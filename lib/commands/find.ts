/**
 * Finding what is kept: the store as commands use it, every experiment and run in it, the run of a short id.
 *
 * @module
 */
import { InvalidInput, NotFound } from "../errors.ts";
import type { Experiment, Run } from "../model.ts";
import { withPace } from "../runs/pace.ts";
import { isKvFile, kvLocation } from "../host/paths.ts";
import { recoverRuns } from "../runs/recover.ts";
import { openStore, type Store } from "../store/store.ts";
import { printError } from "../host/stderr.ts";
import { textOf, UsageError, type Words } from "./usage.ts";

/** An experiment with its runs, newest first. */
export interface Listed {
  experiment: Experiment;
  runs: Run[];
}

/** How a store of what is kept is opened. */
export interface OpenOptions {
  /** A named KV file that isn't there yet is as good as an empty one; stderr says so. */
  mayBeMissing?: boolean;
}

/**
 * Where the KV of what is kept is. No file is made for a look at it: where there is none by default, that is as good as an empty one.
 *
 * @throws {InvalidInput} field `kv`: a file that was named is not there
 */
async function locateKept(asked: string | undefined, { mayBeMissing = false }: OpenOptions): Promise<string> {
  const location = kvLocation(asked), named = asked || Deno.env.get("STDCURVE_KV");
  if (!isKvFile(location)) return location;
  try {
    await Deno.stat(location);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) return location; // whoever opens it says what is wrong with it
    if (named && !mayBeMissing) throw new InvalidInput("kv", `there is no KV file ${named}; name another with --kv`);
    if (named) printError(`stdcurve: there is no KV file ${named} yet`);
    return ":memory:";
  }
  return location;
}

/**
 * Opens the store that a command names. Runs that ended while nobody watched are brought to their end first, so that none is shown
 * as running for ever where no server is ever started.
 */
export async function openKept(values: Words["values"], options: OpenOptions = {}): Promise<Store> {
  const store = await openStore(await locateKept(textOf(values.kv), options));
  const warn = (error: unknown) => printError(`stdcurve: ${error instanceof Error ? error.message : error}`);
  try {
    const recovery = { instance: crypto.randomUUID(), onlyEnded: true, onError: warn };
    for (const { done } of await recoverRuns(store, recovery)) await done;
  } catch (error) {
    warn(error); // what is stored can be shown all the same
  }
  return store;
}

/** Every run of an experiment, newest first. */
export async function listRuns(store: Store, experimentId: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.runs.list(experimentId, cursor ? { cursor } : {});
    for (const run of page.items) runs.push(await withPace(store, run));
    cursor = page.cursor;
  }
  return runs;
}

/** Every experiment with its runs, newest first. */
export async function* listAll(store: Store): AsyncGenerator<Listed> {
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.experiments.list(cursor ? { cursor } : {});
    for (const experiment of page.items) yield { experiment, runs: await listRuns(store, experiment.id) };
    cursor = page.cursor;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORT_CHARS = 6;

/** The experiment of a name or an id. Throws NotFound. */
export async function findExperiment(store: Store, word: string): Promise<Experiment> {
  const named = await store.experiments.getByName(word);
  if (named) return named;
  if (UUID.test(word)) return await store.experiments.get(word.toLowerCase());
  throw new NotFound(`there is no experiment ${word}; stdcurve ls shows what there is`);
}

/** The run of an id, or of the beginning or end of one. Throws NotFound and UsageError. */
async function findRun(store: Store, word: string): Promise<Run> {
  if (UUID.test(word)) {
    return await store.runs.get(word.toLowerCase()).catch((error) => {
      throw error instanceof NotFound ? new NotFound(`${error.message}; stdcurve ls shows what there is`) : error;
    });
  }
  if (word.length < SHORT_CHARS || !/^[0-9a-f-]+$/i.test(word)) {
    throw new UsageError(
      `${
        word || "an empty word"
      } is no run id; stdcurve ls shows them (its first or last ${SHORT_CHARS} or more characters are enough)`,
    );
  }
  const found: Run[] = [], part = word.toLowerCase();
  for await (const { runs } of listAll(store)) {
    found.push(...runs.filter(({ id }) => id.endsWith(part) || id.startsWith(part)));
  }
  if (found.length > 1) {
    throw new UsageError(`${found.length} runs have ids like ${word}; give more of the id: stdcurve ls shows its end`);
  }
  if (!found[0]) throw new NotFound(`there is no run ${word}; stdcurve ls shows what there is`);
  return found[0];
}

/** The runs that words name, each once. Throws NotFound and UsageError when one of them is none. */
export async function findRuns(store: Store, words: readonly string[]): Promise<Run[]> {
  const found = new Map<string, Run>();
  for (const word of words) {
    const run = await findRun(store, word);
    found.set(run.id, run);
  }
  return [...found.values()];
}
