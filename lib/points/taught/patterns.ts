/**
 * Checks the patterns that people enter on the page or with `--pattern`: each one by itself, and all of them together.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { InvalidInput } from "../../errors.ts";
import { PATTERN_SIZE_MAX, PATTERNS_SIZE_MAX } from "../../limits.ts";
import type { Pattern } from "../../model.ts";
import { canonicalName } from "../words/name.ts";
import { compilePattern, compilePatterns } from "./pattern.ts";

/** A pattern as it was entered. `metric` is empty where the pattern reads the name itself. */
export interface EnteredPattern {
  id?: string | undefined;
  metric: string;
  pattern: string;
}

const NAMES_METRIC = /\(\?P?<metric>/;

/** Checks a pattern and gives it an id. Throws InvalidInput, field `pattern`, for one that can't be used. */
export function checkPattern({ id, metric, pattern }: EnteredPattern): Pattern {
  const checked: Pattern = { id: id ?? uuid(), metric, pattern };
  const { size } = compilePattern(checked);
  if (size > PATTERN_SIZE_MAX) {
    throw new InvalidInput(
      "pattern",
      `pattern ${pattern} is too large: it compiles to ${size} instructions, at most ${PATTERN_SIZE_MAX}; repeat less, such as .* for .{0,1000}`,
    );
  }
  if (metric === "" && !NAMES_METRIC.test(pattern)) {
    throw new InvalidInput("pattern", `pattern ${pattern} needs a name for its metric, or a group (?P<metric>…)`);
  }
  return checked;
}

/** Checks patterns and gives each an id. Throws InvalidInput, of the field, for one that can't be used and for two of one metric. */
export function checkPatterns(entered: readonly EnteredPattern[], field: string): Pattern[] {
  const seen = new Set<string>();
  const checked = entered.map((each) => {
    try {
      const metric = canonicalName(each.metric);
      if (metric !== "" && seen.has(metric)) {
        throw new InvalidInput(
          field,
          `two patterns are for the metric ${metric}; keep one, or name the other differently`,
        );
      }
      seen.add(metric);
      return checkPattern(each);
    } catch (error) {
      throw error instanceof InvalidInput ? new InvalidInput(field, error.message, { cause: error }) : error;
    }
  });
  const size = compilePatterns(checked).reduce((sum, each) => sum + each.size, 0);
  if (size > PATTERNS_SIZE_MAX) {
    throw new InvalidInput(
      field,
      `the patterns are too large together: they compile to ${size} instructions, at most ${PATTERNS_SIZE_MAX}`,
    );
  }
  return checked;
}

const NAMED = /^([\w/@.-]+)=(?=.)/;

/**
 * Reads a pattern as it is typed: `NAME=RE2`, or RE2 alone. Without a name or a `metric` group the metric is called `value`.
 *
 * @example
 * ```ts
 * import { parsePattern } from "./patterns.ts";
 * parsePattern("acc=accuracy (?P<value>[0-9.]+)").metric; // "acc"
 * ```
 */
export function parsePattern(text: string): EnteredPattern {
  const name = NAMED.exec(text)?.[1];
  const pattern = name ? text.slice(name.length + 1) : text;
  return { metric: name ?? (NAMES_METRIC.test(pattern) ? "" : "value"), pattern };
}
