/**
 * What may be written at the caret of a filter: names of fields, settings and metrics, and the values of those that have a few.
 *
 * @module
 */
import { FILTER_FIELDS, FILTER_STATS, FILTER_STATUSES, type FilterColumns } from "./filter_model.ts";
import { normalName } from "./filter_names.ts";
import { type FilterToken, isPlainValue, isPlainWord, quoteText, readFilterTokens } from "./filter_tokens.ts";

/** One text to choose, and what it is. */
export interface FilterChoice {
  text: string;
  hint: "field" | "setting" | "metric" | "value" | "function";
}

/** The choices, best first, and which characters a chosen one replaces. */
export interface FilterCompletion {
  from: number;
  to: number;
  choices: FilterChoice[];
}

/** Most choices that are offered. */
const CHOICES_MAX = 20;

/**
 * Completes the text of a filter at the caret.
 *
 * @example
 * ```ts
 * import { completeFilter } from "./complete_filter.ts";
 * completeFilter("status:fa", 9, { metrics: [], settings: [] }); // { from: 7, to: 9, choices: [{ text: "failed", hint: "value" }] }
 * ```
 */
export function completeFilter(text: string, caret: number, columns: FilterColumns): FilterCompletion {
  const before = readFilterTokens(text.slice(0, caret)), last = before.at(-1);
  const isTouched = last !== undefined && last.end === caret && /^(?:word|value|quoted|unclosed|stat)$/.test(last.kind);
  const typed = isTouched ? before.pop()! : null, from = typed?.start ?? caret;
  const whole = readFilterTokens(text).find(({ start }) => start === from);
  const to = typed && whole && whole.kind !== "unclosed" ? Math.max(caret, whole.end) : caret;
  const all = offer(before, columns);
  return { from, to, choices: pick(all, typed?.text ?? "") };
}

/** Everything that may stand behind these pieces. */
function offer(before: readonly FilterToken[], columns: FilterColumns): Choice[] {
  const last = before.at(-1);
  if (last?.kind === "op") return offerValues(before, columns);
  const stat = last?.kind === "open" ? before.at(-2) : undefined;
  if (stat?.kind === "stat" && stat.end === last!.start) return offerBracketed(stat.text.toLowerCase(), columns);
  return offerNames(columns);
}

/** A choice, and the text by which it is found. */
type Choice = FilterChoice & { name: string };

function offerNames({ settings, metrics }: FilterColumns): Choice[] {
  const write = (name: string) => isPlainWord(name) ? name : quoteText(name);
  return [
    ...[...FILTER_FIELDS].map(([name, kind]): Choice => {
      const sign = kind === "time" || kind === "duration" ? "<" : kind === "share" || kind === "count" ? ">" : ":";
      return { name, text: `${name}${sign}`, hint: "field" };
    }),
    ...settings.map((name): Choice => ({ name, text: `${write(name)}:`, hint: "setting" })),
    ...metrics.map((name): Choice => ({ name, text: `${write(name)}<`, hint: "metric" })),
    ...FILTER_STATS.map((name): Choice => ({ name, text: `${name}(`, hint: "function" })),
  ];
}

function offerBracketed(stat: string, { settings, metrics }: FilterColumns): Choice[] {
  const hint = stat === "setting" ? "setting" : "metric";
  return (hint === "setting" ? settings : metrics).map((name) => ({
    name,
    text: `${isPlainWord(name) ? name : quoteText(name)})`,
    hint,
  }));
}

/** Ages and days that are often meant. */
const TIMES = ["1h", "1d", "7d", "today", "yesterday"], DURATIONS = ["1m", "10m", "1h", "1d"];

function offerValues(before: readonly FilterToken[], { tags = [], values }: FilterColumns): Choice[] {
  const column = before.at(-2), isBracketed = column?.kind === "close";
  const name = (isBracketed ? before.at(-3) : column)?.text ?? "";
  const kind = isBracketed ? undefined : FILTER_FIELDS.get(name.toLowerCase());
  const given: Readonly<Record<string, readonly string[]>> = {
    status: FILTER_STATUSES,
    tag: tags,
    time: TIMES,
    duration: DURATIONS,
  };
  const known = kind === undefined
    ? [...values ?? []].find(([each]) => normalName(each) === normalName(name))?.[1]
    : given[kind];
  return (known ?? []).map((value) => ({
    name: value,
    text: isPlainValue(value) ? value : quoteText(value),
    hint: "value",
  }));
}

/** Those that begin with what is typed, then those that contain it. What is typed whole already is left out. */
function pick(all: readonly Choice[], typed: string): FilterChoice[] {
  const wanted = typed.toLowerCase(), synonym = normalName(typed);
  const rankOf = ({ name, text }: Choice): number => {
    const low = name.toLowerCase();
    if (text === typed) return -1;
    return low.startsWith(wanted) || normalName(name) === synonym ? 0 : low.includes(wanted) ? 1 : -1;
  };
  return all.map((choice) => ({ choice, rank: rankOf(choice) })).filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank).slice(0, CHOICES_MAX)
    .map(({ choice: { text, hint } }) => ({ text, hint }));
}
