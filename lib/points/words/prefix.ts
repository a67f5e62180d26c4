/**
 * Finds where a program's own words begin: behind the prefix of loggers, launchers and terminals. Knows no metrics. In doubt the prefix
 * stays: the grammar can read a line with a logger's name.
 *
 *     2023-10-17 08:52:09,761 semantic_segmentation INFO: Iters: 200/20000
 *     I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.4915
 *     [2025-10-22 19:31:48,176] [INFO] [logging.py:107:log_dist] [Rank 0] step=3
 *     2024-05-01 12:00:00.123 | INFO     | __main__:train:42 - step 3 loss 0.5
 *     trainer-1  | [rank1]: loss 3.2
 *     (RayTrainWorker pid=1234) epoch 1 loss 0.3
 *
 * @module
 */
import { counterOf } from "./counters.ts";
import { phaseOfWord } from "./splits.ts";

/** A line's prefix. */
export interface Prefix {
  /** Offset of the program's own words. */
  end: number;
  /** Offset of the rank's digits; -1 without a rank. */
  rankAt: number;
  /** True when the rank is a bare number, as `srun -l` prints it: it may be the line's step. */
  isBare: boolean;
  /** True when the rank is a replica of a service: they count from 1. */
  isReplica: boolean;
}

const ANSI = new RegExp(
  String.raw`\x1b(?:\[[0-9;?]{0,24}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])`,
  "g",
);

/** mpirun's mark, which may stand within a line too: before each piece that a rank wrote. */
const MPI_MARK = /\[\d+,\d+\]<std(?:out|err)>:/g;

/** What escape codes, backspaces, minus signs, `#011` and mpirun's marks begin with. */
const RAW = new RegExp(String.raw`[\x1b\x08\u2212#<]|^\[\{`);

/** True for a line that may need to be cleaned or cut. One look instead of five. */
export function isRaw(text: string): boolean {
  return RAW.test(text);
}

/** The records of a list on one line, `[{"step": 1, …}, {"step": 2, …}]`: each is read on its own. The line itself for any other. */
export function splitRecords(text: string): string[] {
  return !text.startsWith("[{") || text.indexOf("[", 1) >= 0 ? [text] : text.split(/(?<=\}),\s*(?=\{)/);
}

/**
 * The pieces of a line that several ranks wrote under mpirun: each begins with its rank's mark. A first mark behind another prefix is left
 * out. The line itself when it has one mark.
 */
export function splitRanks(text: string): string[] {
  if (text.indexOf("<std", 8) < 0) return [text];
  const [first, ...marks] = text.matchAll(MPI_MARK);
  const own = first && first.index > 0 ? first[0] : "";
  const starts = marks.map(({ index }) => index);
  return [0, ...starts].map((from, at) => text.slice(from, starts[at])).map((piece, at) =>
    at === 0 && own ? piece.replace(own, "") : piece
  );
}

/** Removes escape codes of terminals. Writes the minus sign as a hyphen. Turns `#011` into the tab for which syslog writes it. */
export function stripAnsi(text: string): string {
  const plain = text.indexOf("\x1b") < 0 ? text : text.replace(ANSI, "");
  const signed = plain.indexOf("\u2212") < 0 ? plain : plain.replaceAll("\u2212", "-");
  return signed.indexOf("#011") < 0 ? signed : signed.replaceAll("#011", "\t");
}

const DATE = String
  .raw`(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}|\d\d/\d\d(?:/\d\d)?|\d\d-\d\d|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2})(?:[ ,]+\d{4}(?=[ ,T]))?`;
/** A date without a time needs a year: `10/20` is a count. */
const FULL_DATE = String.raw`(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4})`;
const CLOCK = String
  .raw`\d{1,2}:\d\d(?::\d\d)?(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|[AP]M))?(?: ?[+-]\d\d:?\d\d)?(?: \d{4}(?![\w.]))?`;
const LEVEL_WORD =
  "(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL|SUCCESS|TRACE|NOTICE|debug|info|warning|warn|error|Info|Warning)";
const make = (source: string, flags = "y") => new RegExp(source, flags);

/** A date, a time of day, or both, in brackets or not. */
const STAMP = make(
  String
    .raw`[\[(]?(?:[A-Za-z]{1,12} )?(?:[IWED] )?(?:${DATE}(?:[T_, ]{1,2}|, | - |-)${CLOCK}|${CLOCK}|${FULL_DATE}(?=[\s\])|]))(?:[\])]|\s{1,2}(?:${LEVEL_WORD}\s{1,2})?[\w.]{1,60}(?::\d{1,6})?\](?=:?(?:[\s(]|$)))?(?=[\s:|,;\]\[(<>-]|$)[:,|;]?\s*`,
);
const GLOG = make(String.raw`[IWEF]\d{4} \d\d:\d\d:\d{2,12}\.\d+\s+\d+ [^\s\]]{1,120}\] ?`);
const LEVEL = make(
  String
    .raw`(?:[-|:] ?)?(?:[\[<(]${LEVEL_WORD}(?:\|[^\]\s]{1,80})?[\]>)]|\[[IWED]\]|${LEVEL_WORD}(?=[:|>\]\s-]|$))(?::(?=\S)|\s{0,8}[:|>\]-](?=\s|$)|:)?\s*`,
);
const RANK_WORD = make(
  String
    .raw`[\[(<]?(?:[A-Za-z][\w-]{0,20}[:.,]|(?:global|local)\s)?(?:[Rr]ank|RANK|[Gg]pu|GPU|worker|Worker|default|proc|process|node)[ :_=#-]{0,2}(?=\d{1,5}(?:[\])>:|,/]|\s*[|-]\s|\s(?=[\[A-Za-z])))`,
);
const RANK_END = make(String.raw`\d{1,5}(?:\/\d{1,5})?[\])>]?[:|,]?\s*(?:[|-]\s+)?`);
const SRUN = make(String.raw` ?(?=\d{1,4}: (?=[^\s\d]))`);
const MPI = make(String.raw`\[\d+,(?=\d{1,5}\]<std(?:out|err)>:)`);
const MPI_END = make(String.raw`\d{1,5}\]<std(?:out|err)>:\s?`);
const RAY = make(String.raw`\((?:[A-Za-z_][\w.]{0,60} )?(?:pid|ip)=[^)]{1,80}\)\s*`);
/** A node, its rank and the number of ranks: `[node1:0/2]`. */
const NODE = make(String.raw`\[[A-Za-z][\w.-]{0,60}:(?=\d{1,5}\/\d{1,5}\])`);
const NODE_END = make(String.raw`\d{1,5}\/\d{1,5}\]\s*`);
/** A host with its port, a logger with its line, between a time and a level. */
const HOSTED = make(String.raw`(?:[\w.-]{1,80}:\d{1,6}\s+){1,3}(?=[\[(<]?${LEVEL_WORD}[\])>]?(?:[\s:|-]|$))`);
const POD = make(String.raw`\[pod/[^\]\s]{1,200}\]\s*`);
/** A replica of a service, as docker compose prints it: `trainer-1  | `. */
const REPLICA = make(String.raw`[A-Za-z][\w.-]{0,60}[-_](?=\d{1,4}\s{1,20}\|)`);
const REPLICA_END = make(String.raw`\d{1,4}\s{1,20}\| ?`);
const SYSLOG = make(String.raw`[\w.-]{1,60} [\w./-]{1,60}\[\d{1,8}\]: `);
const SOURCE = make(
  String
    .raw`(?:[\[(]?[\w./\\<>-]{0,80}?(?:\.py|\.cc|\.cpp|\.cu|\.jl|\.lua|\.R|\.go|\.rs)(?::|:? line |, |(?: | line )(?=\d{1,6}[\])]))\d{1,6}(?::[\w<>.]{1,60})?[\])]?|[\[(][\w.<>]{1,60}:\d{1,6}[\])]|(?!\d)[\w.<>]{1,80}:[\w<>.]{1,60}:\d{1,6}|[\w.-]{1,80}:\d{1,6}(?=\t| \| ))(?=[\s:|>\]]|$)(?: in \w{1,60} --)?(?:\s?[:|>-](?=\s))?:?\s*`,
);
const LOGGER = make(
  String
    .raw`(?:[-|:] )?(?:\[[\w.\\/<>-]{1,80}\]|[\w.\\/<>-]{1,80})(?: (?:-|\||:) |: (?=${LEVEL_WORD}\b)|:(?=${LEVEL_WORD}:)| (?=\[?${LEVEL_WORD}\]?\b))\s*`,
);
const ROOT = make(
  String
    .raw`(?:(?:root|absl|tensorflow|__main__):(?=\S)|[\p{L}_][\p{L}\d_-]{0,40}(?:\.[\p{L}\d_-]{1,40}){0,4}:(?=[^\s\d.+-]))`,
  "yu",
);
const MARK = make(
  String
    .raw`(?:\[\d{1,6}\] (?=")|[DIWEFA], (?=\[)|[->]{1,2} |## |# (?=[^\d#])|\$ |>>> ?|>> ?|(?:stdout|stderr) [FP] |\[[\w.-]{1,40}\] (?=\d{4}-\d\d-\d\d)|wandb: |PROGRESS: |\d{1,7}:(?=\{)|DLL (?=\d{4}-))\s*`,
);

/** Finds a line's prefix: at most ten parts, in any order. */
export function findPrefix(text: string, at = 0): Prefix {
  let end = skipSpace(text, at), rankAt = -1, isBare = false, isReplica = false, logged = false;
  for (let turn = 0; turn < 10; turn++) {
    const from = end;
    end = skip(MARK, text, end);
    const ranked = findRank(text, end, turn === 0);
    if (ranked) {
      if (rankAt < 0 || isReplica) ({ at: rankAt, isBare, isReplica } = ranked);
      end = ranked.end;
    }
    if (turn === 0) { for (const launcher of [RAY, POD]) end = skip(launcher, text, end); }
    const stamped = skip(STAMP, text, skip(GLOG, text, end));
    end = skip(LEVEL, text, stamped);
    if (end > stamped && text[end - 1] === ":") end = skipLogger(ROOT, text, end);
    logged ||= end > from;
    if (logged) {
      end = skip(SOURCE, text, end);
      if (stamped > from) end = skip(SYSLOG, text, skip(HOSTED, text, end));
      end = skipLogger(LOGGER, text, end);
    }
    if (end === from) break;
  }
  return { end, rankAt, isBare, isReplica };
}

function skip(part: RegExp, text: string, at: number): number {
  part.lastIndex = at;
  return part.test(text) ? part.lastIndex : at;
}

function skipSpace(text: string, at: number): number {
  while (
    at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0x3000 || text.charCodeAt(at) === 0xfeff)
  ) at++;
  return at;
}

/** Skips a logger's name, unless it is a word that says what the numbers behind it mean. */
function skipLogger(part: RegExp, text: string, at: number): number {
  const end = skip(part, text, at);
  if (end === at) return at;
  const name = text.slice(at, end).replace(/[^\p{L}\p{M}\d_.]+/gu, " ").trim();
  const isMeaningful =
    /^(?:epoch|ep|step|iter|iteration|loss|batch|train|round|trial|episode|update|\d+(?:\.\d+)?)\b/i.test(name) ||
    phaseOfWord(name) !== "" || name.split(" ").some((word) => counterOf(word) !== null);
  return isMeaningful ? at : end;
}

/** A rank, or what may be one, in a prefix. */
interface Ranked {
  at: number;
  end: number;
  isBare: boolean;
  isReplica: boolean;
}

/** Marks before a rank, and what stands behind it. */
const RANKED = [[NODE, NODE_END], [RANK_WORD, RANK_END], [MPI, MPI_END]] as const;

function findRank(text: string, at: number, first: boolean): Ranked | null {
  for (const [mark, tail] of RANKED) {
    const digits = skip(mark, text, at);
    if (digits > at) return { at: digits, end: skip(tail, text, digits), isBare: false, isReplica: false };
  }
  if (!first) return null;
  const replica = skip(REPLICA, text, at);
  if (replica > at) return { at: replica, end: skip(REPLICA_END, text, replica), isBare: false, isReplica: true };
  SRUN.lastIndex = at;
  if (!SRUN.test(text)) return null;
  const digits = SRUN.lastIndex;
  return { at: digits, end: text.indexOf(":", digits) + 2, isBare: true, isReplica: false };
}
