/**
 * Collects the coverage of the scripts that a page runs, for the task `coverage`.
 *
 * @module
 */
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import type { ScriptCoverage } from "./script_coverage.ts";

/**
 * Begins to collect, when there is a directory for it: by default the one that the variable `STDCURVE_COVERAGE` names. The result writes
 * a JSON file there; call it before the page closes.
 */
export async function startCoverage(
  page: Page,
  directory: string | undefined = Deno.env.get("STDCURVE_COVERAGE"),
): Promise<() => Promise<void>> {
  if (!directory) return () => Promise.resolve();
  const session = await page.context().newCDPSession(page);
  const taken: ScriptCoverage[] = [];
  const take = async () => void taken.push(...await takeCoverage(session));
  await session.send("Profiler.enable");
  await session.send("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  await beforeLeaving(page, { session, take });
  return async () => {
    await take();
    await Deno.mkdir(directory, { recursive: true });
    await Deno.writeTextFile(join(directory, `${crypto.randomUUID()}.json`), JSON.stringify(taken));
  };
}

/** What the page's scripts ran since the last time; V8 then counts from 0 again. */
async function takeCoverage(session: CDPSession): Promise<ScriptCoverage[]> {
  const { result } = await session.send("Profiler.takePreciseCoverage");
  return result.filter(({ url }) => url.endsWith(".js")).map(({ url, functions }) => ({ url, functions }));
}

/** Runs `take` whenever the page is about to leave its document, and holds the page meanwhile: V8 forgets what a document ran. */
async function beforeLeaving(page: Page, { session, take }: { session: CDPSession; take: () => Promise<void> }) {
  session.on("Debugger.paused", async () => {
    try {
      await take();
    } finally {
      await session.send("Debugger.resume");
    }
  });
  await session.send("Debugger.enable");
  // Requests can't be held instead: from the start of a navigation on, Chromium sends a page no more commands.
  await page.addInitScript("addEventListener('beforeunload', () => { debugger; })");
}
