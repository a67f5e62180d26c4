/**
 * Writes the second part of `docs/reading.md` from the reader's tables and their lines: `deno run -A tests/support/write_reading.ts`. A test
 * compares the two. The part above the mark is written by hand.
 *
 * @module
 */
import { join } from "node:path";
import { LINE_MARK_KINDS, type LineMark } from "../../lib/points/words/run_mark_kinds.ts";
import { ROOT } from "./code_shape.ts";
import { READING_TABLES, type ShownRecord } from "./reading_tables.ts";

/** The generated document. */
export const READING: string = join(ROOT, "docs/reading.md");
/** The line above the second part, and how it begins in every version. */
const MARK = "<!-- Below: written by tests/support/write_reading.ts from the tables of lib/points. -->";
const MARK_START = "<!-- Below: written by";

const MARK_TITLES: Readonly<Record<LineMark, string>> = {
  opens: "A traceback of Python, at the line that ends it",
  out_of_memory: "Out of memory",
  traceback: "Other errors that end a program",
  early_stopping: "Early stopping",
  restart: "Training was resumed",
  checkpoint: "A checkpoint was saved",
};

/** A record of a table: its lines, and behind arrows what is read of them. */
function writeRecord({ name, lines }: ShownRecord): string {
  const shown = lines.flatMap(([log, read]) => [...log.split("\n"), `    → ${read === "" ? "nothing" : read}`]);
  return `### ${name[0]!.toUpperCase()}${name.slice(1)}\n\n\`\`\`text\n${shown.join("\n")}\n\`\`\`\n`;
}

/** The whole document: what stands above the mark in the given text, and the tables of today. */
export function writeReading(text: string): string {
  const head = text.slice(0, text.includes(MARK_START) ? text.indexOf(MARK_START) : text.length).trimEnd();
  const tables = READING_TABLES.map(({ title, about, records }) =>
    `## ${title}\n\n${about}\n\n${records.map(writeRecord).join("\n")}`
  );
  const marks = LINE_MARK_KINDS.map(({ kind, lines, others }) =>
    `### ${MARK_TITLES[kind]}\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\`\n\nNot marked:\n\n\`\`\`text\n${
      others.join("\n")
    }\n\`\`\`\n`
  );
  return `${head}\n\n${MARK}\n\n${tables.join("\n")}
## What is marked

These lines tell what happened to the run itself. They are marked on the x axis and at the terminal's edge. Besides them, the first NaN or
infinity of a metric is marked, and that a live run printed nothing for more than ten minutes.

${marks.join("\n")}`;
}

if (import.meta.main) await Deno.writeTextFile(READING, writeReading(await Deno.readTextFile(READING)));
