/**
 * Reads the fixtures (`tests/fixtures/logs`) and compares the points with what the frameworks recorded themselves. Each log has two tests:
 * every record is found, in order, by name, step, epoch and value; nothing else is charted. A log with a settings file has a third: no
 * setting is charted. `extra.json` lists what a log may give beyond its truth, with a reason for each name.
 *
 * @module
 */
import assert from "node:assert/strict";
import { extractPoints } from "../../lib/intake/extract.ts";
import type { Point } from "../../lib/model.ts";
import { canonicalName } from "../../lib/points/words/name.ts";
import { isRounded, readTruth, type TruthPoint } from "../support/truth.ts";

const FOLDER = new URL("../fixtures/logs/", import.meta.url);
/** Epochs are printed with 2 to 4 decimals. */
const EPOCH_TOLERANCE = 0.0051;
/** What a log may give beyond its truth. */
interface Extra {
  /** Metric → why it may be charted, or not. */
  names?: Record<string, string>;
  /** Another right name → the truth's name. */
  also?: Record<string, string>;
  /** Metrics of a bar that is drawn before its counter or its values change: a value may stand one step off. */
  states?: Record<string, string>;
  /** Metrics whose last value is printed again by later lines. */
  repeats?: Record<string, string>;
}

const extras: Record<string, Extra> = JSON.parse(await Deno.readTextFile(new URL("extra.json", FOLDER)));

/** The same for names that differ in the signs between words, such as `train-rmse` and `train_rmse`; but `/` counts. */
const spell = (name: string) => canonicalName(name).replace(/[^\p{L}\p{N}/]+/gu, "_").replace(/^_|_$/g, "");

const keepLetters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const isSameEpoch = (point: Point, record: TruthPoint) =>
  record.epoch === null || (point.epoch !== null && Math.abs(point.epoch - record.epoch) <= EPOCH_TOLERANCE);
const isSameStep = (point: Point, record: TruthPoint) => record.step === null || point.step === record.step;
const isSameName = (point: Point, record: TruthPoint) =>
  [record.metric, ...record.also ?? []].some((name) => spell(name) === point.metric);
const isSameValue = (point: Point, record: TruthPoint) =>
  isSameName(point, record) && isRounded(point.value, Number(record.value));
const isSame = (point: Point, record: TruthPoint) =>
  isSameValue(point, record) && isSameStep(point, record) && isSameEpoch(point, record);
/** True for a bar's value that was drawn one step off. */
const isStale = (point: Point, record: TruthPoint) =>
  isSameValue(point, record) && (record.step === null || Math.abs(point.step - record.step) <= 1);

/** Records without a point. There may be many more points (a bar's states), but in the order of the records and never back in x. */
function findMissing(records: readonly TruthPoint[], points: readonly Point[]): TruthPoint[] {
  let next = 0;
  const reached = new Map<string, number>();
  const isAhead = (point: Point) => point.step > (reached.get(point.metric) ?? -Infinity);
  return records.filter((record) => {
    const isFree = record.step !== null || record.epoch === null;
    const found = points.findIndex((point, index) =>
      index >= next && isSame(point, record) && (isFree || isAhead(point))
    );
    if (found < 0) return true;
    next = found + 1;
    reached.set(points[found]!.metric, points[found]!.step);
    return false;
  });
}

/** A log's points under the truth's names, its truth, and what it may give beyond it. */
async function readFixture(name: string) {
  const extra = extras[name] ?? {};
  const also = new Map(Object.entries(extra.also ?? {}).map(([other, right]) => [spell(other), spell(right)]));
  const points: Point[] = [];
  const bytes = await Deno.readFile(new URL(`${name}.log`, FOLDER));
  await extractPoints(ReadableStream.from([bytes]), (point) => points.push(point));
  const truth = await readTruth(new URL(`${name}.truth.json`, FOLDER));
  const rename = (metric: string) => also.get(spell(metric)) ?? spell(metric);
  return {
    points: points.map((point) => ({ ...point, metric: rename(point.metric) })),
    truth,
    allowed: new Set(Object.keys(extra.names ?? {}).map(spell)),
    redrawn: new Set(Object.keys(extra.states ?? {}).map(spell)),
    repeated: new Set(Object.keys(extra.repeats ?? {}).map(spell)),
  };
}

/** Names in a log's settings file. */
async function readSettings(name: string): Promise<string[]> {
  return JSON.parse(await Deno.readTextFile(new URL(`${name}.settings.json`, FOLDER)));
}

const show = (p: TruthPoint | Point) =>
  `${"line" in p ? `line ${p.line}: ` : ""}${p.metric}=${p.value} @${p.step} e${p.epoch}`;
const files = await Array.fromAsync(Deno.readDir(FOLDER));
const names = files.map(({ name }) => name).filter((name) => name.endsWith(".log")).map((name) => name.slice(0, -4))
  .sort();

for (const name of names) {
  Deno.test(`extractPoints() finds every record of ${name}`, async () => {
    const { points, truth } = await readFixture(name);
    const required = Map.groupBy(truth.filter(({ optional }) => !optional), ({ metric }) => metric);
    const metrics = points.filter(({ kind }) => kind === "metric");
    const missing = [...required.values()].flatMap((records) => findMissing(records, metrics));
    assert.deepEqual(missing.map(show), []);
  });

  Deno.test(`extractPoints() charts nothing that ${name} did not record`, async () => {
    const { points, truth, allowed, redrawn, repeated } = await readFixture(name);
    const isExplained = (point: Point) => {
      const isRecord = redrawn.has(point.metric) ? isStale : repeated.has(point.metric) ? isSameValue : isSame;
      return allowed.has(point.metric) || truth.some((record) => isRecord(point, record));
    };
    assert.deepEqual(points.filter((point) => point.kind === "metric" && !isExplained(point)).map(show), []);
  });

  if (!files.some((file) => file.name === `${name}.settings.json`)) continue;
  Deno.test(`extractPoints() charts no setting of ${name}`, async () => {
    const settings = new Set((await readSettings(name)).map(spell));
    const log = await Deno.readTextFile(new URL(`${name}.log`, FOLDER));
    const printed = keepLetters(log.replace(/\blr\b/g, "learning_rate"));
    assert.ok(settings.size > 0, "the settings file names nothing");
    assert.deepEqual(
      [...settings].filter((setting) => !printed.includes(keepLetters(setting))),
      [],
      "names that the log doesn't print",
    );
    const { points } = await readFixture(name);
    assert.deepEqual(points.filter(({ metric }) => settings.has(metric)).map(show), []);
  });
}

Deno.test("extra.json names only logs that exist", () => {
  assert.deepEqual(Object.keys(extras).filter((name) => !names.includes(name)), []);
});
