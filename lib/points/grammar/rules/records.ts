/**
 * Values whose name is the value of another field: `{"name":"acc","value":0.5}`, `key: loss value: 0.5`.
 *
 * @module
 */
import { groupText, makeForm } from "../../scan/steps.ts";
import { understandName } from "../../words/name.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** Characters before and behind a record's value that may name it. */
const RECORD_MAX_CHARS = 200;
const NAME = String.raw`[\p{L}_][\p{L}\p{M}\w@./-]{0,60}`;
const NAME_FIELD = /["']?\b(?:name|metric|metric_name|key|tag)["']?\s*[:=]\s*/g;
/** The word of such a field: several ones only in quotes. */
const WORDS = new RegExp(`^(?:["'](${NAME}(?: ${NAME}){0,5})|(${NAME}))`, "u");

/** A field with a metric's name, and directly behind it the field with its value, up to the number. */
const NAMED_BEFORE = makeForm([
  String.raw`(?:^|[\s,;|({])["']?(?:k|key|name|metric|metric_name|tag)["']?\s?[:=]\s?["']?`,
  String.raw`(?<name>${NAME})["']?(?: ?[,;|] ?| )["']?(?:v|val|value)["']?\s?[:=]\s?["']?$`,
], { flags: "iu" });

/** The name in a field anywhere in the record around a value; undefined without one. */
function nameInRecord(
  { slot, phrase: { key } }: Field,
  { source: { text, from, to, shape } }: Walk,
): string | undefined {
  if (!/^(?:metric_?)?val(?:ue)?$|^scalar(?:_value)?$/i.test(key)) return undefined;
  const at = shape.start[slot]!, before = text.slice(Math.max(from, at - RECORD_MAX_CHARS), at);
  const behind = text.slice(at, Math.min(to, at + RECORD_MAX_CHARS));
  const record = before.slice(before.lastIndexOf("{") + 1) + behind.replace(/\}.*$/s, "");
  for (const { 0: field, index } of record.matchAll(NAME_FIELD)) {
    const [, quoted, bare] = WORDS.exec(record.slice(index + field.length)) ?? [];
    if (quoted !== undefined || bare !== undefined) return quoted ?? bare;
  }
  return undefined;
}

/** `{"step":1,"name":"acc","value":0.5}`, `k = loss , v = 0.5`. */
export const valueOfRecord: Rule = {
  name: "the value of a record that names its metric in another field",
  of: "named",
  lines: [['{"step":1,"name":"acc","value":0.5}', "acc=0.5@1"], [
    "step 3\nk = loss , v = 0.5\nkey: drag value: 0.25",
    "loss=0.5@3 drag=0.25@3",
  ]],
  bind(field, walk) {
    const { gap, phrase: { key, separated } } = field;
    if (!separated || !/v(?:al(?:ue)?)?$|^scalar$/i.test(key)) return false;
    const name = nameInRecord(field, walk) ?? groupText(gap, NAMED_BEFORE.find(gap)?.offsets.name);
    if (name === undefined) return false;
    addMetric(field, walk, { info: understandName(name.trim()), separated: true, phase: "" });
    return true;
  },
};
