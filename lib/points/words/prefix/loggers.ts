/**
 * Names of loggers, hosts and places in the source before a program's own words. A word that says what the numbers behind it mean is none of
 * them.
 *
 * @module
 */
import { makeClues } from "../../scan/clues.ts";
import { makeRecent } from "../../recent.ts";
import { counterOf } from "../counters.ts";
import { namesSplit, phaseOfWord } from "../splits.ts";
import { makePart, type PartOfSkip, type PrefixPart, skipOrStay } from "./prefix_part.ts";
import { ahead, anyOf, inOrder, skipMatch, unless } from "./skip.ts";
import { levelWord } from "./stamps.ts";

/** Looks whether a level stands ahead, with what may stand around it. */
const levelAhead = (before: string, behind: string) => ahead(inOrder(skipMatch(before), levelWord, skipMatch(behind)));

/** A host with its port, a logger with its line, between a time and a level. */
export const hosted: PrefixPart = makePart({
  name: "a host with its port, a logger with its line",
  clues: makeClues(":0"),
  place: "behind a stamp",
  lines: [["2025-03-02 10:11:12.131 node-ab-2210:0  mytrain.loop:77  INFO    [step=1]", "[step=1]"]],
  own: inOrder(
    skipMatch(String.raw`(?:[\w.-]{1,80}:\d{1,6}\s+){1,3}`),
    levelAhead(String.raw`[\[(<]?`, String.raw`[\])>]?(?:[\s:|-]|$)`),
  ),
});

/** `host python[123]: `. */
export const syslog: PrefixPart = makePart({
  name: "syslog's host and process",
  clues: makeClues("0]: ", "0] "),
  place: "behind a stamp",
  lines: [
    ["Nov 24 12:30:01 host python[123]: step 3", "step 3"],
    ["2024-05-01 12:00:00 train[123] I step 3", "step 3"],
  ],
  own: anyOf(
    skipMatch(String.raw`[\w.-]{1,60} [\w./-]{1,60}\[\d{1,8}\]: `),
    skipMatch(String.raw`[\w./-]{1,60}\[\d{1,8}\] [DIWE] (?=\S)`), // a logger, its process and its level's first letter
  ),
});

/** Words that count: no logger has such a name. */
const COUNTERS = "epoch|ep|step|iter|iteration|batch|round|trial|episode|update|tick";
const AT_END = String.raw`(?=[\s:|>\]]|$)`;
/**
 * A file with its line; a module with its line, in brackets; a module, a function and a line; a logger with its line in a column; a module
 * with its line before a dash.
 */
const SOURCES = anyOf(
  inOrder(
    skipMatch(String.raw`[\[(]?[\w./\\<>-]{0,80}?\.(?:py|cc|cpp|cu|jl|lua|R|go|rs)(?=[:, ])`),
    skipMatch(
      String
        .raw`(?::|:? line |, |(?: | line )(?=\d{1,6}[\])]))\d{1,6}(?::[\w<>.]{1,60}| \d{1,8}(?=\]))?[\])]?${AT_END}`,
    ),
  ),
  skipMatch(String.raw`[\[(][\w.<>]{1,60}:\d{1,6}[\])]${AT_END}`),
  skipMatch(String.raw`[\w./-]{1,80}\[line:\d{1,6}\]${AT_END}`),
  skipMatch(String.raw`(?!\d)[\p{L}\w.<>]{1,80}:[\p{L}\w<>.]{1,60}:\d{1,6}${AT_END}`, "yu"),
  skipMatch(String.raw`(?!(?:${COUNTERS}):)[\w.-]{1,80}:\d{1,6}(?=\t| \| )`),
  inOrder(
    skipMatch(String.raw`(?:[DIWEFT] )?(?!(?:${COUNTERS}):)`),
    skipMatch(String.raw`[A-Za-z_][\w.-]{0,80}:\d{1,6}(?=> )`),
  ),
  skipMatch(String.raw`[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6}:\d{1,6}(?= - )`),
);

/** `[train.py:422]`, `__main__:train:42 - `. */
export const sourcePlace: PrefixPart = makePart({
  name: "the file or the module that prints, with its line",
  clues: makeClues(":0", ...".py .cc .cpp .cu .jl .lua .r .go .rs".split(" ")),
  place: "behind a part",
  lines: [
    ["2023-07-27 12:50:52,565 INFO [train.py:422] Epoch 0", "Epoch 0"],
    ["2024-05-01 12:00:00.123 | INFO     | __main__:train:42 - step 3", "step 3"],
    ["[2024-05-01 12:00:00,123 INFO fit.py line 42 30704] step 3", "step 3"],
    ["2024-05-01 12:00:00.123 | INFO     | __main__:навчи_всіх:42 - step 3", "step 3"],
    ["2025-03-02 10:11:12,131 | INFO     | fit.loop:77 | loss=1", "loss=1"],
    ["2025-03-02 10:11:12 | INFO     | fit.loop:77 - loss=1", "loss=1"],
    ["2025/03/02 10:11:12 D train:77> loss=1", "loss=1"],
    ["2025-03-02 10:11:12 fit.py[line:77] INFO Valid drag 0.5", "Valid drag 0.5"],
    ["2025-03-02 10:11:12 | INFO | epoch:3 | loss=1", "epoch:3 | loss=1"],
  ],
  own: inOrder(SOURCES, skipMatch(String.raw`(?: in \w{1,60} --)?(?:\s?[:|>-](?=\s))?:?\s*`)),
});

/** Words that say what the numbers behind them mean: no logger has such a name. */
const MEANING = new RegExp(String.raw`^(?:${COUNTERS}|loss|train|rank ?\d+|gpu ?\d+|\d+(?:\.\d+)?)\b`, "i");

/** Makes a part of a logger's name. */
function makeLogger({ own, ...part }: PartOfSkip): PrefixPart {
  return {
    ...part,
    skip(text, at) {
      const end = skipOrStay(own, text, at);
      if (end === at) return at;
      const name = text.slice(at, end);
      return isMeaningful(name) && !(TRAINING.test(name) && LEVEL_BEHIND(text, end) >= 0) ? at : end;
    },
  };
}

/** The logger of a training script, where a level follows: what its lines are of stands in them. */
const TRAINING = /^\W{0,3}train\b/i;
const LEVEL_BEHIND = levelAhead(String.raw`[\[(<]?`, String.raw`\b`);

const LOGGERS_KEPT = 512;
const meanings = makeRecent<string, boolean>(LOGGERS_KEPT);

/** True for a word that says what the numbers behind it mean. */
function isMeaningful(printed: string): boolean {
  const known = meanings.get(printed) ?? findMeaning(printed);
  meanings.set(printed, known);
  return known;
}

/** A split in capitals with a word behind it, as no logger is named: `TRAIN_SAMPLE`. */
const PART_OF_SPLIT = /^([A-Z]{2,12})(?:_[A-Z]+)+$/;

function findMeaning(printed: string): boolean {
  const name = printed.replace(/[^\p{L}\p{M}\d_.]+/gu, " ").trim();
  return MEANING.test(name) || namesSplit(PART_OF_SPLIT.exec(name)?.[1] ?? "") ||
    name.split(" ").some((word) => counterOf(word) !== null || phaseOfWord(word) !== "");
}

/** A number with a point: no message begins with one. */
const decimal = skipMatch(String.raw`\s*(?:[\w.]{2,12}\()?[+-]?\d*\.\d+(?:e[+-]?\d+)?(?![\w.:-])`);
/** A value that ends the line or its part. A word before the mark of either is its name, `- Accuracy : 0.5`. */
const lastValue = skipMatch(String.raw`\s*[+-]?\d[\d.,]*(?:e[+-]?\d+)?\s?%?\s*(?:$|[,;|(]\s?[^\d\s])`);

/** `semantic_segmentation INFO: `, `mmengine - `. */
export const logger: PrefixPart = makeLogger({
  name: "a logger's name",
  place: "behind a part",
  lines: [
    ["2023-10-17 08:52:09,761 semantic_segmentation INFO: Iters: 200/20000", "Iters: 200/20000"],
    ["05/15 03:33:41 - mmengine - INFO - Epoch(train)  [1][15/15]", "Epoch(train)  [1][15/15]"],
    ["2021-03-08 12:31:36 | INFO | valid | epoch 001", "valid | epoch 001"],
    ["2026-03-09 13:06:12,047 - train - INFO - Test results", "Test results"],
    ["2025-03-08 12:31:36,456\tvoice\tINFO\tepoch 3", "epoch 3"],
    ["2021-03-08 12:31:36 | INFO | drag : 0.5", "drag : 0.5"],
    ["2021-03-08 12:31:36 - drag : 0.5 lift : 0.4", "drag : 0.5 lift : 0.4"],
    ["- drag - 0.5", "drag - 0.5"],
  ],
  own: inOrder(
    skipMatch(String.raw`(?:[-|:] )?(?:\[[\w.\\/<>-]{1,80}\]|[\w.\\/<>-]{1,80})`),
    anyOf(
      inOrder(skipMatch(" [-:] "), unless(anyOf(decimal, lastValue))),
      skipMatch(String.raw` \|(?!  ) `), // a wide gap begins a cell
      inOrder(skipMatch(String.raw`(?<=[./][\w-]{1,80}) : `), unless(decimal)),
      inOrder(skipMatch(":"), levelAhead("", ":")),
      inOrder(skipMatch(":? "), levelAhead("", String.raw`\b`)),
      inOrder(skipMatch(" "), levelAhead(String.raw`\[`, String.raw`\]?`)),
      inOrder(skipMatch("\t"), levelAhead("", "\t")),
    ),
    skipMatch(String.raw`\s*`),
  ),
});

/** `boat fit[812] INFO `: as coloredlogs print by themselves. In small letters a level is a word of a message as often. */
export const hostLogger: PrefixPart = makeLogger({
  name: "a host and a logger before a level",
  clues: makeClues(..."debug info notice warn".split(" ")),
  place: "behind a stamp",
  lines: [
    ["2025-03-02 10:11:12 boat fit[812] INFO gap after 3 steps: 0.5", "gap after 3 steps: 0.5"],
    ["2025-03-02 10:11:12 boat swarm.loop WARNING step 3", "step 3"],
    ["2025-03-02 10:11:12 hull gap info step 3", "hull gap info step 3"],
  ],
  own: skipMatch(
    String
      .raw`(?=\S*[a-z\d])[\w.-]{1,60} [A-Za-z_][\w./-]{0,60}(?:\[\d{1,8}\])? (?=(?:DEBUG|INFO|NOTICE|WARN(?:ING)?)\b)`,
  ),
});

/** `WARNING swarm.loop: `. */
export const dottedLogger: PrefixPart = makeLogger({
  name: "a logger's name of several words with points, before a colon",
  clues: makeClues(": "),
  place: "behind a part",
  lines: [
    ["INFO, swarm.loop.Walk: epoch 3 best 0.5", "epoch 3 best 0.5"],
    ["INFO: opt.gap: 0.5", "opt.gap: 0.5"],
  ],
  own: skipMatch(String.raw`[\p{L}_][\p{L}\d_-]{0,40}(?:\.[\p{L}_][\p{L}\d_-]{0,40}){1,6}: (?=[^\s\d.+-])`, "yu"),
});

/** `o.s.l.Walk - `: Java's loggers shorten packages to their first letters, and a class begins with a capital. */
export const classLogger: PrefixPart = makeLogger({
  name: "a class in its packages, before a dash",
  clues: makeClues(" - "),
  place: "anywhere",
  lines: [["o.s.l.Walk - Drag at iteration 3 is 0.5", "Drag at iteration 3 is 0.5"], [
    "org.swarm.loop.Walk - epoch 3",
    "epoch 3",
  ]],
  own: skipMatch(String.raw`(?:[a-z][a-z\d_]{0,40}\.){2,8}[A-Z][A-Za-z\d]{1,60}\s{1,9}- (?=[^\s\d.+-])`),
});

/** `INFO:root:`, `INFO:absl:`. */
export const rootLogger: PrefixPart = makeLogger({
  name: "a logger's name between colons",
  place: "behind a colon",
  lines: [
    ["INFO:absl:[100] loss=0.5", "[100] loss=0.5"],
    ["INFO:My_Model:loss_disc=3.9", "loss_disc=3.9"],
    ["INFO:Loss:0.5", "Loss:0.5"],
    ["INFO:root:", ""],
    ["INFO:root:  loss 0.5", "loss 0.5"],
  ],
  own: skipMatch(
    String.raw`(?:(?:root|absl|tensorflow|__main__):\s*` +
      String.raw`|[\p{L}_][\p{L}\d_-]{0,40}(?:\.[\p{L}\d_-]{1,40}){0,4}:(?=[^\s\d.+-]))`,
    "yu",
  ),
});
