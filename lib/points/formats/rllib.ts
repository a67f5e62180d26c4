/**
 * RLlib and Ray Tune print a result as YAML. Its step is one of the last lines.
 *
 *     Result for PPO_CartPole-v0_5a3f1_00000:
 *       episode_reward_mean: 22.18
 *       info:
 *         learner:
 *           default_policy:
 *             policy_loss: -0.041
 *       timesteps_total: 4000
 *       training_iteration: 1
 *
 * Printed by hand, a result has no head and isn't indented: its first row is `custom_metrics: {}`.
 *
 * @module
 */
import { bytesOfRow, type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { understandName } from "../words/name.ts";
import { scanFirstNumber } from "../scan/number.ts";
import { BROKEN, INTEGER, type ScannedNumber } from "../scan/number_form.ts";
import { partOf, type Source } from "../scan/source.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { emptyLineFacts } from "../grammar/make_statement.ts";

/** A result that is not complete yet. */
interface Result {
  rows: { name: string; value: number; line: number; integer: boolean }[];
  /** NaN until it is printed. */
  step: number;
  /** Lines of other writers since the last row. */
  idle: number;
}

const ROWS_MAX = 80, NAME_MAX_CHARS = 60, IDLE_LINES_MAX = 3;
const HEAD = /^Result for \S+:\s*$/;
/** The first row of a result that has no head. */
const FIRST_ROW = /^(?:custom_metrics: \{\}|agent_timesteps_total: \d+)\s*$/;
const ROW = /^\s*([A-Za-z][\w/.-]{0,80}): (.{0,40}?)\s*$/;
const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };

function beginsResult(source: Source): boolean {
  return HEAD.test(partOf(source)) || (source.from === 0 && FIRST_ROW.test(source.text));
}

function begin(source: Source): Result | null {
  return beginsResult(source) ? { rows: [], step: NaN, idle: 0 } : null;
}

function proceed(source: Source, result: Result, line: number): SpanStep {
  const text = partOf(source);
  if (beginsResult(source) || result.idle > IDLE_LINES_MAX) return { ...NOT_TAKEN, facts: close(result), over: true };
  const row = ROW.exec(text);
  if (!row) {
    const isPart = /^[\w/.-]+:/.test(text);
    result.idle = isPart ? 0 : result.idle + 1;
    return { ...NOT_TAKEN, taken: isPart, kept: 0 };
  }
  result.idle = 0;
  const [, name, cell] = row as unknown as [string, string, string];
  const isNumber = scanFirstNumber(cell, number) && number.form !== BROKEN &&
    number.end === cell.length;
  const kept = bytesOfRow(text.length);
  if (!isNumber) return { taken: true, facts: null, over: false, kept };
  if (name === "timesteps_total" || name === "num_env_steps_sampled_lifetime") result.step = number.value;
  else if (result.rows.length < ROWS_MAX) {
    result.rows.push({
      name: name.slice(0, NAME_MAX_CHARS),
      value: number.value,
      line,
      integer: number.form === INTEGER,
    });
  }
  return { taken: true, facts: null, over: false, kept };
}

/** Names that say how and where the result was made. */
const ABOUT =
  /^(?:config|num_|iterations_since|timesteps_|time_since|episodes_|.*_since_restore|.*_this_iter|cpu_util|ram_util)/;

function close({ rows, step }: Result): LineFacts | null {
  if (rows.length === 0) return null;
  const facts = { ...emptyLineFacts(rows.at(-1)!.line), step };
  for (const { name, value, line, integer } of rows) {
    const info = understandName(name);
    if (info.role === "step" && !isSet(step)) facts.step = value;
    if (info.role !== "metric" && info.role !== "setting" || ABOUT.test(name)) continue;
    facts.pairs.push({
      info: { ...info, role: "metric", known: true },
      value,
      unit: "",
      separated: true,
      phase: "",
      line,
      integer,
      mustRecur: false,
    });
  }
  return facts.pairs.length > 0 ? facts : null;
}

/** A result whose step was printed is whole when nothing comes behind it. */
function rest(result: Result): LineFacts | null {
  const facts = close(result);
  if (!facts || !isSet(facts.step)) return null;
  result.rows = [];
  return facts;
}

/** The format. */
export default {
  span: {
    clues: makeClues("result for ", "custom_metrics: {", "agent_timesteps_total: "),
    begin,
    proceed,
    rest,
    close,
  },
} satisfies Format;
