/**
 * The time from print to screen: a training under `stdcurve run` in a process of its own, and a page of `stdcurve serve` in headless Chromium
 * that shows its last value. Real processes on one KV file; lines are printed at random moments.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { startApp, type TestApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { createControlledProgram } from "../tests/support/controlled_program.ts";
import { WITH_TOKEN } from "../tests/support/token.ts";
import { median, quantile, type Row, whole } from "./measure.ts";

const LINES = 40, WARM_LINES = 3, PAUSE_MIN_MS = 700, PAUSE_SPREAD_MS = 900, STEP_MAX_MS = 30_000;
const CLI = new URL("../cli.ts", import.meta.url).pathname;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs a command as a run of the app's KV, as a user does in another terminal. */
function startRun(app: TestApp, command: readonly string[]): Deno.ChildProcess {
  const args = ["run", "-A", "--no-check", CLI, "run", "--kv", app.kv, "-e", "screen", "--", ...command];
  return new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
}

/** Address of the page of the first run, once it is stored. */
async function findPage({ origin, call }: TestApp): Promise<string> {
  for (;;) {
    const { experiments } = await call<{ experiments: { id: string }[] }>("GET", "/api/experiments");
    const id = experiments[0]?.id, path = `/api/experiments/${id}/runs`;
    const runs = id ? (await call<{ runs: { id: string }[] }>("GET", path)).runs : [];
    if (runs[0]) return `${origin}/experiments/${id}?run=${runs[0].id}`;
    await sleep(100);
  }
}

/** Milliseconds until the chart's legend shows this value as the last one. */
async function awaitShown(page: Page, value: string): Promise<number> {
  const began = performance.now();
  const isShown = (text: string) => document.querySelector(".legend-last")?.textContent === text;
  await page.waitForFunction(isShown, value, { polling: "raf", timeout: STEP_MAX_MS });
  return performance.now() - began;
}

/** Milliseconds from print to screen: the median and the 95th percentile. */
export async function measureScreen(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  await using training = createControlledProgram();
  const child = startRun(app, training.command), delays: number[] = [];
  await training.print("Step 0: loss=0.5");
  const page = await started.browser.newPage({ viewport: { width: 1366, height: 768 }, extraHTTPHeaders: WITH_TOKEN });
  await page.goto(await findPage(app));
  for (let step = 1; step <= LINES + WARM_LINES; step++) {
    await training.print(`Step ${step}: loss=${step}.5`);
    const delay = await awaitShown(page, `${step}.5`);
    if (step > WARM_LINES) delays.push(delay);
    await sleep(PAUSE_MIN_MS + PAUSE_SPREAD_MS * Math.random());
  }
  await training.end();
  await child.status;
  const measured = `${whole(quantile(delays, 0.95))} ms (median ${whole(median(delays))})`;
  return [{
    what: `from print to the chart's last value on the screen, p95 of ${LINES}`,
    measured,
    target: "≤ 1,000 ms",
  }];
}
