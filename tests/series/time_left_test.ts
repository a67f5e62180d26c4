import assert from "node:assert/strict";
import { secondsLeftOf } from "../../lib/series/time_left.ts";

/** Points at these steps and seconds; `epoch` where they stand at epochs. */
function seriesOf(points: readonly (readonly [step: number, seconds: number])[], { isEpoch = false } = {}) {
  const step = points.map(([at]) => at);
  return { step, time: points.map(([, seconds]) => seconds * 1000), epoch: isEpoch ? step : step.map(() => NaN) };
}

const NOTHING = { step: null, total: null, epochTotal: null };

Deno.test("secondsLeftOf() takes the pace from the newer half of the points", () => {
  const slow = [[0, 0], [1, 50]] as const,
    fast = Array.from({ length: 11 }, (_, at) => [10 + 10 * at, 51 + 5 * at] as const);
  const left = secondsLeftOf(seriesOf([...slow, ...fast]), { ...NOTHING, step: 110, total: 210, now: 101_000 });
  assert.deepEqual(left, { seconds: 50, isSure: true });
});

Deno.test("secondsLeftOf() counts whole epochs, with what is between them", () => {
  // 4 steps of 1 s, and 6 s behind each epoch: 10 s an epoch.
  const points = [1, 2, 3, 4, 11, 12, 13, 14, 21].map((seconds, at) => [at + 1, seconds] as const);
  const left = secondsLeftOf(seriesOf(points), { ...NOTHING, total: 40, epochTotal: 10, now: 21_000 });
  assert.deepEqual(left, { seconds: 31 * 10 / 4, isSure: true });
});

Deno.test("secondsLeftOf() reads points at epochs, counted from 1 or from 0", () => {
  const one = seriesOf([[1, 70], [2, 80], [3, 90]], { isEpoch: true }),
    zero = seriesOf([[0, 70], [1, 80], [2, 90]], { isEpoch: true });
  for (const series of [one, zero]) {
    assert.equal(secondsLeftOf(series, { ...NOTHING, epochTotal: 10, now: 94_000 })?.seconds, 66);
  }
});

Deno.test("secondsLeftOf() is as far as the newest output, where that is beyond the newest point", () => {
  const series = seriesOf([[1, 10], [2, 20]], { isEpoch: true });
  const left = secondsLeftOf(series, { step: 250, total: 1000, epochTotal: 10, now: 25_000 });
  assert.equal(left?.seconds, 75);
});

Deno.test("secondsLeftOf() counts from where a run began again", () => {
  const series = seriesOf([[900, 0], [1000, 10], [0, 20], [10, 30], [20, 40]]);
  assert.deepEqual(secondsLeftOf(series, { ...NOTHING, step: 20, total: 50, now: 40_000 }), {
    seconds: 30,
    isSure: false,
  });
});

Deno.test("secondsLeftOf() says nothing without a total, beyond it, of one point, and of points that came together", () => {
  const series = seriesOf([[10, 0], [20, 20]]);
  assert.equal(secondsLeftOf(series, { ...NOTHING, step: 20, now: 20_000 }), null);
  assert.equal(secondsLeftOf(series, { ...NOTHING, step: 20, total: 15, now: 20_000 }), null);
  assert.equal(secondsLeftOf(seriesOf([[10, 0]]), { ...NOTHING, total: 50, now: 0 }), null);
  assert.equal(secondsLeftOf(seriesOf([]), { ...NOTHING, total: 50, now: 0 }), null);
  assert.equal(secondsLeftOf(seriesOf([[10, 1], [20, 1.5]]), { ...NOTHING, total: 50, now: 1_500 }), null);
});
