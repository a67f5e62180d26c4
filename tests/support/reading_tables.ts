/**
 * The tables of the reader whose records show what they read: rules of the grammar, parts of prefixes, signs of settings. For the tests of
 * their lines, `mutants` and the document.
 *
 * @module
 */
import { DUMP_RULES } from "../../lib/points/grammar/settings/dump_rules.ts";
import { PHRASE_RULES } from "../../lib/points/grammar/phrases/table.ts";
import { RULES } from "../../lib/points/grammar/rules/table.ts";
import { findPrefix } from "../../lib/points/words/prefix.ts";
import { PREFIX_PARTS } from "../../lib/points/words/prefix/prefix_parts.ts";
import { showPoints } from "./read_rule.ts";

/** A record of a table: its name, and its lines with what is read of them. */
export interface ShownRecord {
  name: string;
  lines: readonly (readonly [log: string, shown: string])[];
}

/** A table, in the order in which its records are asked. */
export interface ReadingTable {
  title: string;
  /** What the document says of it. */
  about: string;
  records: ShownRecord[];
  /** What is read of a record's lines. */
  show(log: string): string;
}

/** All tables, in the order of the document. */
export const READING_TABLES: readonly ReadingTable[] = [
  {
    title: "What each number is",
    about:
      "A number is given to the first of these rules that takes it. `stdcurve extract --explain FILE` says which one took each number " +
      "of your log. Behind\nan arrow stand the points of the lines above it, as `name=value@step`; a speed or a time\nends with `!`.",
    records: RULES,
    show: showPoints,
  },
  {
    title: "How a number's name is found",
    about:
      "The name stands before the number. These rules look at the text between a number and the one before it, in this order: each takes off " +
      "what is no part of the name.",
    records: PHRASE_RULES,
    show: showPoints,
  },
  {
    title: "What stands before a program's own words",
    about:
      "These parts are ignored at the start of a line, in any order. Behind an arrow stands what is left of the line above it.",
    records: PREFIX_PARTS,
    show: (line) => line.slice(findPrefix(line).end),
  },
  {
    title: "What is a list of settings",
    about:
      "Nothing on such a line is charted. The first of these signs that decides does; some of them say that a line is no such list.",
    records: DUMP_RULES,
    show: showPoints,
  },
];
