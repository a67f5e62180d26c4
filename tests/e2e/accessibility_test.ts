import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { addressOf, openState } from "../support/screenshots/open_state.ts";
import { makeShotRuns, type ShotRuns } from "../support/screenshots/shot_runs.ts";
import { SHOT_STATES, type ShotState } from "../support/screenshots/shot_states.ts";

/** Each state is judged in one of these, in turn. */
const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
  { width: 1280, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
] as const;
/** Pages that are open together: one waits for the server while the other is judged. */
const AT_ONCE = 2;
const HEIGHT = 844;

const isWithoutScripts = ({ options }: ShotState) => options?.javaScriptEnabled === false;

/** Gives a page what a browser without scripts shows, so that axe, which is one, runs in it. */
async function takeScriptsOff(page: Page): Promise<void> {
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return await route.fallback();
    const response = await route.fetch(), text = await response.text();
    const body = text.replaceAll(/<script.*?<\/script>|<\/?noscript>/gs, "");
    await route.fulfill({ response, body });
  });
}

/** What axe finds in a state, and errors of its scripts. */
async function judge(browser: Browser, state: ShotState, address: string): Promise<string[]> {
  const { width, colorScheme } = LOOKS[SHOT_STATES.indexOf(state) % LOOKS.length]!;
  const shown = isWithoutScripts(state) ? { ...state, options: {} } : state;
  await using opened = await openState(browser, shown, { viewport: { width, height: HEIGHT }, colorScheme });
  const { page, problems } = opened;
  if (isWithoutScripts(state)) await takeScriptsOff(page);
  await opened.reach(address);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const words = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join("\n  ")}`);
  return [...words, ...problems].map((each) => `${state.name} ${width} px ${colorScheme}: ${each}`);
}

async function judgeAll(browser: Browser, runs: ShotRuns, origin: string): Promise<string[]> {
  const left = SHOT_STATES.values(), found: string[] = [];
  const judgeNext = async () => {
    for (const state of left) found.push(...await judge(browser, state, addressOf(state, runs, origin)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, judgeNext));
  return found;
}

Deno.test("axe finds nothing in any state of the pages, on a desktop and a phone, light and dark", async () => {
  await using app = await startApp();
  await using runs = await makeShotRuns(app);
  await using chromium = await startBrowser();
  assert.deepEqual(await judgeAll(chromium.browser, runs, app.origin), []);
});
