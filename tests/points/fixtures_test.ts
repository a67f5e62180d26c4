/**
 * Reads the logs that we made ourselves (`tests/fixtures/logs`) and holds what is charted against what the frameworks recorded
 * of themselves. Each log has three tests: every record is found (in order, by name, step, epoch and value), nothing else is
 * charted, and no setting is. What is allowed beyond the truth stands in `extra.json`, by hand, with a reason a name.
 *
 * @module
 */
import assert from "node:assert/strict";
import { extractPoints } from "../../lib/intake/extract.ts";
import type { Point } from "../../lib/model.ts";
import { canonicalName } from "../../lib/points/words/name.ts";

const FOLDER = new URL("../fixtures/logs/", import.meta.url);
/** Epochs are printed with 2 to 4 decimals. */
const EPOCH_TOLERANCE = 0.0051;
/** However few digits were printed: no more than this part of the record off it, */
const VALUE_TOLERANCE = 0.05;
/** or, near zero, this amount. */
const ZERO_TOLERANCE = 0.0051;

/** A framework's own record, in full precision; null where the log doesn't print where it belongs. */
interface Truth {
  metric: string;
  value: number | "NaN" | "Infinity" | "-Infinity";
  step: number | null;
  epoch: number | null;
  /** Other names that are as right for this one number. */
  also?: string[];
  /** Right either way: a bar's earlier states, repeats, counters. */
  optional?: boolean;
}

/** What a log may give beyond its truth. */
interface Extra {
  /** Metric → why it is right to chart it, and right not to. */
  names?: Record<string, string>;
  /** Another right name → the truth's. */
  also?: Record<string, string>;
  /** Metrics of a bar that is redrawn between counting and writing, so that a value may stand one step later. */
  states?: Record<string, string>;
  /** Metrics whose last value is printed again on later lines. */
  repeats?: Record<string, string>;
}

const extras: Record<string, Extra> = JSON.parse(await Deno.readTextFile(new URL("extra.json", FOLDER)));

/** Which sign joins words is no matter here (`train-rmse` is `train_rmse`); `/` is. */
const spell = (name: string) => canonicalName(name).replace(/[^\p{L}\p{N}/]+/gu, "_").replace(/^_|_$/g, "");

/** True when `printed` is `value` with the digits that a log keeps. */
function isRounded(printed: number, value: number): boolean {
  if (!Number.isFinite(printed) || !Number.isFinite(value)) return Object.is(printed, value);
  const [digits = "", exponent = "0"] = printed.toExponential().split("e");
  const place = 10 ** (Number(exponent) - digits.replace(/^-?\d\.?/, "").length);
  const halfPlace = printed === 0 ? ZERO_TOLERANCE : place / 2;
  const bound = Math.min(halfPlace, Math.max(ZERO_TOLERANCE, VALUE_TOLERANCE * Math.abs(value)));
  return Math.abs(printed - value) <= bound * (1 + 1e-6) + 1e-6 * Math.abs(value);
}

const isSameEpoch = (point: Point, record: Truth) =>
  record.epoch === null || (point.epoch !== null && Math.abs(point.epoch - record.epoch) <= EPOCH_TOLERANCE);
const isSameStep = (point: Point, record: Truth) => record.step === null || point.step === record.step;
const isSameName = (point: Point, record: Truth) =>
  [record.metric, ...record.also ?? []].some((name) => spell(name) === point.metric);
const isSameValue = (point: Point, record: Truth) =>
  isSameName(point, record) && isRounded(point.value, Number(record.value));
const isSame = (point: Point, record: Truth) =>
  isSameValue(point, record) && isSameStep(point, record) && isSameEpoch(point, record);
/** A bar's stale state: the value of the step before. */
const isStale = (point: Point, record: Truth) =>
  isSameValue(point, record) && (record.step === null || Math.abs(point.step - record.step) <= 1);

/** Records that no point answers. Points may be many more (a bar's states), but come in the records' order and never go back in x. */
function findMissing(records: readonly Truth[], points: readonly Point[]): Truth[] {
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

/** One log's points under the truth's names, its truth and what it may give beyond. */
async function readFixture(name: string) {
  const extra = extras[name] ?? {};
  const also = new Map(Object.entries(extra.also ?? {}).map(([other, right]) => [spell(other), spell(right)]));
  const points: Point[] = [];
  const bytes = await Deno.readFile(new URL(`${name}.log`, FOLDER));
  await extractPoints(ReadableStream.from([bytes]), (point) => points.push(point));
  const truth: Truth[] = JSON.parse(await Deno.readTextFile(new URL(`${name}.truth.json`, FOLDER)));
  const rename = (metric: string) => also.get(spell(metric)) ?? spell(metric);
  return {
    points: points.map((point) => ({ ...point, metric: rename(point.metric) })),
    truth,
    allowed: new Set(Object.keys(extra.names ?? {}).map(spell)),
    redrawn: new Set(Object.keys(extra.states ?? {}).map(spell)),
    repeated: new Set(Object.keys(extra.repeats ?? {}).map(spell)),
  };
}

async function readSettings(name: string): Promise<string[]> {
  const text = await Deno.readTextFile(new URL(`${name}.settings.json`, FOLDER)).catch(() => "[]");
  return JSON.parse(text);
}

const show = (p: Truth | Point) =>
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

  Deno.test(`extractPoints() charts nothing that ${name} didn't record`, async () => {
    const { points, truth, allowed, redrawn, repeated } = await readFixture(name);
    const isExplained = (point: Point) => {
      const isRecord = redrawn.has(point.metric) ? isStale : repeated.has(point.metric) ? isSameValue : isSame;
      return allowed.has(point.metric) || truth.some((record) => isRecord(point, record));
    };
    assert.deepEqual(points.filter((point) => point.kind === "metric" && !isExplained(point)).map(show), []);
  });

  Deno.test(`extractPoints() takes no setting of ${name} for a metric`, async () => {
    const settings = new Set((await readSettings(name)).map(spell));
    const { points } = await readFixture(name);
    assert.deepEqual(points.filter(({ metric }) => settings.has(metric)).map(show), []);
  });
}

Deno.test("extra.json names only logs that are there", () => {
  assert.deepEqual(Object.keys(extras).filter((name) => !names.includes(name)), []);
});
