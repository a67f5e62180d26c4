/**
 * Experiments: named groups of runs. A pointer from the name to the id keeps names unique: it is created only if there is none.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { Conflict, InvalidInput, NotFound } from "../../errors.ts";
import { NAME_MAX_CHARS, NOTES_MAX_CHARS } from "../../limits.ts";
import type { Experiment, Pattern } from "../../model.ts";
import { commitChecked, withLock } from "../flush/commit.ts";
import { isExperimentRecord } from "../check/shapes.ts";
import { leaveOut, misshapen } from "../kv/damage.ts";
import { experimentKey, experimentNameKey, experimentsPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { countListChange } from "./versions.ts";

/** Fields of an experiment that can be changed. */
export interface ExperimentChange {
  name?: string;
  description?: string;
  patterns?: Pattern[];
}

/** One page of a list; `cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  cursor: string | null;
}

/** An experiment as stored. `deleting` hides it; with `deletedAt` it can be restored. */
export type ExperimentRecord = Experiment & { deleting?: boolean; deletedAt?: number };

/** Trims a name. Throws InvalidInput unless it then has 1 to 200 characters and no control characters. */
export function checkName(name: string, field = "name"): string {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > NAME_MAX_CHARS) {
    throw new InvalidInput(
      field,
      `${field} must have 1 to ${NAME_MAX_CHARS} characters, not ${trimmed.length}`,
    );
  }
  checkCharacters(trimmed, field);
  return trimmed;
}

function checkCharacters(text: string, field: string): void {
  if (!/[\p{Cc}\p{Cs}]/u.test(text)) return;
  throw new InvalidInput(field, `${field} must not hold control characters: ${JSON.stringify(text)}`);
}

/** Throws InvalidInput when tags are too long in all or hold control characters, which a terminal would obey. */
export function checkTags(tags: readonly string[]): void {
  for (const tag of tags) checkCharacters(tag, "tags");
  checkSize(tags, "tags");
}

/** Returns notes or a description. Throws InvalidInput when they are too long. */
export function checkNotes(text: string, field: string): string {
  if (text.length > NOTES_MAX_CHARS) {
    throw new InvalidInput(
      field,
      `${field} may have at most ${NOTES_MAX_CHARS} characters, not ${text.length}`,
    );
  }
  return text;
}

/** Bytes of JSON in one field of a record. With two such fields, the longest notes and the paths, a run stays below a KV value's 64 KiB. */
const FIELD_MAX_BYTES = 14_000;

/** Throws InvalidInput when a list is too long for its record. */
export function checkSize(value: unknown, field: string): void {
  const { length } = new TextEncoder().encode(JSON.stringify(value));
  if (length > FIELD_MAX_BYTES) {
    throw new InvalidInput(field, `${field} may have at most ${FIELD_MAX_BYTES} bytes in all, not ${length}`);
  }
}

const CURSOR = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Lists entries below a prefix whose keys end in an id, newest first. With a cursor, starts after the entry of that id.
 *
 * @throws {InvalidInput} field `cursor` when it is not an id
 */
export function listFrom<T>(
  kv: Kv,
  prefix: Deno.KvKey,
  cursor: string | undefined,
): AsyncIterableIterator<Deno.KvEntry<T>> {
  const options = { reverse: true, onDamaged: leaveOut };
  if (!cursor) return kv.list<T>({ prefix }, options);
  if (!CURSOR.test(cursor)) throw new InvalidInput("cursor", "cursor is not one that this list returned");
  return kv.list<T>({ prefix, end: [...prefix, cursor] }, options);
}

/** Reads entries until the page of so many items is full; `pick` returns null to skip one. The cursor is null when no entry is left. */
export async function readPage<T, Item>(
  entries: AsyncIterableIterator<Deno.KvEntry<T>>,
  isFull: (count: number) => boolean,
  pick: (entry: Deno.KvEntry<T>) => Promise<Item | null> | Item | null,
): Promise<Page<Item>> {
  const items: Item[] = [];
  for await (const entry of entries) {
    const item = await pick(entry);
    if (item === null || !isFull(items.push(item))) continue;
    const { done } = await entries.next();
    return { items, cursor: done ? null : entry.key.at(-1) as string };
  }
  return { items, cursor: null };
}

/** Creates an experiment. Throws Conflict when the name is taken. */
export async function createExperiment(
  kv: Kv,
  input: { name: string; description?: string },
): Promise<Experiment> {
  const name = checkName(input.name),
    description = checkNotes(input.description ?? "", "description");
  const now = Date.now();
  const experiment: Experiment = {
    id: uuid(),
    name,
    description,
    createdAt: now,
    updatedAt: now,
    patterns: [],
  };
  const { ok } = await withLock(() =>
    countListChange(kv.atomic(), experiment.id)
      .check({ key: experimentNameKey(name), versionstamp: null })
      .set(experimentNameKey(name), experiment.id)
      .set(experimentKey(experiment.id), experiment)
      .commit()
  );
  if (!ok) throw new Conflict(`an experiment named "${name}" exists already`);
  return experiment;
}

/** The experiment with this id. Throws NotFound. */
export async function getExperiment(kv: Kv, id: string): Promise<Experiment> {
  const { value } = await withLock(() => kv.get<ExperimentRecord>(experimentKey(id)));
  if (!value || value.deleting) throw new NotFound(`there is no experiment ${id}`);
  return value;
}

/** The experiment with this name, or null. */
export async function getExperimentByName(kv: Kv, name: string): Promise<Experiment | null> {
  const trimmed = name.trim();
  if (trimmed.length > NAME_MAX_CHARS) return null;
  const { value: id } = await withLock(() => kv.get<string>(experimentNameKey(trimmed)));
  if (!id) return null;
  const { value } = await withLock(() => kv.get<ExperimentRecord>(experimentKey(id)));
  return value && !value.deleting ? value : null;
}

/** The experiment with this name. Creates it when there is none; two processes that do so at once get the same one. */
export async function getOrCreateExperiment(kv: Kv, name: string): Promise<Experiment> {
  const found = await getExperimentByName(kv, name);
  if (found) return found;
  try {
    return await createExperiment(kv, { name });
  } catch (error) {
    const made = error instanceof Conflict ? await getExperimentByName(kv, name) : null;
    if (!made) throw error;
    return made;
  }
}

/** Experiments, newest first. `q` keeps those whose name contains it, in upper or lower case. */
export async function listExperiments(
  kv: Kv,
  { q = "", limit = 100, cursor }: { q?: string; limit?: number; cursor?: string } = {},
): Promise<Page<Experiment>> {
  const wanted = q.toLowerCase();
  const entries = listFrom<ExperimentRecord>(kv, experimentsPrefix, cursor);
  return await readPage(
    entries,
    (count) => count >= limit,
    ({ key, value }) => {
      if (!isExperimentRecord(value)) return leaveOut(misshapen(key));
      return !value.deleting && value.name.toLowerCase().includes(wanted) ? value : null;
    },
  );
}

/** Changes an experiment. Throws NotFound; throws Conflict when the name is taken. */
export function updateExperiment(
  kv: Kv,
  id: string,
  change: ExperimentChange,
): Promise<Experiment> {
  if (change.patterns !== undefined) checkSize(change.patterns, "patterns");
  return commitChecked(`experiment ${id}`, async () => {
    const entry = await kv.get<ExperimentRecord>(experimentKey(id));
    const old = entry.value;
    if (!old || old.deleting) throw new NotFound(`there is no experiment ${id}`);
    const name = change.name === undefined ? old.name : checkName(change.name);
    const description = checkNotes(change.description ?? old.description, "description");
    const result = {
      ...old,
      name,
      description,
      patterns: change.patterns ?? old.patterns,
      updatedAt: Date.now(),
    };
    const operation = countListChange(kv.atomic().check(entry), id).set(experimentKey(id), result);
    if (name !== old.name) {
      const taken = await kv.get(experimentNameKey(name));
      if (taken.value !== null) throw new Conflict(`an experiment named "${name}" exists already`);
      operation.check(taken).set(experimentNameKey(name), id).delete(experimentNameKey(old.name));
    }
    return { operation, result };
  });
}
