/**
 * Collects the coverage of the scripts that a page runs, for the task `coverage`.
 *
 * @module
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { ScriptCoverage } from "./script_coverage.ts";

/**
 * Begins to collect, when the variable `STDCURVE_COVERAGE` names a directory. The result writes a JSON file there; call it before the
 * page closes. What a page ran before it went to another address can be missing, so the numbers of browser code are a lower bound.
 */
export async function startCoverage(page: Page): Promise<() => Promise<void>> {
  const directory = Deno.env.get("STDCURVE_COVERAGE");
  if (!directory) return () => Promise.resolve();
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return async () => {
    const { result } = await session.send("Profiler.takePreciseCoverage");
    const found = result.filter(({ url }) => url.endsWith(".js"))
      .map(({ url, functions }): ScriptCoverage => ({ url, functions }));
    await Deno.mkdir(directory, { recursive: true });
    await Deno.writeTextFile(join(directory, `${crypto.randomUUID()}.json`), JSON.stringify(found));
  };
}
