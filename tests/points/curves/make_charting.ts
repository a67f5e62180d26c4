/**
 * What charting needs, for tests of the rules that decide on points.
 *
 * @module
 */
import type { Point } from "../../../lib/model.ts";
import type { Charting } from "../../../lib/points/curves/give.ts";
import { type GivenPoint, NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makePair } from "../make_facts.ts";

/** What charting needs, and the points that it gave. */
export function startCharting(over: Partial<Charting> = {}): Charting & { points: Point[] } {
  const points: Point[] = [];
  return {
    points,
    state: initialReaderState(),
    onPoint: (point) => points.push(point),
    taught: new Set(),
    place: null,
    placed: 0,
    redrawn: false,
    isStart: false,
    isEnd: false,
    roundSteps: NaN,
    isBar: false,
    isDrawn: false,
    isFresh: false,
    ...over,
  };
}

/** The points as `metric=value@step`. */
export const show = ({ points }: { points: Point[] }): string[] =>
  points.map(({ metric, value, step }) => `${metric}=${value}@${step}`);

/** A point of `loss` at a step, on line 1. */
export function givenAt(step: number, over: Partial<GivenPoint> = {}): GivenPoint {
  const place = { ...NOWHERE, step, stepped: true, own: true };
  return {
    name: "loss",
    pair: makePair("loss", 0.5),
    step,
    epoch: NaN,
    globalStep: NaN,
    rank: null,
    place,
    phase: "",
    ...over,
  };
}
