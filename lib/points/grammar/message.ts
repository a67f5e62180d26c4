/**
 * Leaves a logger's message out of the name of its first field: `INFO app: model updated loss=0.5 step=3`. Sees one line; changes nothing
 * where no logger's level stands before it, or where any field is written in another way.
 *
 * @module
 */
import type { Source } from "../scan/source.ts";
import { understandName } from "../words/name.ts";
import { qualifies } from "../words/prose.ts";
import { namesSplit, phaseOf } from "../words/splits.ts";
import type { Statement } from "./statement.ts";

/** `INF` behind a clock is a level as well, though it looks like a number: a typical line has `nan` there. */
const LEVEL =
  /(?:(?<=[AP]M )(?:INF|nan)(?= )|(?:^|[\s[<|(])(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|TRC|DBG|WRN|ERR)(?=[\s\]>|):]))/;
/** Behind the level: the logger's name, words, and the name of the first field. */
const MESSAGE = /^[\]>|):\s]+(?:[\w.:-]{1,60}: )?((?:[\p{L}\p{M}-]+ +){1,8})([\p{L}_][\p{L}\p{M}\w./-]{0,40})=$/u;
/** Levels of three letters, behind which zerolog prints a message and then its fields: there a message may be one word. */
const SHORT_LEVEL = /^(?:INF|nan|TRC|DBG|WRN)$/;
/** What stands before each field behind it. */
const NEXT_FIELD = /^[^\s,;|]{0,8} [\p{L}_][\p{L}\p{M}\w./-]{0,40}=["']?$/u;
const HEAD_MAX_CHARS = 240;

/** Names the first value of a line of `message key=value key=value` by its key alone. The message may set its lines apart. */
export function leaveOutMessage({ facts, pairSlots }: Statement, source: Source): void {
  const { text, shape } = source, [pair] = facts.pairs, [first] = pairSlots;
  if (!pair || first === undefined || first + 1 >= shape.count || !pair.info.name.includes("_")) return;
  const head = text.slice(Math.max(0, shape.start[first]! - HEAD_MAX_CHARS), shape.start[first]);
  const level = LEVEL.exec(head), found = level ? MESSAGE.exec(head.slice(level.index + level[0].length)) : null;
  if (!found || beginsName(found[1]!) || !areFields(first, source)) return;
  if (!SHORT_LEVEL.test(level![0].trim()) && !/\S +\S/.test(found[1]!)) return;
  pair.info = understandName(found[2]!);
  pair.phase ||= phaseOf(` ${found[1]!}`) ?? "";
  facts.tag ||= found[1]!.trim().replaceAll(/ +/g, "_");
}

/** True for words that begin a name, behind those of a split: `mean episode reward`, `val mean`, and for a metric's: `cross entropy loss`. */
function beginsName(message: string): boolean {
  const words = message.toLowerCase().trim().split(/ +/).filter((each) => !namesSplit(each));
  return words.length === 0 || qualifies(words[0]!) || words.some((word) => understandName(word).known);
}

/** True for a line whose other numbers are the values of glued keys, with one space between two fields. */
function areFields(first: number, { text, shape, to }: Source): boolean {
  for (let slot = first + 1; slot < shape.count && shape.end[slot]! <= to; slot++) {
    if (!NEXT_FIELD.test(text.slice(shape.end[slot - 1], shape.start[slot]))) return false;
  }
  return true;
}
