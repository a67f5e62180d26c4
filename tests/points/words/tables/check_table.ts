/**
 * Holds a table of words to its form: each word once, in lower case.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Words } from "../../../../lib/points/words/tables/table.ts";

/** Fails for a word that stands twice in a table, in whatever languages and meanings, or isn't written as tables write words. */
export function checkTable(table: Readonly<Record<string, Words>>): void {
  const places = Object.entries(table).flatMap(([meaning, words]) =>
    Object.entries(words).flatMap(([language, list]) => list.split(" ").map((word) => [word, `${meaning}.${language}`]))
  );
  const where = Map.groupBy(places, ([word]) => word!);
  const twice = [...where].filter(([, found]) => found.length > 1);
  assert.deepEqual(twice.map(([word, found]) => `${word}: ${found.map(([, place]) => place).join(", ")}`), []);
  assert.deepEqual(places.filter(([word]) => word === "" || word !== word!.normalize("NFC")), []);
}

/** Fails for a word of a table that has capitals. Units are written as they are printed. */
export function checkCase(table: Readonly<Record<string, Words>>): void {
  const lists = Object.values(table).flatMap((words) => Object.values(words));
  assert.deepEqual(lists.filter((list) => list !== list.toLowerCase()), []);
}
