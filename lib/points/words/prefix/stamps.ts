/**
 * Dates, times of day and levels before a program's own words.
 *
 * @module
 */
import { makeClues } from "../../scan/clues.ts";
import { makePart, type PrefixPart, sticky } from "./prefix_part.ts";

const oneOf = (...sources: readonly string[]) => `(?:${sources.join("|")})`;

const YEAR_FIRST = String.raw`\d{4}[-/.]\d\d?[-/.]\d\d?`, YEAR_LAST = String.raw`\d\d?[-/.]\d\d?[-/.]\d{4}`;
const DATE = oneOf(
  YEAR_FIRST,
  YEAR_LAST,
  String.raw`\d\d/\d\d(?:/\d\d)?`,
  String.raw`\d\d-\d\d`,
  String.raw`(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} +\d{1,2}`,
  String.raw`\d{1,2} [A-Z][a-z]{2}`,
) + String.raw`(?:[ ,]+\d{4}(?=[ ,T]))?`;
/** A date without a time needs a year: `10/20` is a count. */
const FULL_DATE = oneOf(YEAR_FIRST, YEAR_LAST);
const ZONE = String.raw`(?: ?(?:Z|UTC|[AP]M))?(?: ?[+-]\d\d:?\d\d)?`;
const CLOCK = String.raw`\d{1,2}:\d\d(?::\d\d)?(?:[.,:]\d{1,9})?${ZONE}(?: \d{4}(?![\w.]))?`;
/** Levels, as loggers spell them. */
export const LEVEL_WORD: string = oneOf(
  ..."DEBUG INFO WARNING WARN ERROR CRITICAL FATAL SUCCESS TRACE NOTICE debug info warning warn error Info Warning"
    .split(" "),
);
/** What closes a stamp: its bracket, or a logger's name and a bracket. */
const STAMP_END = oneOf(
  String.raw`[\])]`,
  String.raw`\s{1,2}(?:${LEVEL_WORD}\s{1,2})?[\w.]{1,60}(?::\d{1,6})?\](?=:?(?:[\s(]|$))`,
);

/** A date, a time of day, or both, in brackets or not. */
export const stamp: PrefixPart = makePart({
  name: "a date, a time of day, or both",
  clues: makeClues("0:00", "0000-0", "0000/0", "0000.0", "0-0000", "0/0000", "0.0000"),
  place: "anywhere",
  lines: [
    ["2024-01-01T10:00:00.123456789Z step=11 loss=0.4", "step=11 loss=0.4"],
    ["[09/12 12:00:00 d2.utils.events]:  eta: 0:10:00  iter: 19", "eta: 0:10:00  iter: 19"],
    ["2024-05-01 12:00:00 : step 3 : loss 0.5", "step 3 : loss 0.5"],
    ["[2022-03-02 23:05:46,460][18482] Avg reward: 1.5", "[18482] Avg reward: 1.5"],
  ],
  pattern: sticky(
    String.raw`[\[(]?(?:[A-Za-z]{1,12} )?(?:[IWED] )?` +
      oneOf(String.raw`${DATE}(?:[T_, ]{1,2}|, | - |-)${CLOCK}`, CLOCK, String.raw`${FULL_DATE}(?=[\s\])|])`) +
      String.raw`${STAMP_END}?(?=[\s:|,;\]\[(<>-]|$)(?:[:,|;]| :(?= ))?\s*`,
  ),
});

/** `I0828 22:18:30.114858 11510 solver.cpp:195] `. */
export const glog: PrefixPart = makePart({
  name: "glog's level, date, time, thread and source",
  clues: makeClues(":00:00"),
  place: "anywhere",
  lines: [["I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.5", "Iteration 60, loss = 2.5"]],
  pattern: sticky(String.raw`[IWEF]\d{4} \d\d:\d\d:\d{2,12}\.\d+\s+\d+ [^\s\]]{1,120}\] ?`),
});

/** `INFO - `, `[WARNING]`, `<info>:`. */
export const level: PrefixPart = makePart({
  name: "a logger's level",
  clues: makeClues(..."debug info warn error critical fatal success trace notice [i] [w] [e] [d]".split(" ")),
  place: "anywhere",
  lines: [
    ["INFO - Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["2026/01/02 01:40:38 PM, INFO, Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["2026-01-02 13:40:38,120,INFO,[cv.loop:7] ep 01  loss 1.5", "ep 01  loss 1.5"],
    ["[INFO|trainer.py:1148] 2021-05-25 06:38:27,094 >> Running", "Running"],
  ],
  pattern: sticky(
    String.raw`(?:[-|:] ?)?` +
      oneOf(
        String.raw`[\[<(]${LEVEL_WORD}(?:\|[^\]\s]{1,80})?[\]>)]`,
        String.raw`\[[IWED]\]`,
        String.raw`(?!error [^\d\W])${LEVEL_WORD}(?=[:|>\]\s,-]|$)`, // `error rate: 0.5`
      ) +
      String.raw`(?:[:,](?=\S)|\s{0,8}[:|>\],-](?=\s|$)|:)?\s*`,
  ),
});
