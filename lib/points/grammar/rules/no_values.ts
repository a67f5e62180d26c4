/**
 * Numbers that are part of something which has no value: a date, a time of day, a version, a path, a sum.
 *
 * @module
 */
import { BROKEN, INTEGER } from "../../scan/number_form.ts";
import { endsWithMonth } from "../../words/months.ts";
import { isCounterName } from "../../words/name.ts";
import { mayTell, quotedAround } from "../quoted.ts";
import { textBehind } from "../walk.ts";
import { endsWithGiven } from "../../words/given_words.ts";
import type { Rule } from "./rule.ts";

/** The text before the time that is left. */
export const LEFT =
  /(?:^|[\s,|("'])(?:eta|eta_seconds|remaining|remaining[ _]time|time[ _](?:left|remaining))["']?\s*[:=]?\s*["']?$/i;

/** A mark that glues a number to more, as in `96+964`; none that only ends it, as in `2.25*`. */
const GLUED = /^[+*^\\~@#$&](?!\/|[+*^\\~@#$&]*(?:[\s:;,|)\]}.]|$))/;
/** Other text behind a number that is part of something longer: `5/model.pt`, `0.52 --> 0.48`. */
const GOES_ON = /^(?:\/(?!\s|[a-z])|-[A-Za-z]|\s*-{1,2}>(?!\s*(?:\p{L}|$))|\s*→\s*[-+.\d])/u;
const GOES_ON_MAX_CHARS = 40;
/** The letter for a version, before its number in brackets. */
const VERSION = /(?:^|[\s,(])v\[$/;
/** Which half of the day a time is in, behind it: `10:27 PM`. */
const HALF_OF_DAY = /^ ?[AaPp]\.?[Mm]\b\.?/;

/** A word and its number behind a hyphen: `epoch 3-step 40`. */
const NEXT_COUNT = /^-(\p{L}+)[ :#]{1,2}\d/u;

const isCounter = (name = "") => isCounterName(name);

/** A date, a time of day, a version. */
export const clock: Rule = {
  name: "a date, a time of day or a version",
  of: "any",
  lines: [["step 3 loss 0.5 eta 0:01:02", "loss=0.5@3"], ["step 4 loss 0.4 acc: 1.2.3", "loss=0.4@4"], [
    "step 4 loss 0.4\nstep 5 @ 11:02 PM: 0.3 loss",
    "loss=0.4@4 loss=0.3@5",
  ], [
    "step 5 loss 0.3 of [FID]: net [big], v[0.1]",
    "loss=0.3@5",
  ]],
  bind(field, walk) {
    const { form, slot, gap } = field;
    if (form !== BROKEN) return VERSION.test(gap);
    field.behind = HALF_OF_DAY.exec(textBehind(field, walk))?.[0].length ?? 0;
    const isDays = walk.statement.leftSlot === slot - 1 && /^ ?days?, ?$/.test(gap);
    if (isDays || LEFT.test(gap)) walk.statement.leftSlot = slot;
    walk.fraction = null;
    return true;
  },
};

/** `14 Mar 2025`, `Mar 14`. */
export const dateByMonth: Rule = {
  name: "a day or a year behind its month",
  of: "any",
  lines: [[
    "step 3 loss 0.5 | 14 Mar 2025 | acc 0.1\nstep 4 loss 0.4 | 15 Apr 2026 | acc 0.2",
    "loss=0.5@3 acc=0.1@3 loss=0.4@4 acc=0.2@4",
  ]],
  bind: ({ form, gap, unit }) => form === INTEGER && unit === "" && endsWithMonth(gap),
};

/** `96+964`, `5/model.pt`, `0.52 --> 0.48`. */
export const partOfMore: Rule = {
  name: "part of something longer: a sum, a path, a change",
  of: "any",
  lines: [["step 5 acc=0.9 (0.52 --> 0.48)", "acc=0.9@5"], ["step 5 loss=0.3 hits=96+964", "loss=0.3@5"]],
  bind({ last, phrase: { key } }, { source: { text, shape } }) {
    const end = shape.end[last]!, behind = text.slice(end, end + GOES_ON_MAX_CHARS);
    return GLUED.test(behind) || (GOES_ON.test(behind) && !(isCounter(key) && isCounter(NEXT_COUNT.exec(behind)?.[1])));
  },
};

/** `{"args": {"lr": 0.1}, "loss": 0.5}`. */
export const givenInRecord: Rule = {
  name: "what a record says that the program was given",
  of: "any",
  lines: [
    ['{"args": {"lr": 0.1, "seed": 3, "width": 64}, "loss": 0.5, "step": 10}', "loss=0.5@10"],
    ["{'hparams': {'drag': 0.5, 'flags': {'a': 1}}, 'epoch': 3, 'gap': 0.5}", "gap=0.5@3"],
  ],
  bind: (_, { outer }) => outer.some((name) => endsWithGiven(name.toLowerCase())),
};

/** `variant='20% pruned'`. */
export const partOfText: Rule = {
  name: "part of a text in quotes",
  of: "any",
  lines: [[
    "epoch 1, size='10% cut' acc=0.5\nepoch 1, size='30% cut' acc=0.25\nepoch 2, size='10% cut' acc=0.75",
    "acc=0.5@1 30%_cut_acc=0.25@1 acc=0.75@2",
  ]],
  bind({ slot, last }, { source, statement }) {
    const text = slot === last ? quotedAround(slot, source) : null;
    if (text === null) return false;
    if (mayTell(text, source)) statement.textTag = text;
    return true;
  },
};
