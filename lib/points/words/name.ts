/**
 * Gives a printed key its name and its role: a metric, a counter, a setting, or nothing to chart. Sees the key alone, and remembers each
 * one, because a log prints few keys many times.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import type { MetricKind } from "../../model.ts";
import { unifyName } from "../../text/name_synonyms.ts";
import {
  BATCH_NAME,
  DURATION,
  EPOCH_NAME,
  MEASURED_LENGTH,
  METRIC_ALONE,
  METRIC_PART,
  METRIC_WORDS,
  SETTING_NAME,
  STEP_NAMES,
  THROUGHPUT_PART,
  THROUGHPUT_WORDS,
} from "./vocabulary.ts";
import { makeRecent, type Recent } from "../recent.ts";
import { counterAtEnd, counterOf, endsWithEpochs, isLimit } from "./counters.ts";
import { splitAt } from "../scan/split_text.ts";
import { beginsWithPhase, namesSplit } from "./splits.ts";
import { withoutGlue } from "./glue.ts";
import { isIdleName } from "./idle.ts";
import { unitInBrackets } from "./units.ts";
import { isRate, measuresTime, measuresTraining } from "./measured.ts";

/** `step`, `epoch` and `batch` are counters. `noise` is never charted; a `setting` only with a decimal value on a line with a step. */
export type NameRole = "metric" | "step" | "epoch" | "batch" | "noise" | "setting";

/** True for the role of a step, an epoch or a batch. */
export function isCounterRole(role: NameRole): boolean {
  return role === "step" || role === "epoch" || role === "batch";
}

/** What a key means. */
export interface NameInfo {
  /** Lower snake case; `/` and `@` stay. Synonyms share one name. */
  name: string;
  role: NameRole;
  kind: MetricKind;
  /** True for words that name a metric on any line: `loss`, `accuracy`, `ppl`. */
  known: boolean;
  /** The counter with the lowest priority on a line is the step. 0 for other roles. */
  priority: number;
}

const NAMES_KEPT = 4096;
const kept = makeRecent<string, NameInfo>(NAMES_KEPT);

/** True for a name that counts: of a step, an epoch or a batch. */
export const isCounterName = (name: string): boolean => isCounterRole(understandName(name).role);

/** Finds what a printed key means. Keys that come again share one record: don't change it. */
export function understandName(raw: string): NameInfo {
  const known = kept.get(raw);
  if (known) return known;
  const info = readName(raw);
  kept.set(raw, info);
  return info;
}

/** The names that two names make together, by the first one and the second one. */
const joined = makeRecent<string, Recent<string, string>>(64);

/** The canonical name of two names, one behind the other: `psnr` and `best` are `psnr_best`. */
export function joinNames(first: string, second: string): string {
  const seconds = joined.get(first) ?? makeRecent<string, string>(64), known = seconds.get(second);
  if (known !== undefined) return known;
  const name = canonicalName(`${first} ${second}`);
  seconds.set(second, name);
  joined.set(first, seconds);
  return name;
}

/** Characters that belong to no name: signs, dashes, bullets, arrows, emoji. Letters of any script stay, with their marks. */
const NOT_IN_NAMES = /[^\p{L}\p{M}\p{N}_\/.@:+\-%']|[\ufe0e\ufe0f]/gu;
/** `[%]`, and the range of `avg. loss [61-70]`: they say how the number is meant, not which it is. */
const SHARE_OR_RANGE = /[([]\s*(?:%|\d+\s*-\s*\d+)\s*[)\]]/g;

/** Name of a printed key, in lower snake case and at most 200 characters: `Task Loss` → `task_loss`, `LR` → `learning_rate`. */
export function canonicalName(raw: string): string {
  if (PLAIN.test(raw)) return unifyName(raw.toLowerCase());
  return unifyName(SPACED.test(raw) ? raw.toLowerCase().replaceAll(" ", "_") : cleanName(raw));
}

/** A name of words in ASCII with single marks between them: only its case may change. */
const PLAIN = /^[A-Za-z\d](?:[\w/]{0,100}[A-Za-z\d])?$/;

/** The same with single spaces between the words. */
const SPACED = /^[A-Za-z\d](?:[A-Za-z\d]| (?! )){0,100}[A-Za-z\d]$/;

function cleanName(printed: string): string {
  const unit = unitInBrackets(printed), raw = unit > 0 ? printed.slice(0, unit) : withoutGlue(printed);
  return raw.slice(0, METRIC_NAME_MAX_CHARS * 2).normalize("NFC").toLowerCase()
    .replace(SHARE_OR_RANGE, " ").replace(/["`“”*\\$]/g, "").replace(/_?\{(\w+)\}/g, "_$1").replace(/\^(?=\d)/g, "")
    .replace(/[<>]/g, " ").replace(/@\[/g, "@").replace(NOT_IN_NAMES, " ")
    .trim().replace(/\.?\s+(?:-(?=\p{L}))?/gu, "_").replace(/_\//g, "/").replace(/^[_:.,%'-]+|[_:.,%'-]+$/g, "").slice(
      0,
      METRIC_NAME_MAX_CHARS,
    );
}

/** An environment variable: `NCCL_P2P_DISABLE`. */
const ENVIRONMENT = /(?:^| )[A-Z][A-Z\d]*(?:_[A-Z\d]+){2,}$/;

function readName(raw: string): NameInfo {
  const name = canonicalName(raw);
  const info: NameInfo = { name, role: "metric", kind: "metric", known: false, priority: 0 };
  if (ENVIRONMENT.test(raw) && !isKnown(name, splitWords(name))) return { ...info, role: "setting" };
  if (isNoName(name)) return { ...info, role: "noise" };
  const counter = readCounter(name);
  if (counter) return { ...info, ...counter };
  if (isIdle(name)) return { ...info, role: "noise" };
  const words = splitWords(name);
  info.known = isKnown(name, words);
  if (namesAmount(name, raw)) {
    info.role = "setting";
  } else if (isThroughput(name, { words, raw }) && !(info.known && STRONG.test(name))) {
    info.known = false;
    info.kind = "throughput";
  } else if (!info.known && namesSetting(name)) info.role = "setting";
  return info;
}

/** True for a name that says nothing about training: a record's, an event's, a number of epochs in any language. */
function isIdle(name: string): boolean {
  return isIdleName(name) || EVENT.test(name) || counterOf(name) !== null;
}

/** True for a name without a letter, for a path, for a condition, `0.5 @ FAR=0.001`, and for a duration. */
function isNoName(name: string): boolean {
  return !/[a-z\u00c0-\uffff]/.test(name) || /^(?:\.{0,2}\/|@_)|\/\//.test(name) || isDuration(name);
}

const IS_DURATION = new RegExp(`^${DURATION}$`);

/** True for how long something took, in place of a name: `0h1m2s`, `2d3h`. */
export function isDuration(name: string): boolean {
  return IS_DURATION.test(name);
}

/** Steps in the plural say as often how many an episode had: behind the singular of the same rank. */
const SEVERAL = /^(?:steps|iterations)(?:_taken)?$/, PLURAL_BEHIND = 0.5;

/** Role and priority of a counter's name; null for any other name. */
function readCounter(name: string): Pick<NameInfo, "role" | "priority"> | null {
  const joined = name.replaceAll("-", "_"), priority = STEP_NAMES.rankOf(joined);
  if (priority >= 0) return { role: "step", priority: SEVERAL.test(joined) ? priority + PLURAL_BEHIND : priority };
  if (endsWithEpochs(name) || isLimit(name)) return null;
  const counter = counterOf(withoutSplit(name).replace(/^[ld]'/, "")) ?? counterAtEnd(name);
  if (counter) return { role: counter, priority: counter === "step" ? STEP_NAMES.count - 3 : 0 };
  if (EPOCH_NAME.test(joined) || EPOCH_NAME.test(withoutSplit(joined))) return { role: "epoch", priority: 0 };
  return BATCH_NAME.test(name) ? { role: "batch", priority: 0 } : null;
}

/** The name without the split that it ends with: `epoche` of `Epoche(Training)`. */
function withoutSplit(name: string): string {
  const end = name.lastIndexOf("_");
  return end > 0 && namesSplit(name.slice(end + 1)) ? name.slice(0, end) : name;
}

/** True for an amount that training was given: `num_images`, `numImages`, `steps_per_epoch`, `最大轮次`. */
export function namesAmount(name: string, raw: string): boolean {
  return isLimit(name) ||
    /^(?:num_(?!.*(?:seen|processed|total))|steps_per_(?!sec)|.*_steps_per_epoch$)|(?:^|[_/])param(?:eter)?s$/.test(
      name,
    ) ||
    /^num[A-Z]/.test(raw);
}

function namesSetting(name: string): boolean {
  return !name.includes("/") && !MEASURED_LENGTH.test(name) && SETTING_NAME.test(name);
}

/** Words that make a metric of a name with a word of time or memory. */
const STRONG =
  /loss|acc|reward|return|ppl|perplexity|learning_rate|grad_norm|psnr|auc|f1|err|score|bleu|rouge|wer|cer|map/;
/** True for a name that only its phase makes a metric's: `val_ratio`, `test_samples`. */
export function isOnlyPhased(name: string): boolean {
  return beginsWithPhase(name) && !understandName(name.slice(name.search(/[_/]/) + 1)).known;
}

/** True for a split that no metric's name stands before: `train: 640` says how much that has. */
export function endsWithSplit(name: string): boolean {
  const end = name.lastIndexOf("_");
  return METRIC_ALONE.has(name.slice(end + 1)) && (end < 0 || !understandName(name.slice(0, end)).known);
}

/** What happened, not what was measured: `loss spike detected: 3.21 > 2.50`. */
const EVENT = /_(?:detected|exceeded|triggered)$/;

/** Names of metrics without one of the metric's words. */
const ALWAYS = /^(?:learning_rate|grad_norm)$|(?:^|[/_])(?:learning_rate|grad_norm|lr)(?:_\d+)?$/;

function isKnown(name: string, words: readonly string[]): boolean {
  if (measuresTraining(name) || isRate(name)) return true;
  if (ALWAYS.test(name)) return !/^(?:max|min|base|init|initial)_/.test(name);
  if (METRIC_ALONE.has(name) || (beginsWithPhase(name) && !SETTING_NAME.test(name))) return true;
  if (/scale|weight$|_time$|_type$|^num_|^n_|_every$|_freq$|_steps$|_size$/.test(name)) return false;
  return words.some((word) => METRIC_WORDS.has(word) || METRIC_PART.test(word));
}

/** True for a name with a unit of time or of memory behind it in brackets: `forward (ms)`. */
function measuresInTime(raw: string): boolean {
  const unit = unitInBrackets(raw);
  return unit > 0 && /[[(](?:[muµn]?s|secs?|min|h|[kKMGT]i?B)[\])]$/.test(raw.slice(unit));
}

/** What ended something, not how long it took: `termination/time_out`. */
const TIME_OUT = /(?:^|[_/])timed?_outs?(?:$|[_/])/;

function isThroughput(name: string, { words, raw }: { words: readonly string[]; raw: string }): boolean {
  if (TIME_OUT.test(name)) return false;
  return THROUGHPUT_PART.test(name) || words.some((word) => THROUGHPUT_WORDS.has(word)) || measuresTime(name) ||
    measuresInTime(raw);
}

const partsOf = splitAt("_/.-: '");

/** Words of a canonical name, with and without the digits at their ends: `val/acc1` → val, acc1, acc. */
function splitWords(name: string): string[] {
  const words = partsOf(name);
  if (!/[@\d]/.test(name)) return words;
  return [
    ...words,
    ...words.map((word) => word.replace(/@?\d+$/, "")),
    ...words.map((word) => word.replace(/@.*$/, "")),
  ];
}
