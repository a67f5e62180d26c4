/**
 * Progress bars whose count stands apart from the drawing: indicatif, cli-progress, alive-progress, schollz. The grammar reads the rest of the
 * line.
 *
 *     [00:00:10] [████░░░░░░] 10/200 (eta 00:05) loss=0.5
 *     progress [========----------] 20% | ETA: 12s | 20/100 | loss: 0.5
 *     loss 0.5 |████████████▌     | 31/100 [31%] in 3.1s
 *     [00:00:10] ####------ 10/200 loss=0.5
 *     training  20% |████████     | (20/100, 10 it/s) [2s:8s] loss=0.5
 *     training ━━━━━━━━╺━━━━━━ 50% 0:00:10 50/100
 *     ██████████----------| 50.00% [50/100 00:01<00:01]
 *
 * @module
 */
import { barSlots, placeByBar } from "./bar.ts";
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";
import { groupOffsets, partOf, type Source } from "../scan/source.ts";
import { FRAMED } from "../words/drawings.ts";
import { phaseOf } from "../words/splits.ts";

/** A drawing of blocks without a frame: a typical line has one block for a run of them. */
const BLOCKS = "█[█ ]{0,200}";
/** A drawing of a thick line, and the share behind it. */
const LINE = /[━╸╺]{1,200}(?: *[\d.]{1,6} ?%)?/;
/** A drawing of marks between spaces, without a frame. One that is empty has no other dashes behind it. */
const BARE = /(?<![^ ])(?:(?=[#=>-]{6})[#=]{1,200}>?-{1,200}|#{8,200}|-{8,200}(?=\|? +\d[^-]*$))(?=[ |])/;
/** The drawing, and the share beside it. */
const DRAWING = new RegExp(String.raw`(?:(?<![\w.])[\d.]{1,6} ?% ?)?(?:${FRAMED}|${BLOCKS})(?: *[\d.]{1,6} ?%)?`);
/** The count, which no word before it names, and the share in brackets behind it. */
const COUNT = new RegExp(
  String
    .raw`(?<![\w.\/%-]|\p{L}[ :=#]{1,2})(?<n>\d{1,9}) ?(?:\/| of ) ?(?<total>\d{1,9})(?![\w.\/%-])(?: ?[\[(][\d.]{1,6} ?%[\])])?`,
  "dgu",
);

/** True for a count that isn't what a percentage before it is of: `Acc: 50.5% (101/200)`. */
const isNoShare = (part: string) => ({ index }: RegExpExecArray) => !part.slice(0, index).endsWith("% (");

type Range = readonly [from: number, to: number];

function read(source: Source): Statement | null {
  const part = partOf(source), drawing = DRAWING.exec(part) ?? LINE.exec(part) ?? BARE.exec(part);
  if (!drawing) return null;
  const all = [...part.matchAll(COUNT)], [count, ...more] = all.length > 1 ? all.filter(isNoShare(part)) : all;
  if (!count || more.length > 0) return null;
  const statement = emptyStatement();
  const ends = [drawing, count].map((found): Range => [found.index, found.index + found[0].length]);
  const ranges = ends.toSorted(([one], [other]) => one - other);
  const head = part.slice(0, ranges[0]![0]);
  statement.bar = barSlots(source, groupOffsets(count), head);
  statement.facts.phase = phaseOf(head) ?? "";
  readAround(ranges, source, statement);
  placeByBar(statement);
  return statement;
}

/** Reads what stands before, between and behind the drawing and the count. */
function readAround(ranges: readonly Range[], source: Source, statement: Statement): void {
  let from = source.from;
  for (const [start, end] of ranges) {
    readGrammar({ ...source, from, to: Math.max(from, source.from + start) }, statement);
    from = source.from + end;
  }
  readGrammar({ ...source, from }, statement);
}

/** The format. */
export default { clues: makeClues("█", "━", "╺", "[", "|", "(", "##", "--"), read } satisfies Format;
