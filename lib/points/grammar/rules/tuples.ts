/**
 * Lists of names and values as Python prints them: `[('average_q', 0.5), ('average_loss', 0.2)]`. Words with numbers are data, and look the
 * same: one name that programs know makes metrics of all, or that each is written as programs write names.
 *
 * @module
 */
import { understandName } from "../../words/name.ts";
import { addMetric, countAs, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** A name in a tuple, up to its value, which a type may print itself around. */
const NAMED = String.raw`\(["']([\p{L}_][\p{L}\w@ ./-]{0,40})["'], ?(?:[A-Za-z][\w.]{0,20}\()?["']?$`;
const FIRST = new RegExp(String.raw`(?:^|[\[(, ])${NAMED}`, "u"),
  NEXT = new RegExp(String.raw`^["']?\)? *\), ?${NAMED}`, "u");
const FIRST_MAX_CHARS = 80, TUPLES_MAX = 256;

/** A name as programs write them. */
const WRITTEN = /[_/]/;

/** The names of the tuples whose first value stands at a slot. */
function namesFrom(slot: number, gap: string, { source: { shape, text, to } }: Walk): string[] {
  const names: string[] = [];
  let found = FIRST.exec(gap.slice(-FIRST_MAX_CHARS));
  while (found !== null && names.length < TUPLES_MAX) {
    const next = slot + names.push(found[1]!), isThere = next < shape.count && shape.end[next]! <= to;
    found = isThere ? NEXT.exec(text.slice(shape.end[next - 1], shape.start[next])) : null;
  }
  return names;
}

/** `[('average_q', 0.5), ('average_loss', 0.2)]`. */
export const valuesOfTuples: Rule = {
  name: "the values of a list of tuples, each behind its name",
  of: "any",
  lines: [
    ["step 3 [('average_q', 0.5), ('average_loss', 0.2)]", "average_q=0.5@3 average_loss=0.2@3"],
    ["step 3 [('hit_rate', 0.5), ('mean_gap', 0.2)]", "hit_rate=0.5@3 mean_gap=0.2@3"],
    ["[('epoch', 3), ('drag', 0.5), ('loss', tensor(0.2)), ('n_updates', 12)]", "drag=0.5@3 loss=0.2@3"],
  ],
  bind(field, walk) {
    const names = field.gap.includes("(") ? namesFrom(field.slot, field.gap, walk) : [];
    const infos = names.map((name) => understandName(name));
    const isMeasured = infos.some(({ known }) => known) || names.every((name) => WRITTEN.test(name));
    if (names.length < 2 || !isMeasured) return false;
    infos.forEach((info, at) => {
      const value = { slot: field.slot + at, total: -1, unit: "" };
      if (at === 0 && countAs(info.role, value, walk)) return; // behind values it says how often something was done
      if (info.role === "metric" || info.role === "setting") {
        addMetric(value, walk, { info, separated: true, phase: field.phrase.phase });
      }
    });
    field.last = field.slot + names.length - 1;
    return true;
  },
};
