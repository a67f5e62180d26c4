/**
 * Measures the whole program and prints it beside its targets: `deno task bench [NAME…]` with any of reading, ingest, capture, latency,
 * route, page, chart; all without. Figures are medians on whatever machine this is, while it does whatever else: compare those of one
 * run, not of two. `bench/store.ts` looks closer at the store.
 *
 * @module
 */
import { measureCapture } from "./capture.ts";
import { measureChart } from "./chart.ts";
import { measureIngest } from "./ingest.ts";
import { measureLatency } from "./latency.ts";
import { formatTable, type Row } from "./measure.ts";
import { measurePage } from "./page.ts";
import { measureReading } from "./reading.ts";
import { measureRoute } from "./route.ts";

const MEASUREMENTS: Record<string, (directory: string) => Promise<Row[]>> = {
  reading: measureReading,
  ingest: measureIngest,
  capture: measureCapture,
  latency: measureLatency,
  route: measureRoute,
  page: measurePage,
  chart: measureChart,
};

const asked = Deno.args.length > 0 ? Deno.args : Object.keys(MEASUREMENTS);
const unknown = asked.filter((name) => !MEASUREMENTS[name]);
if (unknown.length > 0) {
  console.error(`there is no ${unknown.join(", ")}; there are ${Object.keys(MEASUREMENTS).join(", ")}`);
  Deno.exit(2);
}
const directory = await Deno.makeTempDir();
try {
  const rows: Row[] = [];
  for (const name of asked) {
    console.error(`measuring ${name} …`);
    rows.push(...await MEASUREMENTS[name]!(directory));
  }
  console.log(formatTable(rows));
} finally {
  await Deno.remove(directory, { recursive: true });
}
Deno.exit(0); // the page's app holds its store open
