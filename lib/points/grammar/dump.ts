/**
 * Recognises lists of what a program was given, not of what it measured: configurations, hyper-parameters, repeated results.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { hasCounter, type Pair, type Statement } from "./statement.ts";

const PARAMETERS = String
  .raw`param(?:eter)?s?|args|arguments|config(?:uration)?|settings|kwargs|options|\w*weights|coefficients?`;
/** The start of a list of hyper-parameters. The grammar reads a line up to it. */
const LIST = new RegExp(
  String.raw`\b(?:hyper-?)?(?:${PARAMETERS})\b["']?\s*[:=]?\s*(?:[{(\[]|\w*(?:Config|Args|Namespace)\()|` +
    String.raw`\b(?:hyper-?param(?:eter)?s?|weights|coefficients): (?=\w)`,
  "i",
);
/** Values that are words. No metric has them. */
const WORD_VALUE = /[:=]\s*(?:'[^'\d][^']*'|"[^"\d][^"]*"|\[\]|\{\})(?=\s*[,})\]]|\s|$)/g;
const SWITCH = /[:=]\s*(?:True|False|None|null|true|false)(?=\s*[,})\]]|\s|$)/g;
const PLAIN_VALUES_MAX = 3;
/** A line with this many settings is a configuration. */
const SETTINGS_MANY = 4;

/** A line of a configuration in Python: `pos_iou_thr=0.7,`. */
const ARGUMENT = /^\w+ ?= ?[-+.\de]+,$/;

/** A sum that a model or a test printed. */
const EXPRESSION = /\d ?[+*] ?\d+ ?=/;

/** True for a known metric other than a learning rate or the best value so far. */
function isMetric({ info }: Pair): boolean {
  return info.known && !/^best_|(?:^|_)(?:lr|learning_rate)(?:_|$)/.test(info.name);
}

const KEY = /["']?([A-Za-z_][\w.]{0,60})["']?\s?[:=](?!=)/g;

/** True when at least three names, and two in five of all, are of settings or noise: `{'best_loss': inf, 'log_interval': 50, …}`. */
function namesSettings(part: string): boolean {
  if (!/^\s*[{(]|^\w+\(/.test(part)) return false;
  const roles = Array.from(part.matchAll(KEY), (match) => understandName(match[1]!).role);
  const idle = roles.filter((role) => role === "setting" || role === "noise").length;
  return idle >= 3 && idle * 5 >= roles.length * 2;
}

/** Offset where a line begins to list parameters; the line's length when it lists none. */
export function listStart(text: string, from: number): number {
  if (
    text.indexOf("(", from) < 0 && text.indexOf("{", from) < 0 && text.indexOf("[", from) < 0 &&
    text.indexOf(": ", from) < 0
  ) return text.length;
  const found = LIST.exec(from === 0 ? text : text.slice(from));
  return found ? from + found.index : text.length;
}

/** True for a line that lists settings: it repeats names, mixes numbers with words and switches, or names mostly settings. */
export function isDump(statement: Statement, part: string): boolean {
  const { facts: { pairs }, slots } = statement;
  if (repeatsName(statement)) return true;
  const switches = /True|False|None|null|true|false/.test(part) ? [...part.matchAll(SWITCH)].length : 0;
  if (switches >= PLAIN_VALUES_MAX || ARGUMENT.test(part)) return true;
  if (EXPRESSION.test(part)) return slots.step < 0 && slots.epoch < 0;
  if (hasManySettings(pairs) || (!pairs.some(isMetric) && namesSettings(part))) return true;
  if (hasCounter(statement)) return false;
  return switches + [...part.matchAll(WORD_VALUE)].length >= PLAIN_VALUES_MAX;
}

/** True when three numbers have one name. Durations may. */
function repeatsName({ facts: { pairs }, parts }: Statement): boolean {
  if (pairs.length < 3) return false;
  const counts = new Map<string, number>();
  for (const [at, { info, phase }] of pairs.entries()) {
    if (info.kind === "throughput") continue;
    const key = `${phase} ${parts[at]?.part.slot ?? ""} ${info.name}`, count = (counts.get(key) ?? 0) + 1;
    if (count > 2) return true;
    counts.set(key, count);
  }
  return false;
}

/** True when at least four numbers, and half of all, are settings. */
function hasManySettings(pairs: readonly Pair[]): boolean {
  const settings = pairs.filter(({ info }) => info.role === "setting").length;
  return settings >= SETTINGS_MANY && settings * 2 >= pairs.length;
}
