/**
 * Holds a table of words to its form: each word once, in lower case.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Words } from "../../../../lib/points/words/tables/table.ts";

/** Meanings with their words. */
type Table = Readonly<Record<string, Words>>;

/** Fails for a word that stands twice in a table, in whatever languages and meanings, or that isn't in lower case. */
export function checkTable(table: Table): void {
  checkOnce(table);
  const lists = Object.values(table).flatMap((words) => Object.values(words));
  assert.deepEqual(lists.filter((list) => list !== list.toLowerCase()), []);
}

/** The same for a table whose words may mean several things: fails for a word that stands twice under one. */
export function checkMeanings(table: Table): void {
  for (const [meaning, words] of Object.entries(table)) checkTable({ [meaning]: words });
}

/** Fails for a word that stands twice in a table, whose words may have capitals. */
export function checkOnce(table: Table): void {
  const places = Object.entries(table).flatMap(([meaning, words]) =>
    Object.entries(words).flatMap(([language, list]) => list.split(" ").map((word) => [word, `${meaning}.${language}`]))
  );
  const twice = [...Map.groupBy(places, ([word]) => word!)].filter(([, found]) => found.length > 1);
  assert.deepEqual(twice.map(([word, found]) => `${word}: ${found.map(([, place]) => place).join(", ")}`), []);
  assert.deepEqual(places.filter(([word]) => word === "" || word !== word!.normalize("NFC")), []);
}
