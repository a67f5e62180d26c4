/**
 * The general grammar: goes from number to number, and gives each to the first rule of the table that takes it. Reads `key=value`,
 * `key: value`, `key value`, JSON, Python's dictionaries and reprs, logfmt, and fields between marks. Doesn't decide what is charted.
 *
 * @module
 */
import { RANGE } from "../scan/number_form.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { doubtGiven, leaveOutGiven } from "./given_pairs.ts";
import { makeField, unitBehind } from "./fields.ts";
import { leaveOutMessage } from "./message.ts";
import { noteLead } from "./lead.ts";
import { noteSpares } from "./spares.ts";
import { readBareValue } from "./rules/bare.ts";
import { nameBracketed, nameStatistics } from "./statistics.ts";
import { nameSides } from "./tell_apart.ts";
import { part, readPartValue } from "./rules/part_values.ts";
import { settleLabel } from "./rules/parameters.ts";
import { readPrinted } from "./rules/printed.ts";
import { placeLeading } from "./rules/leading.ts";
import { takeSplitBehind } from "./rules/split_behind.ts";
import { leaveOutRepeated } from "./repeated.ts";
import { RULES } from "./rules/table.ts";
import type { Rule } from "./rules/rule.ts";
import { SPLIT_CLUES, splitBeforeAmount, splitOfField } from "../words/splits.ts";
import { mayStand } from "../scan/clues.ts";
import { isLeastBehind, unitLength } from "../words/units.ts";
import type { Statement } from "./statement.ts";
import { type Field, markPhase, paceAt, type Walk } from "./walk.ts";

/** Characters before a number that may name it. */
const GAP_MAX_CHARS = 240;
/** Characters at the start of a line that may say that all its numbers are times or memory. */
const HEAD_MAX_CHARS = 48;
/** The text before a speed whose unit follows as a separate word: `Speed: 84.4 samples/sec 36868 tokens/sec perplexity=1069`. */
const SPEED_BEFORE = /^\s*$|(?:speed|throughput)\s?[:=]\s*$/i;

const ALL_TIMES = /(?:^|\s)(?:times?|timers?|memory) ?\((?:m?s|[KMG]i?B)\)\s*[|:]/;

/** What is known before the first number of a part. */
function beginWalk(source: Source, statement: Statement): Walk {
  const { from, text } = source;
  return {
    source,
    statement,
    phase: statement.facts.phase,
    split: "",
    head: "",
    heads: [],
    hasFirstHead: false,
    part: null,
    carried: "",
    outer: [],
    deeper: 0,
    objects: 0,
    leading: [],
    counted: null,
    share: -1,
    fraction: null,
    stepPriority: statement.slots.step < 0 ? Infinity : -1,
    allTimes: ALL_TIMES.test(text.slice(from, from + HEAD_MAX_CHARS)),
  };
}

/** Reads the numbers of a part of a line into a statement. */
export function readGrammar(source: Source, statement: Statement): void {
  const { shape, from, to, text } = source;
  const walk = beginWalk(source, statement);
  const own = text.slice(from, to);
  const split = splitOfField(own, source.look) ?? (mayStand(SPLIT_CLUES, source.look) ? splitBeforeAmount(own) : null);
  if (split) markPhase(split, walk);
  let behind = from;
  for (let slot = slotFrom(source, from); slot < shape.count && shape.end[slot]! <= to;) {
    const start = shape.start[slot]!;
    const gap = text.slice(Math.max(behind, start - GAP_MAX_CHARS), start);
    const field = makeField(slot, gap, walk);
    bindField(field, walk);
    behind = shape.end[field.last]! + (field.last === slot ? unitBehind(slot, source).length : 0);
    const after = text.slice(behind, Math.min(to, behind + GAP_MAX_CHARS));
    behind += field.behind || takeSplitBehind(field, walk) || spokenPace(after, gap) || unitOf(field, after) ||
      countedLength(after, gap);
    slot = field.last + 1;
  }
  if (walk.stepPriority >= 0) statement.facts.stepPriority = walk.stepPriority;
  placeLeading(walk);
  readPrinted(walk);
  readBareValue(walk);
  readPartValue(walk);
  leaveOutGiven(statement, source);
  doubtGiven(statement, source);
  leaveOutMessage(statement, source);
  nameBracketed(statement, source);
  nameStatistics(statement, source);
  nameSides(walk);
  leaveOutRepeated(statement);
  settleLabel(statement);
  noteLead(walk);
  noteSpares(walk);
}

/** Length of a speed's unit behind its number; 0 without one. */
function spokenPace(behind: string, gap: string): number {
  return SPEED_BEFORE.test(gap) ? paceAt(behind)?.length ?? 0 : 0;
}

/** Length of the unit behind a number; 0 without one. */
const unitOf = ({ info }: Field, behind: string): number => isLeastBehind(info, behind) ? 0 : unitLength(behind);

/** Length of the counter's word behind a step in a name: `0.5 @ 10 iter`. */
function countedLength(behind: string, gap: string): number {
  return /@\s*$/.test(gap) ? /^ (?:iter|step|epoch|it)\w*(?= )/.exec(behind)?.[0].length ?? 0 : 0;
}

/** Lets the rules look at a field, and notes the one that takes it. */
function bindField(field: Field, walk: Walk): void {
  const { carried } = walk;
  let isNamed = false;
  for (const rule of RULES) {
    if (rule.of === "named" && !isNamed) {
      isNamed = field.phrase.key !== "";
      if (isNamed) beginName(field, walk);
    }
    if (!looksAt(rule, field) || !rule.bind(field, walk)) continue;
    walk.statement.rules[field.slot] = rule.name;
    if (rule === part) walk.carried = carried; // `loss after epoch 3, client 2: 0.5`
    return;
  }
}

/** What was remembered for a value without a name is over at the next name. */
function beginName({ phrase, info: { role } }: Field, walk: Walk): void {
  walk.fraction = null;
  if (phrase.carried) walk.carried = phrase.carried;
  if (role === "metric" || role === "setting") walk.carried = "";
}

/** True for a rule of fields such as this one. The range of `8epoch:train:1-100batch` has a name that isn't its own. */
function looksAt({ of }: Rule, { phrase: { key }, form, info: { role } }: Field): boolean {
  if (of === "named") return key !== "";
  return of === "any" || key === "" || (form === RANGE && role !== "noise");
}
