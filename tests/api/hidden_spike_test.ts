import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import type { WireManyMetrics, WireManyNumbers } from "../../lib/wire.ts";
import { noise, storeLong } from "../store/long_series.ts";

const COUNT = 1_000_000, SPIKE = 712_345, HIGHEST = 77;

Deno.test("a spike of one step in 1,000,000 points is in the answer at every zoom, and among the exact numbers", async () => {
  using series = await storeLong(COUNT, (step) => ({ step, value: step === SPIKE ? HIGHEST : 1 + noise(step) }));
  const { store, ref: { id } } = series, api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
  const read = async <Answer>(path: string): Promise<Answer> => await (await api.request(`/api/metrics${path}`)).json();
  for (let width = COUNT; width >= 10; width = Math.floor(width / 7)) {
    for (const share of [0, 0.37, 1]) {
      const low = Math.max(0, SPIKE - Math.floor(share * width)), high = Math.min(COUNT - 1, low + width);
      const range = `runs=${id}&metric_type=loss&min_x=${low}&max_x=${high}`;
      const { runs: [run] } = await read<WireManyMetrics>(`?${range}&max_points=300`), { loss } = run!.metrics;
      assert.equal(loss!.step[loss!.value.indexOf(HIGHEST)], SPIKE, `${low} to ${high}`);
      assert.ok(loss!.step.length <= 300, `${loss!.step.length} points`);
      const { runs: [exact] } = await read<WireManyNumbers>(`/numbers?${range}`), { count, max } = exact!.metrics.loss!;
      assert.deepEqual([count, max!.step, max!.value], [high - low + 1, SPIKE, HIGHEST]);
    }
  }
});
