/**
 * Adds up coverage by room of the program and prints it as a table.
 *
 * @module
 */
import type { Coverage, FileCoverage } from "./file_coverage.ts";

/** Lines and branches of a file or a room: how many there are, and how many ran. */
export interface Totals {
  lines: number;
  linesHit: number;
  branches: number;
  branchesHit: number;
}

/** The room of a file: its directory in `lib` (two levels in `client` and `points`), `routes`, `islands`, or the entry files. */
export function nameRoom(path: string): string {
  const [first, second, third, fourth] = path.split("/");
  if (second === undefined) return "main dev cli";
  if (first !== "lib") return first!;
  if (third === undefined) return "lib";
  return (second === "client" || second === "points") && fourth !== undefined
    ? `lib/${second}/${third}`
    : `lib/${second}`;
}

/** Counts the lines and branches of a file. */
export function countFile({ lines, branches }: FileCoverage): Totals {
  const totals = { lines: lines.size, linesHit: 0, branches: 0, branchesHit: 0 };
  for (const count of lines.values()) if (count > 0) totals.linesHit++;
  for (const { found, hit } of branches.values()) {
    totals.branches += found;
    totals.branchesHit += hit;
  }
  return totals;
}

/** Adds up the files of each room, sorted by name. */
export function countRooms(coverage: Coverage): Map<string, Totals> {
  const rooms = new Map<string, Totals>();
  for (const [path, file] of coverage) {
    const room = nameRoom(path), own = countFile(file);
    const sum = rooms.get(room) ?? { lines: 0, linesHit: 0, branches: 0, branchesHit: 0 };
    for (const name of ["lines", "linesHit", "branches", "branchesHit"] as const) sum[name] += own[name];
    rooms.set(room, sum);
  }
  return new Map([...rooms].sort(([a], [b]) => a < b ? -1 : 1));
}

/** Percent of lines that ran; 100 where there are none. */
export const linePercent = ({ lines, linesHit }: Totals): number => lines === 0 ? 100 : 100 * linesHit / lines;

/** Percent of branches that ran; 100 where there are none. */
export const branchPercent = ({ branches, branchesHit }: Totals): number =>
  branches === 0 ? 100 : 100 * branchesHit / branches;

/** One line of a table: name, percent of lines and of branches, and number of lines. */
export function formatTotals(name: string, totals: Totals): string {
  const percents = [linePercent(totals), branchPercent(totals)].map((percent) => percent.toFixed(1).padStart(8));
  return `${name.padEnd(44)}${percents.join("")}${String(totals.lines).padStart(8)}`;
}
