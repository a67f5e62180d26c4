/**
 * Measures the whole program and prints every figure beside its target: `deno task bench [NAME…]`, with any of reading, ingest, capture,
 * load, latency, many, route, page, chart, board, table, screen; without a name, all of them. Figures are medians on this machine under its present load,
 * so compare figures of one run only. `bench/store.ts` measures the store in detail.
 *
 * @module
 */
import { measureBoard } from "./board.ts";
import { measureCapture } from "./capture.ts";
import { measureChart } from "./chart.ts";
import { measureIngest } from "./ingest.ts";
import { measureManyRuns } from "./many_runs.ts";
import { measureLoad } from "./load.ts";
import { measureLatency } from "./latency.ts";
import { formatTable, type Row } from "./measure.ts";
import { measurePage } from "./page.ts";
import { measureReading } from "./reading.ts";
import { measureRoute } from "./route.ts";
import { measureScreen } from "./screen.ts";
import { measureTable } from "./table.ts";

const MEASUREMENTS: Record<string, (directory: string) => Promise<Row[]>> = {
  reading: measureReading,
  ingest: measureIngest,
  capture: measureCapture,
  load: measureLoad,
  latency: measureLatency,
  many: measureManyRuns,
  route: measureRoute,
  page: measurePage,
  chart: measureChart,
  board: measureBoard,
  table: measureTable,
  screen: measureScreen,
};

const names = Deno.args.length > 0 ? Deno.args : Object.keys(MEASUREMENTS);
const unknown = names.filter((name) => !MEASUREMENTS[name]);
if (unknown.length > 0) {
  console.error(`there is no measurement ${unknown.join(", ")}; there are ${Object.keys(MEASUREMENTS).join(", ")}`);
  Deno.exit(2);
}
const directory = await Deno.makeTempDir();
try {
  const rows: Row[] = [];
  for (const name of names) {
    console.error(`measuring ${name} …`);
    rows.push(...await MEASUREMENTS[name]!(directory));
  }
  console.log(formatTable(rows));
} finally {
  await Deno.remove(directory, { recursive: true });
}
Deno.exit(0); // the app of `page` keeps its store open
