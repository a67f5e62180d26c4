/**
 * Which lines and branches of source files ran, read from LCOV and merged from several sources. Reads no files.
 *
 * @module
 */

/** Coverage of one source file. Line numbers begin at 1. */
export interface FileCoverage {
  /** How often each line with code ran. */
  lines: Map<number, number>;
  /** For each line with branches: how many there are, and how many ran. */
  branches: Map<number, Branches>;
}

/** Branches that begin on one line. */
export interface Branches {
  found: number;
  hit: number;
}

/** Coverage by path of the file. */
export type Coverage = Map<string, FileCoverage>;

/** The coverage of a file; adds an empty one when there is none. */
export function fileOf(coverage: Coverage, path: string): FileCoverage {
  let file = coverage.get(path);
  if (!file) coverage.set(path, file = { lines: new Map(), branches: new Map() });
  return file;
}

/** Adds runs of a line. */
export function addLine({ lines }: FileCoverage, line: number, count: number): void {
  lines.set(line, (lines.get(line) ?? 0) + count);
}

/** Adds one branch that begins on a line. */
export function addBranch({ branches }: FileCoverage, line: number, isHit: boolean): void {
  const { found, hit } = branches.get(line) ?? { found: 0, hit: 0 };
  branches.set(line, { found: found + 1, hit: hit + (isHit ? 1 : 0) });
}

/** Reads LCOV as `deno coverage --lcov` prints it. Paths stay as they are. */
export function readLcov(text: string): Coverage {
  const coverage: Coverage = new Map();
  let file: FileCoverage | null = null;
  for (const record of text.split("\n")) {
    const [, kind, rest] = /^(SF|DA|BRDA):(.*)$/.exec(record) ?? [];
    if (kind === "SF") file = fileOf(coverage, rest!);
    if (!file || !rest) continue;
    const fields = rest.split(",");
    if (kind === "DA") addLine(file, Number(fields[0]), Number(fields[1]));
    if (kind === "BRDA") addBranch(file, Number(fields[0]), Number(fields[3]) > 0); // "-" where the block never ran
  }
  return coverage;
}

/**
 * Merges coverage of the same code from two sources. Runs of a line add up. V8 lists only branches whose count differs from their
 * surroundings, so of a line's branches the longer list and the higher number of hits count.
 */
export function mergeCoverage(target: Coverage, source: Coverage): void {
  for (const [path, { lines, branches }] of source) {
    const file = fileOf(target, path);
    for (const [line, count] of lines) addLine(file, line, count);
    for (const [line, { found, hit }] of branches) {
      const known = file.branches.get(line) ?? { found: 0, hit: 0 };
      file.branches.set(line, { found: Math.max(found, known.found), hit: Math.max(hit, known.hit) });
    }
  }
}
