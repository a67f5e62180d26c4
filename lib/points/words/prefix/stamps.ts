/**
 * Dates, times of day and levels before a program's own words.
 *
 * @module
 */
import { makeClues } from "../../scan/clues.ts";
import { makePart, type PrefixPart } from "./prefix_part.ts";
import { ahead, anyOf, inOrder, perhaps, type Skip, skipMatch, skipWord } from "./skip.ts";

const YEAR_FIRST = String.raw`\d{4}[-/.]\d\d?[-/.]\d\d?`, YEAR_LAST = String.raw`\d\d?[-/.]\d\d?[-/.]\d{4}`;
/** The year behind a date that has none. */
const YEAR = String.raw`(?:[ ,]+\d{4}(?=[ ,T]))?`;
const DATE = anyOf(
  skipMatch(String.raw`(?:${YEAR_FIRST}|${YEAR_LAST}|\d\d/\d\d(?:/\d\d)?|\d\d-\d\d)${YEAR}`),
  skipMatch(String.raw`(?:(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2})${YEAR}`),
);
/** A date and a time, which a program's name may stand before. */
const FULL_STAMP = String.raw`${YEAR_FIRST}[ T]\d\d:\d\d`;
/** A date without a time needs a year: `10/20` is a count. */
const FULL_DATE = skipMatch(String.raw`(?:${YEAR_FIRST}|${YEAR_LAST})(?=[\s\])|])`);
const ZONE = String.raw`(?: ?(?:Z|UTC|[AP]M))?(?: ?[+-]\d\d:?\d\d)?`;
const YEAR_BEHIND = String.raw`(?: \d{4}(?![\w.]))?`;
const CLOCK = inOrder(
  skipMatch(String.raw`\d{1,2}:\d\d(?::\d\d)?(?:[.,:]\d{1,9})?(?!\d)`),
  skipMatch(String.raw`${ZONE}${YEAR_BEHIND}(?=[\s:|,;\][()<>-]|$)`),
);
/** Levels, as loggers spell them. */
const LEVELS: ReadonlySet<string> = new Set(
  "DEBUG INFO WARNING WARN ERROR CRITICAL FATAL SUCCESS TRACE NOTICE DBG WRN TRC VRB debug info warning warn error Info Warning"
    .split(" "),
);
/** Skips a logger's level. */
export const levelWord: Skip = skipWord(LEVELS);
/** What closes a stamp: its bracket, or a logger's name or a process and a bracket. */
const STAMP_END = anyOf(
  skipMatch(String.raw`[\])]`),
  inOrder(
    skipMatch(String.raw`\s{1,2}`),
    perhaps(
      inOrder(levelWord, skipMatch(String.raw`\s{1,2}`)),
      skipMatch(String.raw`(?:#\d{1,8}|[\w.]{1,60}(?::\d{1,6})?)\](?=:?(?:[\s(]|$))`),
    ),
  ),
);
/** What stands between a stamp and the words behind it. */
const BEHIND_STAMP = skipMatch(String.raw`(?=[\s:|,;\]\[(<>-]|$)(?:[:,|;]| :(?= )|-(?=[[(\p{L}]))?\s*`, "yu");
/** How a date or a time begins. */
const STAMP_START = skipMatch(String.raw`(?=\d{1,4}[-/.:]|\d\d? [A-Z]|[A-Z][a-z]{2},? |\d{8}T)`);
/** A date and a time without marks between their parts: `20240501T120000.125`. */
const COMPACT = skipMatch(String.raw`\d{8}T\d{6}(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?=[\s:|,;\][()<>-]|$)`);
const STAMP = inOrder(
  STAMP_START,
  anyOf(inOrder(DATE, skipMatch("(?: - |-|[T_, ]{1,2})"), CLOCK), CLOCK, FULL_DATE, COMPACT),
  perhaps(STAMP_END, BEHIND_STAMP),
);

/** A date, a time of day, or both, in brackets or not. */
export const stamp: PrefixPart = makePart({
  name: "a date, a time of day, or both",
  clues: makeClues("0:00", "0000-0", "0000/0", "0000.0", "0-0000", "0/0000", "0.0000", "00000000T"),
  place: "anywhere",
  lines: [
    ["2024-01-01T10:00:00.123456789Z step=11 loss=0.4", "step=11 loss=0.4"],
    ["[09/12 12:00:00 d2.utils.events]:  eta: 0:10:00  iter: 19", "eta: 0:10:00  iter: 19"],
    ["2024-05-01 12:00:00 : step 3 : loss 0.5", "step 3 : loss 0.5"],
    ["[2022-03-02 23:05:46,460][18482] Avg reward: 1.5", "[18482] Avg reward: 1.5"],
    ["[2026-11-30T12:38:22.288244 #11270] DEBUG -- som: grid 4x4", "som: grid 4x4"],
    ["20240501T120000.125 step 3 loss 0.5", "step 3 loss 0.5"],
    ["Fitting: 2025-02-03 10:11:12,131-step 3 loss 0.5", "step 3 loss 0.5"],
  ],
  own: inOrder(
    skipMatch(String.raw`[\[(]?`),
    perhaps(skipMatch(String.raw`(?:[A-Za-z]{1,12}(?: |: (?=${FULL_STAMP})))?(?:[IWED] )?`), STAMP), // the word may be the month
  ),
});

/** What has passed, and what is left: `1m 2s (- 51m 16s)`. A number and words stand behind it. */
const PASSED = skipMatch(String.raw`(?:\d+h ?)?(?:\d+m ?)?\d+(?:\.\d+)?s`);

/** `1m 2s (- 51m 16s) (1000 2%) loss: 0.5`. */
export const elapsed: PrefixPart = makePart({
  name: "a time that has passed, before a count",
  clues: makeClues("0s"),
  place: "start of the line",
  lines: [
    ["1m 2s (- 51m 16s) (1000 2%) loss: 0.5", "(1000 2%) loss: 0.5"],
    ["[12.5s] 300 loss 0.5", "300 loss 0.5"],
    ["1h 2m 3s | 300 | loss 0.5", "300 | loss 0.5"],
  ],
  own: inOrder(
    skipMatch("[[(]?"),
    PASSED,
    skipMatch(String.raw`[\])]?`),
    perhaps(inOrder(skipMatch(String.raw` \(- ?`), PASSED, skipMatch(String.raw`\)`)), skipMatch("")),
    skipMatch(String.raw`[ |:,]{1,3}(?=[[(]?\d+[^\p{L}.]{0,12}\p{L}{2})`, "yu"),
  ),
});

/** `I0828 22:18:30.114858 11510 solver.cpp:195] `. */
export const glog: PrefixPart = makePart({
  name: "glog's level, date, time, thread and source",
  clues: makeClues(":00:00"),
  place: "anywhere",
  lines: [["I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.5", "Iteration 60, loss = 2.5"]],
  own: skipMatch(String.raw`[IWEF]\d{4} \d\d:\d\d:\d{2,12}\.\d+\s+\d+ [^\s\]]{1,120}\] ?`),
});

/** `INFO - `, `[WARNING]`, `<info>:`. */
export const level: PrefixPart = makePart({
  name: "a logger's level",
  clues: makeClues(
    ..."debug info warn error critical fatal success trace notice dbg wrn trc vrb [i] [w] [e] [d]".split(" "),
  ),
  place: "anywhere",
  lines: [
    ["INFO - Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["2:16PM DBG Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["[14:16:02 WRN] Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["2026/01/02 01:40:38 PM, INFO, Step 50: loss=1.5", "Step 50: loss=1.5"],
    ["2026-01-02 13:40:38,120,INFO,[cv.loop:7] ep 01  loss 1.5", "ep 01  loss 1.5"],
    ["[INFO|trainer.py:1148] 2021-05-25 06:38:27,094 >> Running", "Running"],
  ],
  own: inOrder(
    skipMatch(String.raw`(?:[-|:] ?)?`),
    anyOf(
      inOrder(skipMatch(String.raw`[\[<(]`), levelWord, skipMatch(String.raw`(?:\|[^\]\s]{1,80})?[\]>)]`)),
      skipMatch(String.raw`\[[IWED]\]`),
      inOrder(ahead(levelWord), skipMatch(String.raw`(?!error (?:[^\d\W]|[\d.]+\s*$))[A-Za-z]+(?=[:|>\]\s,-]|$)`)), // `error rate: 0.5`, `error 0.5`
    ),
    skipMatch(String.raw`(?:[:,](?=\S)|\s{0,8}[:|>\],-](?=\s|$)|:)?\s*`),
  ),
});
