/**
 * `deno task score [--corpus DIR] [--only NAME] [--faults]`: scores the reader on each log of a directory that has a truth file
 * (`NAME.log`, `NAME.truth.json`), by default on the fixtures. Prints each log's rates and their means over the logs, so that a long log
 * weighs no more than a short one. `score_log.ts` defines the rates. `--faults` prints every point that costs a log a rate.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { extractPoints } from "../../lib/intake/extract.ts";
import { decodeLog } from "../../lib/lines/decode.ts";
import type { Point } from "../../lib/model.ts";
import { type Rates, scoreLog } from "./score_log.ts";
import { readTruth } from "./truth.ts";

const FIXTURES = new URL("../fixtures/logs/", import.meta.url);
const TRUTH = ".truth.json";

const { values: flags } = parseArgs({
  options: { corpus: { type: "string" }, only: { type: "string" }, faults: { type: "boolean", default: false } },
});

/** What a log may give beyond its truth; the fixtures' README says more. */
interface Extra {
  names?: Record<string, string>;
  also?: Record<string, string>;
  repeats?: Record<string, string>;
}

/** Extras by log; empty in a directory without any. */
async function readExtras(directory: URL): Promise<Record<string, Extra>> {
  try {
    return JSON.parse(await Deno.readTextFile(new URL("extra.json", directory)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

async function readPointsOf(file: URL): Promise<Point[]> {
  const points: Point[] = [];
  const { readable } = await Deno.open(file);
  await extractPoints(await decodeLog(readable), (point) => points.push(point));
  return points;
}

function showRates(rates: Rates, digits: number): string {
  return Object.entries(rates).map(([name, rate]) =>
    `${name} ${rate === null ? "-".padEnd(2 + digits) : rate.toFixed(digits)}`
  )
    .join("  ");
}

function meanOf(all: readonly Rates[]): Rates {
  const mean = (name: keyof Rates) => {
    const rates = all.map((each) => each[name]).filter((rate) => rate !== null);
    return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  };
  return {
    recall: mean("recall"),
    precision: mean("precision"),
    names: mean("names"),
    steps: mean("steps"),
    throughput: mean("throughput"),
    flawless: mean("flawless"),
  };
}

const directory = flags.corpus ? pathToFileURL(`${flags.corpus}/`) : FIXTURES;
const extras = await readExtras(directory);
const files = await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
const logs = files.filter((name) => name.endsWith(TRUTH)).map((name) => name.slice(0, -TRUTH.length)).sort()
  .filter((name) => flags.only === undefined || name === flags.only);
if (logs.length === 0) {
  console.error(`no log with a truth file in ${directory.pathname}${flags.only ? ` is called ${flags.only}` : ""}`);
  Deno.exit(1);
}
const all: Rates[] = [];
for (const name of logs) {
  const { names = {}, also = {}, repeats = {} } = extras[name] ?? {};
  const truth = (await readTruth(new URL(`${name}${TRUTH}`, directory))).map((record) => ({
    ...record,
    also: [...record.also ?? [], ...Object.keys(also).filter((other) => also[other] === record.metric)],
  }));
  const points = await readPointsOf(new URL(`${name}.log`, directory));
  const { rates, faults } = scoreLog(truth, points, new Set(Object.keys({ ...names, ...repeats })));
  all.push(rates);
  console.log(`${name.padEnd(28)} ${showRates(rates, 3)}`);
  if (flags.faults) { for (const fault of faults) console.log(`  ${fault}`); }
}
console.log(`${`mean of ${all.length} logs`.padEnd(28)} ${showRates(meanOf(all), 4)}`);
