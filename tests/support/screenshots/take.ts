/**
 * `deno task screenshots [DIRECTORY] [STATE…]`: makes a picture of every page and state, at each width, light and dark. Judges nothing: somebody
 * looks at them. Prints the directory, and each picture whose page is wider than the screen or had an error.
 *
 * @module
 */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startApp } from "../app.ts";
import { startBrowser } from "../browser.ts";
import { addressOf, openState } from "./open_state.ts";
import { makeShotRuns, type ShotRuns } from "./shot_runs.ts";
import { SHOT_STATES, type ShotState } from "./shot_states.ts";

/** Screens: a small phone, a phone, a laptop, a desktop, a wide desktop. */
const SCREENS: readonly [width: number, height: number][] = [
  [360, 640],
  [390, 844],
  [1280, 800],
  [1920, 1080],
  [2560, 1440],
];
const SCHEMES = ["light", "dark"] as const;

/** The upper part of a page is in its picture: a grid of 400 charts is too high for one. */
const HEIGHT_MAX_PX = 8_000;

interface Shot {
  state: ShotState;
  address: string;
  screen: readonly [width: number, height: number];
  scheme: (typeof SCHEMES)[number];
  file: string;
}

/** Lists the pictures of some states. */
function listShots(
  states: readonly ShotState[],
  runs: ShotRuns,
  { origin, directory }: { origin: string; directory: string },
): Shot[] {
  return states.flatMap((state) =>
    SCREENS.flatMap((screen) =>
      SCHEMES.map((scheme) => ({
        state,
        address: addressOf(state, runs, origin),
        screen,
        scheme,
        file: join(directory, `${state.name}_${screen[0]}_${scheme}.png`),
      }))
    )
  );
}

/** Takes one picture. The result says what is wrong with the page; "" for nothing. */
async function take(
  browser: Browser,
  { state, address, screen: [width, height], scheme, file }: Shot,
): Promise<string> {
  await using opened = await openState(browser, state, {
    viewport: { width, height },
    colorScheme: scheme,
    hasTouch: width < 720,
  });
  const { page, problems } = opened;
  try {
    await opened.reach(address);
    const isDialog = await page.locator("dialog[open]").count() > 0;
    const pageHeight = await page.locator("body").evaluate((body) => body.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(Math.max(pageHeight, height), HEIGHT_MAX_PX) };
    await page.screenshot({ path: file, fullPage: !isDialog, ...(isDialog ? {} : { clip }) });
    const wider = state.options?.javaScriptEnabled === false
      ? 0
      : await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wider > 0) problems.push(`the page is ${wider} px wider than the screen`);
  } catch (error) {
    problems.push(String(error).split("\n")[0]!);
  }
  return problems.join("; ");
}

if (import.meta.main) {
  const [chosen, ...names] = Deno.args;
  const directory = chosen ?? await Deno.makeTempDir({ prefix: "stdcurve-screenshots-" });
  await Deno.mkdir(directory, { recursive: true });
  const states = names.length === 0 ? SHOT_STATES : SHOT_STATES.filter(({ name }) => names.includes(name));
  await using app = await startApp();
  await using runs = await makeShotRuns(app);
  await using chromium = await startBrowser();
  const shots = listShots(states, runs, { origin: app.origin, directory });
  let failures = 0;
  for (const shot of shots) {
    const problem = await take(chromium.browser, shot);
    if (problem === "") continue;
    failures++;
    console.error(`${shot.file}: ${problem}`);
  }
  console.log(`${shots.length} pictures in ${directory}, ${failures} with a problem`);
  if (failures > 0) Deno.exitCode = 1;
}
