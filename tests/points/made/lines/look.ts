/**
 * How one kind of line looks: counters, splits, fields and remarks together.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { KindOfLine, Look, Said, ShownPoint, Split, Value } from "../model.ts";
import { drawCounters, type WriteCounters } from "./counters.ts";
import { drawFields, type Field, type WriteFields } from "./fields.ts";
import { BARE_TIES, END_TIES, GROUP_PARTS, GROUPS, HEAD_TIES, HEADS } from "./heads.ts";
import type { Language } from "./languages.ts";
import { drawNames, type Name, nameBy } from "./names.ts";
import { drawRemark, type WriteRemark } from "./remarks.ts";
import { drawValue, type WriteValue } from "./values.ts";

/** What all lines of a program share. */
export interface Program {
  language: Language;
  /** Its words for splits. */
  words: Record<Split, string>;
  hasPrefix: boolean;
  /** Counters of lines that were drawn until now. */
  counted: Set<string>;
  /** Numbers have decimal commas. */
  comma: boolean;
}

/** A field, and its split where its name doesn't tell it. */
interface Own extends Field {
  split: Split | null;
}

/** What was drawn for a kind of line. */
interface Style {
  words: Record<Split, string>;
  /** Where the split of the whole line stands, where those of groups do; null where names tell it. */
  head: string | null;
  group: string | null;
  groupPart: string;
  /** Counters look like fields. */
  counts: boolean;
  counters: WriteCounters;
  headTie: string;
  name: (word: string, split: Split | null) => Name;
  remark: WriteRemark;
}

const splitOf = ({ split }: Value, said: Said) => split ?? said.split;

/** A learning rate is written once, beside what belongs to training. */
const isWritten = (value: Value, said: Said) =>
  value.quantity.kind !== "lr" || [null, "train"].includes(splitOf(value, said));

function drawStyle(
  draw: Draw,
  { line, roles }: KindOfLine,
  { said, program: { language, words, comma, hasPrefix, counted } }: { said: Said; program: Program },
): Style {
  const splits = [...new Set(said.values.map((value) => splitOf(value, said)))], hasHead = roles.length > 0;
  const isOfOne = hasHead && splits.length === 1 && splits[0] !== null,
    isOfMany = splits.length > 1 && !splits.includes(null);
  const head = isOfOne && draw.maybe("split: in the head", 0.5) ? draw.one("head", HEADS) : null;
  const group = isOfMany && draw.maybe("split: in groups", 0.35) ? draw.one("group", GROUPS) : null;
  if (hasHead) counted.add(roles.join());
  // Bare numbers that count two things can't be told apart, nor those beside a bar from its own.
  const isAlone = counted.size === 1 && !hasPrefix &&
    !draw.habits.some((habit) => /within an epoch: .*bar/.test(habit));
  const isPlain = hasHead && line !== "title" && !head && !group;
  const counts = isPlain && !roles.includes("samples") && draw.maybe("counters: as fields", 0.1);
  const counters = drawCounters(draw, language, { roles, mayBeBare: isPlain && isAlone && !counts, isPlain });
  const headTies = counters.isBare ? BARE_TIES : line === "batch" ? HEAD_TIES : END_TIES;
  return {
    words,
    head,
    group,
    groupPart: group ? draw.one("group part", GROUP_PARTS) : "",
    counts,
    counters: counters.write,
    headTie: line === "title" || !hasHead || counts ? "" : draw.one("head tie", headTies),
    name: drawNames(draw, { language, words }, head !== null || group !== null),
    remark: line === "title" ? () => "" : drawRemark(draw, comma),
  };
}

function writeLine(
  style: Style,
  fields: readonly Own[],
  { said, writeFields, language }: { said: Said; writeFields: WriteFields; language: Language },
): string {
  const { head, group, groupPart, counts, words, headTie } = style;
  if (counts) {
    const names = said.counters.map(({ role, at }) => ({
      name: language.roles[role].split(", ")[0]!,
      value: String(at),
    }));
    return writeFields([...names, ...fields]);
  }
  const place = style.counters(said.counters), split = fields[0]?.split;
  if (group) {
    const groups = [...Map.groupBy(fields, ({ split: own }) => own ?? "train")];
    return place + headTie +
      groups.map(([each, own]) => group.replace(/[SF]/g, (sign) => sign === "S" ? words[each] : writeFields(own))).join(
        groupPart,
      );
  }
  const whole = head && split ? head.replace(/[SC]/g, (sign) => sign === "S" ? words[split] : place) : place;
  return whole + headTie + (fields.length > 0 ? writeFields(fields) : "");
}

/** Draws how lines of a kind look, when the first of them is written. */
export function drawLook(draw: Draw, kind: KindOfLine, program: Program): Look {
  const writers = new Map<string, WriteValue>(), { language, comma } = program;
  let style: Style | undefined, writeFields: WriteFields | undefined;
  return (said) => {
    const { head, group, words, name, counts, remark } = style ??= drawStyle(draw, kind, { said, program }),
      isApart = head !== null || group !== null;
    const points: ShownPoint[] = [];
    const fields = said.values.filter((value) => isWritten(value, said)).map((each): Own => {
      const { quantity: { word, kind } } = each, isState = kind === "lr", split = isState ? null : splitOf(each, said);
      const write = writers.get(word) ?? drawValue(draw, kind, comma), { text, value } = write(each.value);
      writers.set(word, write);
      const { text: shown, metric, also } = name(word, isApart ? null : split);
      points.push(
        isApart && split
          ? { ...nameBy(word, split, words[split]), value }
          : { metric, also, value, ...isState && { isState, optional: said.counters.length === 0 } },
      );
      return { name: shown, value: text, split };
    });
    const signs = fields.map((field) => field.name + field.value).join("");
    if (fields.length > 0) writeFields ??= drawFields(draw, { signs, comma, counts, isMany: fields.length > 1 });
    const text = writeLine(style, fields, { said, writeFields: writeFields ?? (() => ""), language });
    return { text: text + remark(fields[0]?.value ?? "", String(said.counters[0]?.at ?? 0)), points };
  };
}
