import assert from "node:assert/strict";
import fc from "fast-check";
import { createApi } from "../../lib/api/app.ts";
import type { WireManyMetrics, WireManyNumbers } from "../../lib/wire/points.ts";
import { renderToString } from "preact-render-to-string";
import { inflateRawSync } from "node:zlib";
import { makeRunsSheet } from "../../lib/api/export_html.ts";
import { PLAIN_VIEW } from "../../lib/series/chart_view.ts";
import { PanelSvg } from "../../lib/ui/PanelSvg.tsx";
import type { ScriptSource } from "../../lib/ui/sheet/sheet_script.ts";
import { loadPanels } from "../../lib/web/load_panels.ts";
import { type LongSeries, noise, storeLong } from "../store/long_series.ts";

const COUNT = 1_000_000, SPIKE = 712_345, HIGHEST = 77;
/** Steps with a single value far from all others: high, low, and no number at all. */
const ODD = Array.from({ length: 30 }, (_, at) => Math.floor(COUNT * noise(at + 1)));
const oddAt = new Map(ODD.map((step, at) => [step, [20 + at, -20 - at, NaN][at % 3]!]));
const valueAt = (step: number) => step === SPIKE ? HIGHEST : oddAt.get(step) ?? 1 + noise(step);

/** Points that charts ask for: of a page's small chart, of small charts, of the table, of large charts, and of chart.svg. */
const MOST = [24, 120, 150, 300, 500, 1000, 1600];

/** Window of steps around one of the odd ones, or around any. */
const window = fc.tuple(
  fc.oneof(fc.constantFrom(...ODD, SPIKE), fc.nat(COUNT - 1)),
  fc.double({ min: 0.7, max: 6, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
).map(([at, digits, share]) => {
  const width = Math.floor(10 ** digits), low = Math.max(0, at - Math.floor(share * width));
  return [low, Math.min(COUNT - 1, low + width)] as const;
});

/** Windows of steps that hold the spike, from all points down to ten. */
function windowsAroundSpike(): [number, number][] {
  const windows: [number, number][] = [];
  for (let width = COUNT; width >= 10; width = Math.floor(width / 30)) {
    const low = Math.max(0, SPIKE - Math.floor(0.37 * width));
    windows.push([low, Math.min(COUNT - 1, low + width)]);
  }
  return windows;
}

/** The highest and the lowest place of the first path that an expression finds. */
function readEnds(text: string, path: RegExp) {
  const numbers = [...path.exec(text)![1]!.matchAll(/([MLl ])(-?[\d.]+) ?(-?[\d.]+)/g)];
  let x = 0, y = 0;
  const places = numbers.map(([, kind, left, top]) => {
    const isFrom = kind === "M" || kind === "L";
    [x, y] = isFrom ? [Number(left), Number(top)] : [x + Number(left), y + Number(top)];
    return { x, y };
  });
  const sorted = places.toSorted((one, other) => one.y - other.y);
  return { highest: sorted[0]!, lowest: sorted.at(-1)!, left: places[0]!.x, right: places.at(-1)!.x };
}

/** The values at the ticks of the y axis of a small chart. */
const ticksOf = (svg: string) => [...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => Number(text));

/** Asserts that what charts get of a window has its highest and its lowest value, and one that is no number where it has any. */
async function checkWindow({ store, ref: { id } }: LongSeries, [low, high]: readonly [number, number], most: number) {
  let min = Infinity, max = -Infinity, hasNaN = false;
  for (let step = low; step <= high; step++) {
    const value = valueAt(step);
    min = Math.min(min, Number.isNaN(value) ? min : value);
    max = Math.max(max, Number.isNaN(value) ? max : value);
    hasNaN ||= Number.isNaN(value);
  }
  const read = await store.points.readThin(id, { metrics: ["loss"], range: { step: [low, high] }, most });
  const { step, value } = read.columns.get("loss")!, finite = value.filter(Number.isFinite);
  assert.ok(step.length <= most, `${step.length} points`);
  assert.deepEqual([step.every((each, at) => Object.is(valueAt(each), value[at])), step[0], step.at(-1)], [
    true,
    low,
    high,
  ]);
  if (finite.length > 0) assert.deepEqual([Math.min(...finite), Math.max(...finite)], [min, max]);
  assert.equal(value.some(Number.isNaN), hasNaN);
}

Deno.test("a spike of one step in 1,000,000 points is in the answer at every zoom, and among the exact numbers", async (t) => {
  using series = await storeLong(COUNT, (step) => ({ step, value: valueAt(step) }));
  const { store, ref: { id } } = series, api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
  const read = async <Answer>(path: string): Promise<Answer> => await (await api.request(`/api/metrics${path}`)).json();

  await t.step("the routes have it, from all points down to ten", async () => {
    for (let width = COUNT; width >= 10; width = Math.floor(width / 7)) {
      for (const share of [0, 0.37, 1]) {
        const low = Math.max(0, SPIKE - Math.floor(share * width)), high = Math.min(COUNT - 1, low + width);
        const range = `runs=${id}&metric_type=loss&min_x=${low}&max_x=${high}`;
        const { runs: [run] } = await read<WireManyMetrics>(`?${range}&max_points=300`), { loss } = run!.metrics;
        assert.equal(loss!.step[loss!.value.indexOf(HIGHEST)], SPIKE, `${low} to ${high}`);
        assert.ok(loss!.step.length <= 300, `${loss!.step.length} points`);
        const { runs: [exact] } = await read<WireManyNumbers>(`/numbers?${range}`),
          { count, max } = exact!.metrics.loss!;
        assert.deepEqual([count, max!.step, max!.value], [high - low + 1, SPIKE, HIGHEST]);
      }
    }
  });

  await t.step("chart.svg draws it at its place, and the page's small charts without scripts too", async () => {
    for (const range of windowsAroundSpike()) {
      const [low, high] = range, run = await store.runs.get(id), view = { ...PLAIN_VIEW, minX: low, maxX: high };
      const { experimentId } = run, query = `metric_type=loss&min_x=${low}&max_x=${high}`;
      const answer = await api.request(`/experiments/${experimentId}/runs/${id}/chart.svg?${query}`);
      const svg = await answer.text(), ends = readEnds(svg, /<path class="run [^"]*" d="(M[^"h]{20,})"/);
      assert.match(svg, />80<\/text>|>100<\/text>/, "its axis is as high");
      const { highest: { x }, left, right } = ends, step = low + (x - left) / (right - left) * (high - low);
      assert.ok(Math.abs(step - SPIKE) <= (high - low) / 1000 + 0.5, `chart.svg, ${range}: at ${step}`);
      const { drawn } = await loadPanels(store, [run], { view }), lines = drawn.get("loss")!;
      const small = renderToString(PanelSvg({ title: "loss", lines, view })), ticks = ticksOf(small);
      const { highest } = readEnds(small, /class="series [^"]*" d="([^"]*)"/);
      const place = 1000 * (ticks.at(-1)! - HIGHEST) / (ticks.at(-1)! - ticks[0]!);
      assert.ok(Math.abs(highest.y - place) <= 1, `a small chart, ${range}: ${highest.y}, not ${place}`);
    }
  });

  await t.step("the HTML file has it, in 300 points, with the lowest value", async () => {
    const html = await makeRunsSheet(store, [id]), packed = /type="text\/plain">([^<]*)</.exec(html)![1]!;
    const source: ScriptSource = JSON.parse(
      inflateRawSync(Uint8Array.from(atob(packed), (each) => each.charCodeAt(0))).toString(),
    );
    const [line] = source.charts[0]!.lines;
    let step = 0;
    const steps = line!.x.map((each) => step += each), at = line!.v.indexOf(HIGHEST);
    assert.ok(steps.length <= 300, `${steps.length} points`);
    assert.equal(steps[at], SPIKE);
    assert.ok(line!.v.includes(Math.min(...oddAt.values().filter(Number.isFinite))));
    const { highest, lowest } = readEnds(html, /<path class="run [^"]*" d="(M[^"]{100,})"/);
    assert.ok(highest.y < 100 && lowest.y > 400, `drawn from ${highest.y} to ${lowest.y} of 500`);
  });

  await t.step("so have all charts, of spikes up and down and of NaN, in any window", async () => {
    const any = fc.asyncProperty(window, fc.constantFrom(...MOST), (range, most) => checkWindow(series, range, most));
    await fc.assert(any, { numRuns: 60 });
  });
});
