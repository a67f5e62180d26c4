/**
 * The settings that the rows of an experiment leave out where a run has the same. They are those of the first run that has points, and they
 * never change: each run says in what it differs.
 *
 * @module
 */
import { withLock } from "../flush/commit.ts";
import { baseSettingsKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";

/** The base of an experiment; null while it has none. */
export const readBase = async (kv: Kv, experimentId: string): Promise<Record<string, string> | null> =>
  (await withLock(() => kv.get<Record<string, string>>(baseSettingsKey(experimentId)))).value;

/** The base of an experiment. These settings become it when it has none. */
export async function getOrCreateBase(
  kv: Kv,
  experimentId: string,
  settings: Record<string, string>,
): Promise<Record<string, string>> {
  const key = baseSettingsKey(experimentId), check = { key, versionstamp: null };
  const { ok } = await withLock(() => kv.atomic().check(check).set(key, settings).commit());
  return ok ? settings : await readBase(kv, experimentId) ?? settings;
}
