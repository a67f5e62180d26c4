/**
 * Opens a page in one of the states that are shot, for pictures and for tests.
 *
 * @module
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { WITH_TOKEN } from "../token.ts";
import type { ShotRuns } from "./shot_runs.ts";
import type { ShotState } from "./shot_states.ts";

/** A page in its state; closed when its scope ends. */
export interface OpenState extends AsyncDisposable {
  page: Page;
  /** Errors of its scripts so far. */
  problems: string[];
}

/** How long a page may take to come into its state. */
const WAIT_MAX_MS = 60_000;

/** The address of a state. */
export const addressOf = ({ path, add = "" }: ShotState, { paths }: ShotRuns, origin: string): string =>
  `${origin}${paths[path] ?? path}${add}`;

/** Opens a context without a page in its state yet: `reach()` brings it there. */
export async function openState(
  browser: Browser,
  state: ShotState,
  options: BrowserContextOptions,
): Promise<OpenState & { reach(address: string): Promise<void> }> {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    extraHTTPHeaders: WITH_TOKEN,
    ...options,
    ...state.options,
  });
  const problems: string[] = [], page = await context.newPage();
  page.setDefaultTimeout(WAIT_MAX_MS);
  page.on("pageerror", (error) => problems.push(String(error)));
  return {
    page,
    problems,
    async reach(address) {
      await page.goto(address, { waitUntil: "load" });
      await state.act?.(page);
      if (state.isPrinted) await page.emulateMedia({ media: "print" });
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}
