/**
 * Numbers that leave the app against the exported points, which this file reads and sums up by itself: it imports nothing that the program
 * computes with.
 */
import assert from "node:assert/strict";
import { createSandbox } from "../commands/program.ts";
import { assertShown, type PointNumbers, sumUpPoints } from "../support/point_numbers.ts";
import { startApp } from "../support/app.ts";
import { WITH_TOKEN } from "../support/token.ts";

/** More than a chart shows, so what is thinned is not what is summed up. */
const STEPS = 2_500;

/** A curve with a spike up and one down, one that ends at NaN and has an infinity, and one of very small numbers. */
function logOf(seed: number): string {
  const noise = (step: number, salt: number) =>
    Math.abs(Math.sin(12.9898 * (step + 41 * seed) + salt) * 43758.5453) % 1;
  const lines = Array.from({ length: STEPS }, (_, step) => {
    const loss = step === 1_234 ? 91.5 + seed : step === 777 ? -3.25 : 3 * Math.exp(-step / 900) + noise(step, 1);
    const norm = step === STEPS - 1 ? "nan" : step === 99 ? "inf" : (1 + noise(step, 2)).toFixed(6);
    return `step ${step} loss=${loss.toFixed(6)} grad_norm=${norm} eps=${
      (1e-7 * (1 + noise(step, 3))).toExponential(6)
    }\n`;
  });
  return lines.join("");
}

const METRICS = ["loss", "grad_norm", "eps"] as const;

interface Stored {
  kind: string;
  last: number | string;
  last_step: number;
  min: number;
  min_step: number;
  max: number;
  max_step: number;
  mean: number;
  count: number;
}

/** Throws unless numbers as the API has them are those of the points. A last value that is no number is a word there. */
function assertStored(stored: Stored, of: PointNumbers, what: string): void {
  const { mean, kind: _, ...rest } = stored;
  assert.deepEqual(
    { ...rest, last: Number(rest.last), min: Number(rest.min), max: Number(rest.max) },
    {
      last: of.last,
      last_step: of.lastStep,
      min: of.min,
      min_step: of.minStep,
      max: of.max,
      max_step: of.maxStep,
      count: of.count,
    },
    what,
  );
  assert.ok(Math.abs(mean - of.mean) <= 1e-11 * Math.abs(of.mean), `${what}: its mean is ${mean}, not ${of.mean}`);
}

Deno.test("every number that leaves the app is the one computed from the exported points", async (t) => {
  await using box = await createSandbox();
  const ids: string[] = [], names = ["one", "two"];
  for (const [seed, name] of names.entries()) {
    const { stdout, stderr, code } = await box.feed(logOf(seed), "import", "-e", "told", "-n", name, "-");
    assert.equal(code, 0, stderr);
    ids.push(stdout.trim());
  }
  await using app = await startApp({ STDCURVE_KV: box.kv });
  const read = async (path: string) => await (await fetch(app.origin + path, { headers: WITH_TOKEN })).text();
  const csv = await read(`/api/export.csv?runs=${ids.join()}`), numbers = sumUpPoints(csv);
  const numbersOf = (run: number, metric: string) => numbers.get(`${names[run]} ${metric}`)!;
  assert.deepEqual(ids.map((_, run) => numbersOf(run, "loss").max), [91.5, 92.5]);

  await t.step("stdcurve ls --json", async () => {
    const { experiments } = JSON.parse((await box.stdcurve("ls", "--json")).stdout);
    for (const [run, id] of ids.entries()) {
      const { metrics } = experiments[0].runs.find((each: { id: string }) => each.id === id);
      for (const metric of METRICS) assertStored(metrics[metric], numbersOf(run, metric), `${metric} of ${id} in ls`);
    }
  });

  await t.step("stdcurve export", async () => {
    for (const [run, id] of ids.entries()) {
      const { stdout } = await box.stdcurve("export", id, "--format", "json");
      const { metrics } = JSON.parse(stdout) as { metrics: Record<string, { step: number; value: number | string }[]> };
      for (const metric of METRICS) {
        const of = numbersOf(run, metric), points = metrics[metric]!, what = `${metric} of ${id} in export`;
        const values = points.map(({ value }) => Number(value)), known = values.filter((value) => !Number.isNaN(value));
        assert.deepEqual([values.length, values.at(-1)], [of.count, of.last], what);
        assert.deepEqual([Math.min(...known), Math.max(...known)], [of.min, of.max], what);
      }
    }
  });

  await t.step("the route of exact numbers, of everything and of a range", async () => {
    for (const [low, high] of [[0, STEPS - 1], [500, 1_300]] as const) {
      const range = sumUpPoints(csv, ({ step }) => step >= low && step <= high);
      const path = `/api/metrics/numbers?runs=${ids.join()}&min_x=${low}&max_x=${high}`;
      const { runs } = JSON.parse(await read(`${path}&${METRICS.map((each) => `metric_type=${each}`).join("&")}`));
      for (const [run, answer] of runs.entries()) {
        for (const metric of METRICS) {
          const of = range.get(`${names[run]} ${metric}`)!, { count, last, min, max, mean } = answer.metrics[metric];
          const what = `${metric} of run ${run} from ${low} to ${high}`;
          assert.deepEqual([count, Number(last.value), last.step], [of.count, of.last, of.lastStep], what);
          assert.deepEqual([Number(min.value), min.step, Number(max.value), max.step], [
            of.min,
            of.minStep,
            of.max,
            of.maxStep,
          ], what);
          assert.ok(Math.abs(mean - of.mean) <= 1e-11 * Math.abs(of.mean), `${what}: its mean is ${mean}`);
        }
      }
    }
  });

  await t.step("chart.svg, in its legend and its description", async () => {
    const { experiment_id } = JSON.parse(await read(`/api/rows?runs=${ids[0]}`)).rows[0];
    for (const metric of METRICS) {
      const query = `metric_type=${metric}&runs=${ids.join()}`;
      const svg = await read(`/experiments/${experiment_id}/runs/${ids[0]}/chart.svg?${query}`);
      const last = [...svg.matchAll(/<text x[^>]*>(one|two): ([^<]*)</g)].map(([, name, text]) => [name!, text!]);
      const said = [.../<desc>(.*?)<\/desc>/.exec(svg)![1]!.matchAll(/(one|two) ends at ([^,<]*)/g)];
      assert.deepEqual(last.map(([name]) => name), names);
      for (const [run, [, text]] of last.entries()) {
        assertShown(text!, numbersOf(run, metric).last, `${metric} in chart.svg`);
        assertShown(said[run]![2]!, numbersOf(run, metric).last, `${metric} in words`);
      }
    }
  });

  await t.step("the HTML file", async () => {
    const html = await read(`/api/export.html?runs=${ids.join()}`);
    for (const metric of METRICS) {
      const [, row] = new RegExp(`<th scope="row">${metric}</th>(.*?)</tr>`).exec(html)!;
      const cells = [...row!.matchAll(/<td>([^<]*)<small>(.*?) to (.*?)<\/small>/g)];
      assert.equal(cells.length, ids.length);
      for (const [run, [, last, min, max]] of cells.entries()) {
        const of = numbersOf(run, metric);
        assertShown(last!, of.last, `last ${metric} in the file`);
        assertShown(min!, of.min, `min ${metric} in the file`);
        assertShown(max!, of.max, `max ${metric} in the file`);
      }
    }
  });
});
