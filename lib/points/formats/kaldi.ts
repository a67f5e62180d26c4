/**
 * Kaldi's nnet3 prints its results as sentences, among many others about its matrices.
 *
 *     LOG (nnet3-train[5.5]:PrintStatsForThisPhase():nnet-training.cc:344) Average objective function for 'output' for minibatches 0-9 is -3.92 over 5120 frames.
 *     LOG (nnet3-chain-train[5.2]:PrintStatsForThisPhase():nnet-training.cc:271) Average objective function for 'output' for minibatches 50-59 is -0.48 + -0.008 = -0.49 over 64000 frames.
 *     LOG (nnet3-train[5.5]:PrintTotalStats():nnet-training.cc:362) Overall average objective function for 'output' is -1.10 over 122880 frames.
 *     LOG (nnet3-compute-prob[5.5]:PrintAllStats():nnet-diagnostics.cc:112) Overall accuracy for 'output' is 0.53 per frame, over 20000 frames.
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, slotAt, type Source } from "../scan/source.ts";
import { groupText, makeForm } from "../scan/steps.ts";
import type { Statement } from "../grammar/statement.ts";
import { addPair, emptyStatement, metricName } from "../grammar/make_statement.ts";

const NAME = String.raw`(?:Overall )?(?:[Aa]verage )?(?:objective function|accuracy|log-likelihood) for '[\w-]{1,40}'`;
const VALUE = String.raw`-?[\d.]+(?:e[-+]?\d+)?|-?nan|-?inf`;
/** The sum of two parts that some results are. */
const SUM = String.raw`-?[\d.e-]+ \+ -?[\d.e-]+ = `;
const LINE = makeForm([
  String.raw`(?:^|\) )(?<name>${NAME})`,
  String.raw`(?: for minibatches (?<minibatches>\d+-\d+))? is `,
  `(?:${SUM})?(?<value>${VALUE})`,
]);

function read(source: Source): Statement | null {
  const part = partOf(source), found = LINE.find(part);
  if (!found) return /^(?:LOG|WARNING|VLOG\[\d\]) \(/.test(part) ? emptyStatement() : null;
  const { offsets } = found, statement = emptyStatement();
  const slot = (name: string) => offsets[name] ? slotAt(source, source.from + offsets[name][0]) : -1;
  statement.slots.step = slot("minibatches");
  addPair(statement, slot("value"), metricName(groupText(part, offsets.name)!.replaceAll("'", "")));
  statement.isSure = true;
  return statement;
}

/** The format. */
export default { clues: makeClues(" for '", "log (", "warning (", "vlog[0] ("), read } satisfies Format;
