/**
 * Text that lists what a program was given, not what it measured: configurations, hyper-parameters, results repeated at the end.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import type { Pair, Statement } from "./statement.ts";

/** Where a list of hyper-parameters begins within a line; the grammar reads up to it. */
const LIST =
  /\b(?:hyper-?)?(?:param(?:eter)?s?|args|arguments|config(?:uration)?|settings|kwargs|options|\w*weights|coefficients?)\b["']?\s*[:=]?\s*(?:[{(\[]|\w*(?:Config|Args|Namespace)\()|\b(?:hyper-?param(?:eter)?s?|weights|coefficients): (?=\w)/i;
/** Values that no metric has. */
const WORD_VALUE = /[:=]\s*(?:'[^'\d][^']*'|"[^"\d][^"]*"|\[\]|\{\})(?=\s*[,})\]]|\s|$)/g;
const SWITCH = /[:=]\s*(?:True|False|None|null|true|false)(?=\s*[,})\]]|\s|$)/g;
const PLAIN_VALUES_MAX = 3;
/** So many names of settings on one line are a configuration's. */
const SETTINGS_MANY = 4;

/** A line of a configuration that is Python: `pos_iou_thr=0.7,`. */
const ARGUMENT = /^\w+ ?= ?[-+.\de]+,$/;

/** Sums are what a model writes, or a test case. */
const EXPRESSION = /\d ?[+*] ?\d+ ?=/;

/** A metric that stands for itself: no best so far, and no rate. */
function isEvidence({ info }: Pair): boolean {
  return info.known && !/^best_|(?:^|_)(?:lr|learning_rate)(?:_|$)/.test(info.name);
}

const KEY = /["']?([A-Za-z_][\w.]{0,60})["']?\s?[:=](?!=)/g;

/** True when at least three names, and two of five, are of settings or say nothing: `{'best_loss': inf, 'log_interval': 50, …}`. */
function namesSettings(part: string): boolean {
  if (!/^\s*[{(]|^\w+\(/.test(part)) return false;
  const roles = Array.from(part.matchAll(KEY), (match) => understandName(match[1]!).role);
  const said = roles.filter((role) => role === "setting" || role === "noise").length;
  return said >= 3 && said * 5 >= roles.length * 2;
}

/** Offset behind which a line lists parameters; its length when it doesn't. */
export function listStart(text: string, from: number): number {
  if (
    text.indexOf("(", from) < 0 && text.indexOf("{", from) < 0 && text.indexOf("[", from) < 0 &&
    text.indexOf(": ", from) < 0
  ) return text.length;
  const found = LIST.exec(from === 0 ? text : text.slice(from));
  return found ? from + found.index : text.length;
}

/** True for a line that repeats names, or holds words and switches beside its numbers and does not say where training stands. */
export function isDump(statement: Statement, part: string): boolean {
  const { facts, slots } = statement;
  const counts = new Map<string, number>();
  for (const { info, phase } of facts.pairs) {
    const key = `${phase} ${info.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (counts.get(key)! > 2) return true;
  }
  const switches = /True|False|None|null|true|false/.test(part) ? [...part.matchAll(SWITCH)].length : 0;
  if (switches >= PLAIN_VALUES_MAX) return true;
  if (ARGUMENT.test(part)) return true;
  if (EXPRESSION.test(part)) return slots.step < 0 && slots.epoch < 0;
  const settings = facts.pairs.filter(({ info }) => info.role === "setting").length;
  if (settings >= SETTINGS_MANY && settings * 2 >= facts.pairs.length) return true;
  if (!facts.pairs.some(isEvidence) && namesSettings(part)) return true;
  if (slots.step >= 0 || slots.batch >= 0 || slots.epoch >= 0) return false;
  return switches + [...part.matchAll(WORD_VALUE)].length >= PLAIN_VALUES_MAX;
}
