/**
 * Takes off what loggers, launchers and terminals put before a line, so that the formats see what the program said. Knows no metric.
 *
 *     2023-10-17 08:52:09,761 semantic_segmentation INFO: Iters: 200/20000
 *     I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.4915
 *     [2025-10-22 19:31:48,176] [INFO] [logging.py:107:log_dist] [Rank 0] step=3
 *     [rank1]: loss 3.2
 *
 * @module
 */

/** A line without its prefixes. */
export interface BareLine {
  text: string;
  /** The rank that printed it; null when none is named. */
  rank: number | null;
}

const ANSI = new RegExp(
  String.raw`\x1b(?:\[[0-9;?]{0,24}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])`,
  "g",
);
const STAMP =
  /^\[?(?:\d{4}-\d\d-\d\d|\d{4}\/\d\d\/\d\d|\d\d\/\d\d(?:\/\d{2,4})?|\w{3} +\d{1,2})?[T ]?-?,? ?\d{1,2}:\d\d(?::\d\d)?(?:[.,:]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?=[\s:|,\]\[-]|$)(?:[:,|\]]|\]\[)?\s*/;
const GLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [^\s\]]{1,120}\] ?/;
const LEVEL =
  /^(?:[-|:] ?)?\[?(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|SUCCESS|TRACE|info|warning|[IWED])\]?(?::[\w.]{0,60}:|[:|>\]-]|(?=\s{1,8}[[|\w(-]))\s*(?:[-|:] ?)?/;
const RANK = /^\[?(?:\w{0,20}\s?)?(?:rank|Rank|RANK)[ :_=]?(\d{1,5})\]?[:|]?\s*/;
const SRUN = /^ ?(\d{1,4}): (?=[^\s\d])/;
const EDITOR = /^\d{1,7}:(?=\{)/;
const SOURCE = /^\[?[\w./\\<>-]{1,80}(?:\.py|\.cc|\.cpp)?:\d{1,5}(?::[\w<>]{0,40})?\]?(?:[:|>\]-]|\s-)?\s+/;
const LOGGER =
  /^(?:-\s)?[\w.\\/<>-]{1,80}(?::[\w<>.]{1,40}:\d{1,5})? (?:-\s|\|\s)(?:\[?(?:INFO|DEBUG|WARNING|ERROR)\]? ?(?:-|:|\|)?\s+)?/;
const NAME_LEVEL = /^[\w.]{1,60}:? +(?:\[)?(?:INFO|DEBUG|WARNING)(?:\])?:? +/;
const DOC = /^(?:## |# |\$ |> )/;
const CONTAINER = /^[\w.-]{1,60}\s{0,10}\| (?=\S)/;

/** Removes terminal escape codes. */
export function stripAnsi(text: string): string {
  return text.indexOf("\x1b") < 0 ? text : text.replace(ANSI, "");
}

/** Takes off up to eight prefixes, whatever their order. */
export function stripPrefix(text: string): BareLine {
  let rest = text.trim();
  let rank: number | null = null;
  const editor = EDITOR.exec(rest);
  if (editor) rest = rest.slice(editor[0].length);
  if (
    rest.charCodeAt(0) > 127 || /^(?:Epoch|Step|step|epoch|Iter|iter|loss|Loss|\{|\d+%)/.test(rest)
  ) return { text: rest, rank };
  const start = rest;
  let stamped = false;
  for (let turn = 0; turn < 8; turn++) {
    const before: string = rest;
    const found = RANK.exec(rest) ?? (turn === 0 ? SRUN.exec(rest) : null);
    if (found) rank = Number(found[1]), rest = rest.slice(found[0].length);
    const glog = GLOG.exec(rest) ?? STAMP.exec(rest);
    if (glog) stamped = true, rest = rest.slice(glog[0].length);
    const level = LEVEL.exec(rest);
    if (level) stamped = true, rest = rest.slice(level[0].length);
    const doc = DOC.exec(rest);
    if (doc && rest === start) rest = rest.slice(doc[0].length).trimStart();
    if (stamped) {
      const named = NAME_LEVEL.exec(rest) ?? SOURCE.exec(rest) ??
        (turn < 3 && /^(?:-\s)?[\w.\\/<>]+(?::\w+:\d+)? (?:-|\|)\s/.test(rest) &&
            /[A-Za-z]/.test(rest.slice(0, 4)) && !/^(?:-\s)?(?:epoch|step|loss)\b/i.test(rest)
          ? LOGGER.exec(rest)
          : null);
      if (named) rest = rest.slice(named[0].length);
    } else if (turn === 0 && !found && !/\d \||\| {0,40}[\w ]+:? {0,4}\d/.test(rest)) {
      const box = CONTAINER.exec(rest);
      if (box && /[\d_-]/.test(box[0]) && /[A-Za-z]/.test(box[0])) rest = rest.slice(box[0].length);
    }
    if (rest === before) break;
  }
  return { text: rest, rank };
}
