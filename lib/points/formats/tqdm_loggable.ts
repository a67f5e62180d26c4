/**
 * tqdm-loggable prints the counts of a progress bar for log files.
 *
 *     Progress on: 7.00it/200kit rate:6.5s/it remaining:363:03:01 elapsed:02:02 postfix:-
 *     Training on: 1.50kit/10.0kit rate:12.3it/s remaining:11:31 elapsed:02:02 postfix:loss=0.31, lr=0.001
 *
 * @module
 */
import { scaleOf } from "./bar.ts";
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import { partOf, slotAt, type Source } from "../scan/source.ts";
import { groupText, makeForm } from "../scan/steps.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";

const COUNT = String.raw`[\d.]{1,15}`;
const LINE = makeForm([
  "^(?<head>.{0,80}) on: ",
  String.raw`(?<n>${COUNT})[kMG]?it\/(?<total>${COUNT}|-)[kMG]?(?:it)? `,
  String.raw`rate:(?<rate>${COUNT}|-)(?<unit>it\/s|s\/it)? `,
  String.raw`remaining:(?<left>[\d:?]{1,15}) elapsed:[\d:?]{1,15} postfix:(?<tail>.*)$`,
]);

function read(source: Source): Statement | null {
  const part = partOf(source), found = LINE.find(part);
  if (!found) return null;
  const { offsets } = found, statement = emptyStatement();
  const slot = (name: string) => slotAt(source, source.from + offsets[name]![0]);
  statement.bar = {
    description: groupText(part, offsets.head)!.replace(/[\d.]+/g, ""),
    n: slot("n"),
    total: slot("total"),
    scale: scaleOf(part, offsets.n),
    totalScale: scaleOf(part, offsets.total),
    rate: slot("rate"),
    isPace: groupText(part, offsets.unit) === "s/it",
    left: slot("left"),
    isNoise: false,
    isKeras: false,
    cut: -1,
    round: -1,
    inner: -1,
  };
  readGrammar({ ...source, from: source.from + offsets.tail![0] }, statement);
  if (statement.facts.pairs.length > 0) statement.slots.batch = statement.bar.n;
  return statement;
}

/** The format. */
export default { clues: makeClues(" on: "), read } satisfies Format;
