/**
 * Which setting or metric a name in a filter means: letters of either case, spaces for `_`, and the synonyms under which metrics are charted.
 *
 * @module
 */
import { unifyName } from "../../text/name_synonyms.ts";

/** The form in which names are compared. */
export const normalName = (name: string): string => unifyName(name.trim().toLowerCase().replace(/\s+/g, "_"));

/** True when one of the names is the wanted one. */
export const hasName = (names: readonly string[], wanted: string): boolean =>
  names.includes(wanted) || names.some((name) => normalName(name) === normalName(wanted));

/** Finds the entry of a record that a name means; undefined without one. It remembers the names of the records that it has seen. */
export function makeLookup(wanted: string): <T>(record: Readonly<Record<string, T>>) => T | undefined {
  const normal = normalName(wanted), seen = new Map<string, boolean>();
  const isWanted = (name: string): boolean => {
    const known = seen.get(name);
    if (known !== undefined) return known;
    const isSame = normalName(name) === normal;
    seen.set(name, isSame);
    return isSame;
  };
  return (record) => {
    if (Object.hasOwn(record, wanted)) return record[wanted];
    for (const name in record) {
      if (isWanted(name)) return record[name];
    }
    return undefined;
  };
}
