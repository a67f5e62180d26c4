/**
 * Writes the second part of `docs/reading.md` from the rules and their lines: `deno run -A tests/support/write_reading.ts`. A test compares
 * the two. The part above the mark is written by hand.
 *
 * @module
 */
import { join } from "node:path";
import { RULES } from "../../lib/points/grammar/rules/table.ts";
import { LINE_MARK_KINDS, type LineMark } from "../../lib/points/words/run_mark_kinds.ts";
import { ROOT } from "./code_shape.ts";

/** The generated document. */
export const READING: string = join(ROOT, "docs/reading.md");
const MARK = "<!-- Below: written by tests/support/write_reading.ts from the rules of lib/points/grammar/rules. -->";

const MARK_TITLES: Readonly<Record<LineMark, string>> = {
  opens: "A traceback of Python, at the line that ends it",
  out_of_memory: "Out of memory",
  traceback: "Other errors that end a program",
  early_stopping: "Early stopping",
  restart: "Training was resumed",
  checkpoint: "A checkpoint was saved",
};

/** The whole document: what stands above the mark in the given text, and the rules of today. */
export function writeReading(text: string): string {
  const head = text.slice(0, text.includes(MARK) ? text.indexOf(MARK) : text.length).trimEnd();
  const rules = RULES.map(({ name, lines }) => {
    const shown = lines.flatMap(([log, points]) => [...log.split("\n"), `    → ${points === "" ? "nothing" : points}`]);
    return `### ${name[0]!.toUpperCase()}${name.slice(1)}\n\n\`\`\`text\n${shown.join("\n")}\n\`\`\`\n`;
  });
  const marks = LINE_MARK_KINDS.map(({ kind, lines, others }) =>
    `### ${MARK_TITLES[kind]}\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\`\n\nNot marked:\n\n\`\`\`text\n${
      others.join("\n")
    }\n\`\`\`\n`
  );
  return `${head}\n\n${MARK}\n\n## What each number is

A number is given to the first of these rules that takes it. \`stdcurve extract --explain FILE\` says which one took each number of your log. Behind
an arrow stand the points of the lines above it, as \`name=value@step\`.

${rules.join("\n")}
## What is marked

These lines tell what happened to the run itself. They are marked on the x axis and at the terminal's edge. Besides them, the first NaN or
infinity of a metric is marked, and that a live run printed nothing for more than ten minutes.

${marks.join("\n")}`;
}

if (import.meta.main) await Deno.writeTextFile(READING, writeReading(await Deno.readTextFile(READING)));
