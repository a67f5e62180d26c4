/**
 * `deno task made [--logs N] [--from SEED] [--seed SEED] [--show N] [--habit TEXT]`: reads logs that are made from seeds, and prints which habits
 * fail: each habit with the share of its logs that aren't flawless, then the pairs that fail most. `--seed` shows one log with its faults,
 * `--show` the first logs that fail, `--habit` only looks at logs whose habits include a text.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { judge, type Judged } from "../points/made/judge.ts";
import { makeLog } from "../points/made/make.ts";

const { values: flags } = parseArgs({
  options: {
    logs: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    show: { type: "string", default: "0" },
    habit: { type: "string", default: "" },
  },
});

const TIE = "  +  ";
const PAIRS_SHOWN = 25;
/** A pair of fewer failures says little. */
const PAIR_MIN_FAILED = 3;

/** How many logs have a habit, or two, and how many of them fail. */
interface Tally {
  name: string;
  logs: number;
  failed: number;
}

function tally(all: readonly Judged[], namesOf: (judged: Judged) => string[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const judged of all) {
    for (const name of namesOf(judged)) {
      const own = tallies.get(name) ?? { name, logs: 0, failed: 0 };
      tallies.set(name, own);
      own.logs++;
      own.failed += Number(judged.faults.length > 0);
    }
  }
  return [...tallies.values()];
}

const shareOf = ({ logs, failed }: Tally) => failed / logs;
const showTally = (each: Tally) =>
  `${shareOf(each).toFixed(2)}  ${`${each.failed}/${each.logs}`.padStart(9)}  ${each.name}`;
const habitsOf = ({ log }: Judged) => [...new Set(log.habits)];
const pairsOf = (judged: Judged) => {
  const habits = habitsOf(judged).sort();
  return habits.flatMap((first, at) => habits.slice(at + 1).map((second) => first + TIE + second));
};

function showLog({ log, faults }: Judged): void {
  console.log(`seed ${log.seed}: ${log.habits.join("; ")}`);
  log.text.split("\n").forEach((line, at) =>
    console.log(`${String(at + 1).padStart(4)}| ${line.replaceAll("\r", "␍").replaceAll("\x1b", "^")}`)
  );
  for (const fault of faults) console.log(`  ${fault}`);
}

if (flags.seed) {
  showLog(await judge(makeLog(Number(flags.seed))));
} else {
  const all: Judged[] = [], first = Number(flags.from);
  for (let seed = first; all.length < Number(flags.logs); seed++) {
    const log = makeLog(seed);
    if (log.habits.some((habit) => habit.includes(flags.habit))) all.push(await judge(log));
  }
  const failed = all.filter(({ faults }) => faults.length > 0);
  failed.slice(0, Number(flags.show)).forEach(showLog);
  const habits = tally(all, habitsOf), shares = new Map(habits.map((each) => [each.name, shareOf(each)]));
  // How many more logs fail than the worse habit of the pair explains.
  const excess = ({ name, logs, failed }: Tally) =>
    failed - logs * Math.max(...name.split(TIE).map((habit) => shares.get(habit)!));
  const worst = tally(all, pairsOf).filter(({ failed }) => failed >= PAIR_MIN_FAILED).sort((a, b) =>
    excess(b) - excess(a)
  );
  console.log("— habits\n" + habits.sort((a, b) => shareOf(b) - shareOf(a)).map(showTally).join("\n"));
  console.log("— pairs that fail more than each habit alone\n" + worst.slice(0, PAIRS_SHOWN).map(showTally).join("\n"));
  console.log(
    `${all.length - failed.length} of ${all.length} logs are flawless; failed: ${
      failed.slice(0, 20).map(({ log }) => log.seed).join(" ")
    }`,
  );
}
