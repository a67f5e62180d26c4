/**
 * Scores the points that were read from one log against its truth. Each rate is between 0 and 1, or null where there is nothing to count.
 *
 * A point is paired with a record of the truth when both have the same value, and the same line if the record has one. Among several
 * records the one with the point's name, step and epoch is taken. A record without a line has all digits of its value: it is paired
 * with a point that was rounded from it and has its name or its step. Points that a line repeats count once.
 *
 * | rate | share |
 * |---|---|
 * | recall | of the required metric records: those that are paired |
 * | precision | of the metric points: those that are paired, repeat a record or have an allowed name |
 * | names | of the paired metric records: those under their own name, on a curve that is theirs |
 * | steps | of the paired metric records: those at their own step |
 * | throughput | of the required throughput records: those that are paired |
 * | flawless | 1 when the first four rates are 1 or null, else 0 |
 *
 * A name is right when its letters and digits are those of the record's metric, its printed key or one of its other names, also behind
 * `epoch_` where the record has no step. It must be a name that a legend can show. When one name draws points of several metrics, the
 * curve belongs to the metric with the most points, of two with equally many to the one that it is named after.
 *
 * A step is right when it is the record's, or ahead of it by the same amount as most steps of the metric in that epoch: a record may count
 * within the epoch. Where the record has only an epoch, either the point's epoch or its step must be it. Where a record with a line has
 * neither, the point must not stand on the step of the previous point of its name.
 *
 * @module
 */
import type { Point } from "../../lib/model.ts";
import { isRounded, type TruthPoint } from "./truth.ts";

/** Rates of one log. */
export type Rates = Record<"recall" | "precision" | "names" | "steps" | "throughput" | "flawless", number | null>;

/** Rates of one log, and a sentence for each point that was missed, invented, misnamed or misplaced. */
export interface Score {
  rates: Rates;
  faults: string[];
}

interface Pair {
  point: Point;
  record: TruthPoint;
}

/** Frameworks round the epochs that they print. */
const EPOCH_TOLERANCE = 0.0051;
const SYNONYMS = new Map([["lr", "learningrate"], ["gnorm", "gradnorm"], ["gradientnorm", "gradnorm"]]);

function spell(name: string): string {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return SYNONYMS.get(letters) ?? letters;
}

/** Scores a log. `allowed` are names that may have points beyond the truth. */
export function scoreLog(
  truth: readonly TruthPoint[],
  points: readonly Point[],
  allowed: ReadonlySet<string> = new Set(),
): Score {
  const records = withoutRepeats(truth), given = withoutRepeats(points);
  const { pairs, rest } = pairPoints(given, records);
  const found = pairs.filter(({ record }) => !record.optional), paired = new Set(pairs.map(({ record }) => record));
  const metrics = found.filter(({ record }) => isMetric(record));
  const required = records.filter(({ optional }) => !optional);
  const spelled = new Set([...allowed].map(spell));
  const invented = rest.filter((point) => isMetric(point) && !spelled.has(spell(point.metric)));
  const correct = given.filter(isMetric).length - invented.length;
  const misnamed = findMisnamed(metrics), misplaced = findMisplaced(metrics, given);
  const requiredMetrics = required.filter(isMetric);
  const rates = {
    recall: share(metrics.length, requiredMetrics.length),
    precision: share(correct, correct + invented.length),
    names: share(metrics.length - misnamed.length, metrics.length),
    steps: share(metrics.length - misplaced.length, metrics.length),
    throughput: share(found.length - metrics.length, required.length - requiredMetrics.length),
  };
  const isFlawless = [rates.recall, rates.precision, rates.names, rates.steps].every((rate) =>
    rate === null || rate === 1
  );
  const faults = [
    ...requiredMetrics.filter((record) => !paired.has(record)).map((record) => `missed ${show(record)}`),
    ...invented.map((point) => `invented ${show(point)}`),
    ...misnamed.map(({ point, record }) => `named ${show(point)}, should be ${record.metric}`),
    ...misplaced.map(({ point, record }) => `placed ${show(point)}, should be ${show(record)}`),
  ];
  return { rates: { ...rates, flawless: isFlawless ? 1 : 0 }, faults };
}

const isMetric = ({ kind }: { kind?: string }) => kind !== "throughput";
const share = (part: number, whole: number) => whole === 0 ? null : part / whole;
const show = ({ line, metric, value, step, epoch }: Point | TruthPoint) =>
  `${metric}=${value} at step ${step} epoch ${epoch}${line === undefined ? "" : ` line ${line}`}`;

function withoutRepeats<T extends Point | TruthPoint>(points: readonly T[]): T[] {
  const seen = new Set<string>();
  return points.filter(({ line, metric, value, step, epoch }) => {
    const key = [line, spell(metric), value, step, line === undefined ? epoch : ""].join();
    return !seen.has(key) && seen.add(key);
  });
}

function hasName({ metric }: Point, { metric: own, raw_key, also = [], step }: TruthPoint): boolean {
  const name = spell(metric), names = [own, raw_key ?? own, ...also].map(spell);
  return names.includes(name) || (step === null && names.some((each) => name === `epoch${each}`));
}

function hasEpoch({ epoch }: Point, record: TruthPoint): boolean {
  const isNear = epoch !== null && record.epoch !== null && Math.abs(epoch - record.epoch) <= EPOCH_TOLERANCE;
  return record.line === undefined ? record.epoch === null || isNear : epoch === record.epoch;
}

/** True when the record may be what the point was read from. */
function isCandidate(point: Point, record: TruthPoint): boolean {
  const value = Number(record.value);
  if (record.line === undefined) {
    const isNamed = hasName(point, record) || (record.step !== null && record.step === point.step);
    return isNamed && isRounded(point.value, value);
  }
  return Object.is(point.value, value) || Math.abs(point.value - value) <= 1e-9 * Math.abs(value);
}

/** How well a pair fits: the name weighs most, then that the record is required, the step, the epoch. */
function fitOf(point: Point, record: TruthPoint): number {
  return 8 * Number(hasName(point, record)) + 4 * Number(!record.optional) + 2 * Number(point.step === record.step) +
    Number(hasEpoch(point, record));
}

const BEST_FIT = 15;

/** Pairs points with records, the best fits first. `rest` are points that no record explains. */
function pairPoints(points: readonly Point[], records: readonly TruthPoint[]): { pairs: Pair[]; rest: Point[] } {
  const byLine = Map.groupBy(records, ({ line }) => line ?? 0), free = new Set(records), pairs: Pair[] = [];
  let open = points.map((point) => ({
    point,
    fits: [...byLine.get(point.line) ?? [], ...byLine.get(0) ?? []].filter((record) => isCandidate(point, record))
      .map((record) => ({ record, fit: fitOf(point, record) })),
  }));
  for (let level = BEST_FIT; level >= 0; level--) {
    open = open.filter(({ point, fits }) => {
      const found = fits.find(({ record, fit }) => fit === level && free.has(record))?.record;
      if (!found) return true;
      free.delete(found);
      pairs.push({ point, record: found });
      return false;
    });
  }
  // A bar draws the value of a framework's record many times.
  const isRepeat = (point: Point, record: TruthPoint) => record.line === undefined && hasName(point, record);
  const rest = open.filter(({ point, fits }) => !fits.some(({ record }) => isRepeat(point, record)));
  return { pairs, rest: rest.map(({ point }) => point) };
}

/** The first of those values that there are most of. */
function mostCommon<T>(values: readonly T[]): T | undefined {
  const groups = [...Map.groupBy(values, (value) => value).values()];
  return groups.sort((a, b) => b.length - a.length)[0]?.[0];
}

/** Letters of any script, digits and a few signs: what a legend can show. */
const LEGEND_NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_/.@:+%'-]*$/u;

function findMisnamed(pairs: readonly Pair[]): Pair[] {
  const owners = new Map(
    [...Map.groupBy(pairs, ({ point }) => point.metric)].map(([name, own]) => {
      const metrics = own.map(({ record }) => spell(record.metric));
      return [name, mostCommon(metrics.sort((a, b) => Number(b === spell(name)) - Number(a === spell(name))))];
    }),
  );
  return pairs.filter(({ point, record }) => {
    const own = spell(record.metric);
    const isOwn = spell(point.metric).endsWith(own) || owners.get(point.metric) === own;
    return !isOwn || !hasName(point, record) || !LEGEND_NAME.test(point.metric);
  });
}

function findMisplaced(pairs: readonly Pair[], points: readonly Point[]): Pair[] {
  const curveOf = ({ record }: Pair) => `${spell(record.metric)} ${record.epoch}`;
  const stepped = pairs.filter(({ record }) => record.step !== null);
  const leads = new Map(
    [...Map.groupBy(stepped, curveOf)].map(([curve, own]) => [
      curve,
      mostCommon(own.map(({ point, record }) => point.step - record.step!)),
    ]),
  );
  const previous = new Map<Point, Point>();
  for (const curve of Map.groupBy(points, ({ metric }) => metric).values()) {
    curve.forEach((point, at) => at > 0 && previous.set(point, curve[at - 1]!));
  }
  return pairs.filter((pair) => {
    const { point, record } = pair;
    if (record.step !== null) {
      const lead = point.step - record.step;
      const isSame = Math.abs(lead) <= 1e-9 * Math.max(1, Math.abs(record.step));
      return !isSame && !(lead > 0 && lead === leads.get(curveOf(pair)));
    }
    if (record.epoch !== null) return !hasEpoch(point, record) && point.step !== record.epoch;
    return record.line !== undefined && previous.get(point)?.step === point.step;
  });
}
