/**
 * Cuts the text of a filter into words, quoted texts, signs and brackets, each with its place. Knows no grammar beyond that what follows a
 * sign of comparison is one value, so that `started>2026-01-28T12:00` holds together.
 *
 * @module
 */
import type { FilterOp } from "./filter_model.ts";

/** One piece of a filter's text. `start` and `end` are character indexes; `text` is without quotes. */
export interface FilterToken {
  /** `value` stands behind a sign; `stat` is a word with `(` right behind it; `open` stands for that bracket too. */
  kind: "word" | "quoted" | "value" | "op" | "open" | "close" | "minus" | "stat" | "unclosed";
  text: string;
  start: number;
  end: number;
}

const SIGNS: ReadonlyMap<string, FilterOp> = new Map<string, FilterOp>([
  ["<=", "<="],
  [">=", ">="],
  ["!=", "!="],
  ["==", "="],
  ["=<", "<="],
  ["=>", ">="],
  ["<>", "!="],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["<", "<"],
  [">", ">"],
  ["=", "="],
  [":", ":"],
]);
const SPACE = /\s/;
const ENDS_VALUE = /[\s"()]/;
const ENDS_WORD = /[\s"()<>=≤≥≠:]/;

/** True when a text can be a value without quotes: it doesn't end early, and doesn't begin with a sign. */
export const isPlainValue = (value: string): boolean =>
  value !== "" && !ENDS_VALUE.test(value) && signAt(value, 0) === null;

/** True when a text can be a name or a word without quotes: it doesn't end early, and means nothing else. */
export const isPlainWord = (word: string): boolean =>
  word !== "" && !ENDS_WORD.test(word) && !/^[-!−]|!$|!=/.test(word) && !/^(?:AND|OR|NOT)$/.test(word);

/** A text in quotes. */
export const quoteText = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;

/** Cuts a filter's text. Never throws: quotes that aren't closed give a piece of the kind `unclosed`. */
export function readFilterTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  for (let at = 0; at < text.length;) {
    if (SPACE.test(text[at]!)) {
      at++;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(text: string, start: number, before: FilterToken | undefined): FilterToken {
  const first = text[start]!;
  if (first === '"') return readQuoted(text, start);
  if (first === "(") return { kind: "open", text: first, start, end: start + 1 };
  if (first === ")") return { kind: "close", text: first, start, end: start + 1 };
  const sign = signAt(text, start);
  if (before?.kind === "op" && !sign) return readUntil(ENDS_VALUE, { text, start, kind: "value" });
  if (sign) return { kind: "op", text: SIGNS.get(sign)!, start, end: start + sign.length };
  if (/[-!−]/.test(first)) return { kind: "minus", text: first, start, end: start + 1 };
  const word = readUntil(ENDS_WORD, { text, start, kind: "word" });
  return text[word.end] === "(" ? { ...word, kind: "stat" } : word;
}

function signAt(text: string, at: number): string | null {
  return [text.slice(at, at + 2), text[at]!].find((sign) => SIGNS.has(sign)) ?? null;
}

function readUntil(
  ends: RegExp,
  { text, start, kind }: { text: string; start: number; kind: FilterToken["kind"] },
): FilterToken {
  let end = start + 1;
  while (end < text.length && !ends.test(text[end]!) && !(kind === "word" && text.startsWith("!=", end))) end++;
  return { kind, text: text.slice(start, end), start, end };
}

function readQuoted(text: string, start: number): FilterToken {
  let said = "";
  for (let at = start + 1; at < text.length; at++) {
    const each = text[at]!;
    if (each === '"') return { kind: "quoted", text: said, start, end: at + 1 };
    said += each === "\\" && at + 1 < text.length ? text[++at]! : each;
  }
  return { kind: "unclosed", text: said, start, end: text.length };
}
