/**
 * Reads a filter of runs as people write it: `status:failed lr<0.01 -tag:old (name:gpt OR "warm up") started<2d`. Words beside one another
 * must all be true; `OR` binds less; `-`, `!` and `NOT` exclude. Never throws: a fault is said with its place.
 *
 * @module
 */
import { checkCompare } from "./check_compare.ts";
import {
  type Filter,
  FILTER_FIELDS,
  FILTER_STATS,
  type FilterColumns,
  type FilterCompare,
  type FilterOp,
  type FilterStat,
} from "./filter_model.ts";
import { type FilterToken, readFilterTokens } from "./filter_tokens.ts";

/** A filter, or what is wrong and at which character. */
export type ParsedFilter = { filter: Filter } | { error: string; at: number };

/** Longest text of a filter, and how deep brackets and exclusions may stand in one another. */
export const FILTER_MAX_CHARS = 2_000;
const DEPTH_MAX = 50;

class FilterFault extends Error {
  constructor(message: string, readonly at: number) {
    super(message);
  }
}

/** The pieces that are left to read. */
interface Reading {
  tokens: readonly FilterToken[];
  next: number;
  /** Where the text ends. */
  end: number;
  columns: FilterColumns | undefined;
}

/**
 * Reads a filter. With `columns`, a name that no run has is a fault.
 *
 * @example
 * ```ts
 * import { parseFilter } from "./parse_filter.ts";
 * parseFilter("status:failed"); // { filter: { kind: "compare", name: "status", stat: null, op: ":", value: "failed" } }
 * parseFilter("lr<"); // { error: 'write a value after "<"', at: 3 }
 * ```
 */
export function parseFilter(text: string, columns?: FilterColumns): ParsedFilter {
  if (text.length > FILTER_MAX_CHARS) {
    return { error: `a filter may have ${FILTER_MAX_CHARS} characters, not ${text.length}`, at: FILTER_MAX_CHARS };
  }
  const reading: Reading = { tokens: readFilterTokens(text), next: 0, end: text.length, columns };
  try {
    if (reading.tokens.length === 0) return { filter: { kind: "all", parts: [] } };
    const filter = readAny(reading, 0), rest = peek(reading);
    if (rest) throw new FilterFault("no bracket is open here", rest.start);
    return { filter };
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error;
    return { error: error.message, at: error.at };
  }
}

const peek = ({ tokens, next }: Reading, ahead = 0): FilterToken | undefined => tokens[next + ahead];

/** True when the next piece is this word of the grammar, not a name that a sign follows. */
const isAt = (reading: Reading, word: "AND" | "OR" | "NOT"): boolean => {
  const token = peek(reading);
  return token?.kind === "word" && token.text === word && peek(reading, 1)?.kind !== "op";
};

function join(kind: "all" | "any", parts: Filter[]): Filter {
  const flat = parts.flatMap((part) => part.kind === kind ? part.parts : [part]);
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}

function readAny(reading: Reading, depth: number): Filter {
  const parts = [readAll(reading, depth)];
  while (isAt(reading, "OR")) {
    reading.next++;
    parts.push(readAll(reading, depth));
  }
  return join("any", parts);
}

function readAll(reading: Reading, depth: number): Filter {
  const parts = [readPart(reading, depth)];
  for (let token = peek(reading); token && token.kind !== "close" && !isAt(reading, "OR"); token = peek(reading)) {
    if (isAt(reading, "AND")) reading.next++;
    parts.push(readPart(reading, depth));
  }
  return join("all", parts);
}

function readPart(reading: Reading, depth: number): Filter {
  const token = peek(reading), before = reading.tokens[reading.next - 1];
  if (!token || token.kind === "close" || isAt(reading, "OR") || isAt(reading, "AND")) {
    const place = before ? `after "${before.text}"` : "first";
    throw new FilterFault(`write a word or a comparison ${place}`, token?.start ?? reading.end);
  }
  if (depth > DEPTH_MAX) throw new FilterFault("too many brackets in one another", token.start);
  if (token.kind === "unclosed") throw new FilterFault('this " is not closed', token.start);
  if (token.kind === "minus" || isAt(reading, "NOT")) {
    reading.next++;
    return { kind: "not", part: readPart(reading, depth + 1) };
  }
  if (token.kind === "open") return readBrackets(reading, depth);
  if (token.kind === "op") throw new FilterFault(`write a name before "${token.text}", as in lr<0.01`, token.start);
  return readTerm(reading, token);
}

function readBrackets(reading: Reading, depth: number): Filter {
  const open = peek(reading)!;
  reading.next++;
  const filter = readAny(reading, depth + 1);
  if (peek(reading)?.kind !== "close") throw new FilterFault("this bracket is not closed", open.start);
  reading.next++;
  return filter;
}

/** A word, a quoted text, or a comparison. */
function readTerm(reading: Reading, name: FilterToken): Filter {
  if (name.kind === "stat") return readStat(reading, name);
  reading.next++;
  return peek(reading)?.kind === "op" ? readCompare(reading, { name, stat: null }) : { kind: "words", text: name.text };
}

/** `best(val_loss)` and the comparison behind it. */
function readStat(reading: Reading, word: FilterToken): Filter {
  const stat = FILTER_STATS.find((each) => each === word.text.toLowerCase());
  if (!stat) {
    const known = FILTER_STATS.map((each) => `${each}(…)`).join(", ");
    throw new FilterFault(`no "${word.text}(": write ${known}, or quote the text`, word.start);
  }
  const name = peek(reading, 2), close = peek(reading, 3);
  if (name?.kind !== "word" && name?.kind !== "quoted") {
    throw new FilterFault(`write a name between the brackets of ${stat}()`, name?.start ?? reading.end);
  }
  if (close?.kind !== "close") throw new FilterFault(`write ) after ${name.text}`, close?.start ?? reading.end);
  reading.next += 4;
  if (peek(reading)?.kind !== "op") {
    throw new FilterFault(`write a comparison after ${stat}(${name.text}), as in <0.5`, close.end);
  }
  return readCompare(reading, { name, stat });
}

function readCompare(
  reading: Reading,
  { name, stat }: { name: FilterToken; stat: FilterStat | null },
): FilterCompare {
  const op = peek(reading)!, value = peek(reading, 1);
  if (value?.kind === "unclosed") throw new FilterFault('this " is not closed', value.start);
  if (value?.kind !== "value" && value?.kind !== "quoted") {
    throw new FilterFault(`write a value after "${op.text}"`, value?.start ?? reading.end);
  }
  reading.next += 2;
  const field = name.text.toLowerCase(), isField = stat === null && FILTER_FIELDS.has(field);
  const compare: FilterCompare = {
    kind: "compare",
    name: isField ? field : name.text,
    stat,
    op: op.text as FilterOp,
    value: value.text,
  };
  const fault = checkCompare(compare, reading.columns);
  if (fault) throw new FilterFault(fault.error, { name, op, value }[fault.part].start);
  return compare;
}
