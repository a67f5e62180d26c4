/**
 * A user's own pattern for a metric: RE2 syntax with named groups. The work on one line is bounded.
 *
 * @module
 */
import { RE2JS } from "re2js";
import { InvalidInput } from "../../errors.ts";
import { PATTERN_WORK_MAX } from "../../limits.ts";
import type { Pattern } from "../../model.ts";

/** One value that a pattern read. */
export interface TaughtValue {
  metric: string;
  value: number;
  step: number | null;
  epoch: number | null;
  /** Offsets of the value in the text. */
  start: number;
  end: number;
}

/** A pattern that can be used. */
export interface CompiledPattern {
  /** The name that the user gave its metric; empty where the pattern reads the name itself. */
  metric: string;
  /** Its instructions. Each character of a text costs at most so many steps, for each value that is found. */
  size: number;
  /**
   * All values that the pattern reads in a text, at most 100. A search may need the whole rest of the text, so all searches together may
   * read `scanMax` characters; what is left of the text then is not read.
   */
  match(text: string, scanMax?: number): TaughtValue[];
}

const MATCHES_MAX = 100;

function compile(source: string): RE2JS {
  if (source.length > 1000) {
    throw new InvalidInput("pattern", `pattern of ${source.length} characters: at most 1000`);
  }
  try {
    return RE2JS.compile(source);
  } catch (cause) {
    throw new InvalidInput(
      "pattern",
      `pattern ${source} does not compile: ${(cause as Error).message.replace(/^error parsing regexp: /, "")}`,
      { cause },
    );
  }
}

/** The value of a printed number; null for other text. */
function toNumber(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === "") return null;
  const plain = text.trim().replaceAll(",", "").replace(/%$/, "");
  if (/^[-+]?nan$/i.test(plain)) return NaN;
  const infinite = /^([-+]?)inf(?:inity)?$/i.exec(plain);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = plain === "" ? NaN : Number(plain);
  return Number.isNaN(value) ? null : value;
}

/**
 * Checks and compiles a pattern.
 *
 * @throws {InvalidInput} of field `pattern` when it doesn't compile, has no group `value`, or matches the empty text
 */
export function compilePattern(pattern: Pattern): CompiledPattern {
  const compiled = compile(pattern.pattern);
  const groups = new Set(Object.keys(compiled.namedGroups()));
  if (!groups.has("value")) {
    throw new InvalidInput(
      "pattern",
      `pattern ${pattern.pattern} has no group (?P<value>…)`,
    );
  }
  if (compiled.matcher("").find()) {
    throw new InvalidInput(
      "pattern",
      `pattern ${pattern.pattern} matches the empty text`,
    );
  }
  const size = compiled.programSize();
  return {
    metric: pattern.metric,
    size,
    match(text, scanMax = PATTERN_WORK_MAX / size) {
      const found: TaughtValue[] = [], read = text.slice(0, scanMax);
      const matcher = compiled.matcher(read);
      let scanned = read.length;
      while (found.length < MATCHES_MAX && scanned <= scanMax && matcher.find()) {
        scanned += read.length - matcher.end();
        const value = toNumber(matcher.group("value"));
        if (value === null) continue;
        found.push({
          metric: (groups.has("metric") ? matcher.group("metric") : null) || pattern.metric,
          value,
          step: groups.has("step") ? toNumber(matcher.group("step")) : null,
          epoch: groups.has("epoch") ? toNumber(matcher.group("epoch")) : null,
          start: matcher.start("value"),
          end: matcher.end("value"),
        });
      }
      return found;
    },
  };
}

/** Compiles the patterns of an experiment, which share the work that one line may cost. */
export function compilePatterns(patterns: readonly Pattern[]): CompiledPattern[] {
  const compiled = patterns.map(compilePattern);
  const scanMax = Math.floor(PATTERN_WORK_MAX / compiled.reduce((sum, { size }) => sum + size, 0));
  return compiled.map((each) => ({ ...each, match: (text) => each.match(text, scanMax) }));
}
