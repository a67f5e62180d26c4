/**
 * Says in words what is wrong with a request: which parameter, and what it must be.
 *
 * @module
 */
import type { z } from "@hono/zod-openapi";

type Issue = z.core.$ZodIssue;

/** A validation error in words, for a problem document. */
export interface DescribedIssue {
  /** The parameter, or the field of the body; `body` for the whole body. */
  parameter: string;
  /** "limit must be at least 1". */
  detail: string;
}

/** `command[0]`, `patterns[1].metric`. */
function writePath(path: readonly PropertyKey[]): string {
  const parts = path.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index ? "." : ""}${String(part)}`
  );
  return parts.join("") || "the body";
}

const KINDS: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

const name = (kind: string) => KINDS[kind] ?? kind;
const UNITS: Record<string, string> = { string: "characters", array: "items" };

function describeType({ expected, message }: Issue & { code: "invalid_type" }, inQuery: boolean): string {
  const received = /received (\w+)/.exec(message)?.[1] ?? "something else";
  if (received === "undefined") return "is missing";
  if (received === "array" && inQuery) return "must be given once";
  return `must be ${name(expected)}, not ${name(received)}`;
}

function describeBound(origin: string, word: string, bound: number | bigint): string {
  const unit = UNITS[origin];
  if (unit && word === "least" && bound === 1) return "must not be empty";
  return unit ? `must have at ${word} ${bound} ${unit}` : `must be at ${word} ${bound}`;
}

/** Says what the value at the issue's path must be. */
function describeRule(issue: Issue, inQuery: boolean): string {
  switch (issue.code) {
    case "invalid_type":
      return describeType(issue, inQuery);
    case "too_small":
      return describeBound(issue.origin, "least", issue.minimum);
    case "too_big":
      return describeBound(issue.origin, "most", issue.maximum);
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_key":
      return "is not a valid name of a variable";
    case "invalid_union": {
      const nested = issue.errors.flat().find(({ code }) => code !== "invalid_type") ?? issue.errors.flat()[0];
      return nested ? describeRule(nested, inQuery) : "can't be read";
    }
    default:
      return issue.message;
  }
}

/** Describes a validation error. `inQuery` says that a list is a repeated parameter. */
export function describeIssue(issue: Issue, { inQuery = false }: { inQuery?: boolean } = {}): DescribedIssue {
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!;
    const what = inQuery ? issue.message : "is not a known field";
    return { parameter: key, detail: `${writePath([...issue.path, key])} ${what}` };
  }
  const parameter = String(issue.path[0] ?? "body");
  return { parameter, detail: `${writePath(issue.path)} ${describeRule(issue, inQuery)}` };
}
