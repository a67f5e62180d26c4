/**
 * scikit-learn's searches over parameters print one line a fit: the parameters, then the score.
 *
 *     [CV 2/5] END ....C=1, gamma=0.1;, score=0.900 total time=   0.0s
 *     [CV 1/3; 5/49] END ...............n_neighbors=5;, score=(train=0.900, test=0.757) total time=   0.0s
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, slotAt, type Source } from "../scan/source.ts";
import { makeForm } from "../scan/steps.ts";
import { addPair, emptyStatement, type Statement } from "../grammar/statement.ts";

const SCORE = String.raw`-?[\d.]+|nan`;
const SCORES = String.raw`(?<score>${SCORE})|\(train=(?<score_train>${SCORE}), test=(?<score_test>${SCORE})\)`;
const START = /^\[CV(?: \d+\/\d+)?(?:; \d+\/\d+)?\]\s/;
const RESULT = makeForm([
  "[ ,]score=",
  `(?:${SCORES})`,
  String.raw`(?:, total=| total time=)\s*(?<time>[\d.]+)`,
]);

function read(source: Source): Statement | null {
  const part = partOf(source), found = START.test(part) ? RESULT.find(part) : null;
  if (!found) return null;
  const statement = emptyStatement();
  for (const [name, offsets] of Object.entries(found.offsets)) {
    if (offsets) addPair(statement, slotAt(source, source.from + offsets[0]), name);
  }
  statement.isSure = true;
  return statement;
}

/** The format. */
export default { clues: makeClues("[cv"), read } satisfies Format;
