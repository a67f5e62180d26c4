/**
 * Patterns as people enter them, on the page and behind `--pattern`: checked one by one and beside one another.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { InvalidInput } from "../../errors.ts";
import type { Pattern } from "../../model.ts";
import { canonicalName } from "../words/name.ts";
import { compilePattern } from "./pattern.ts";

/** A pattern as entered; `metric` is empty where the pattern itself reads the name. */
export interface EnteredPattern {
  id?: string | undefined;
  metric: string;
  pattern: string;
}

const NAMES_METRIC = /\(\?P?<metric>/;

/** A pattern with an id. Throws InvalidInput, field `pattern`, for one that can't be used. */
export function checkPattern({ id, metric, pattern }: EnteredPattern): Pattern {
  const checked: Pattern = { id: id ?? uuid(), metric, pattern };
  compilePattern(checked);
  if (metric === "" && !NAMES_METRIC.test(pattern)) {
    throw new InvalidInput("pattern", `pattern ${pattern} needs a name for its metric, or a group (?P<metric>…)`);
  }
  return checked;
}

/** Patterns with an id each. Throws InvalidInput of the field: one that can't be used, or two for one metric. */
export function checkPatterns(entered: readonly EnteredPattern[], field: string): Pattern[] {
  const seen = new Set<string>();
  return entered.map((each) => {
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
}

const NAMED = /^([\w/@.-]+)=(?=.)/;

/**
 * `NAME=RE2`, a pattern with a `metric` group, or one of a metric called `value`.
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
