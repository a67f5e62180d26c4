/**
 * The states that are shot: a page, and what a person does on it first.
 *
 * @module
 */
import type { BrowserContextOptions, Page } from "playwright-core";
import { TEST_READ_TOKEN } from "../token.ts";

/** A page in one state. */
export interface ShotState {
  /** Name of the pictures. */
  name: string;
  /** A path, or the name of one of `ShotRuns`, and what is added to it. */
  path: string;
  add?: string;
  /** Of the browser's context. */
  options?: BrowserContextOptions;
  /** Brings the page into the state, and waits until it is. */
  act?(page: Page): Promise<void>;
  /** Shot as it is printed. */
  isPrinted?: true;
}

const ready = async (page: Page) => {
  await page.locator(".chart-frame[data-ready]").waitFor();
  await page.locator(".terminal:not([data-ready])").waitFor({ state: "detached" });
};
const press = async (page: Page, name: string) => await page.getByRole("button", { name, exact: true }).first().click();

/** Pages as they are opened. */
const OPENED: readonly ShotState[] = [
  { name: "home", path: "/" },
  { name: "no-runs", path: "none" },
  { name: "run", path: "first", act: ready },
  { name: "run-failed", path: "failed", act: ready },
  { name: "run-long-name", path: "second", act: ready },
  { name: "run-live", path: "live", act: ready },
  { name: "run-nested-bars", path: "drawn", act: ready },
  { name: "run-no-output", path: "empty" },
  { name: "run-no-metrics", path: "words" },
  { name: "run-one-point", path: "one", act: ready },
  { name: "run-two-points", path: "two", act: ready },
  { name: "run-gone", path: "gone" },
  { name: "run-deleted", path: "deleted" },
  { name: "compare", path: "compare", act: ready },
  { name: "table", path: "table" },
  { name: "not-found", path: "/nowhere" },
];

/** Pages on which somebody has done something. */
const TOUCHED: readonly ShotState[] = [
  {
    name: "run-cursor",
    path: "first",
    async act(page) {
      await ready(page);
      await page.locator(".plot").first().focus();
      await page.keyboard.press("End");
      await page.locator(".point-tip").waitFor();
    },
  },
  {
    name: "run-line",
    path: "first",
    add: "#L200",
    act: async (page) => await page.locator(".line-explained").waitFor(),
  },
  {
    name: "run-wrapped",
    path: "first",
    add: "#L126",
    async act(page) {
      await page.locator(".line-panel").waitFor();
      await press(page, "Wrap");
    },
  },
  {
    name: "run-settings",
    path: "first",
    async act(page) {
      await ready(page);
      await page.locator(".chart-head").getByText("View", { exact: true }).click();
    },
  },
  {
    name: "run-share",
    path: "first",
    async act(page) {
      await ready(page);
      await press(page, "Share");
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "run-note",
    path: "first",
    async act(page) {
      await ready(page);
      await press(page, "Add a note");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "run-launch",
    path: "first",
    async act(page) {
      await ready(page);
      await press(page, "Start a run");
      await page.getByRole("dialog").waitFor();
    },
  },
];

/** The table of runs with a drawing above it. */
const DRAWN_TABLES: readonly ShotState[] = [
  {
    name: "table-groups",
    path: "table",
    async act(page) {
      await page.getByLabel("Group by").selectOption({ index: 1 });
      await page.locator(".band-legend").waitFor();
    },
  },
  {
    name: "table-scatter",
    path: "table",
    async act(page) {
      await press(page, "Scatter");
      await page.locator(".scatter-plot .dot").first().waitFor();
    },
  },
];

/** Pages for others than a reader with everything. */
const OTHERS: readonly ShotState[] = [
  { name: "run-log-axis", path: "first", add: "&y=log", act: ready },
  { name: "run-no-scripts", path: "first", add: "&y=log", options: { javaScriptEnabled: false } },
  { name: "compare-no-scripts", path: "compare", options: { javaScriptEnabled: false } },
  { name: "run-printed", path: "first", act: ready, isPrinted: true },
  { name: "compare-printed", path: "compare", act: ready, isPrinted: true },
  {
    name: "run-read-only",
    path: "first",
    options: { extraHTTPHeaders: { authorization: `Bearer ${TEST_READ_TOKEN}` } },
    act: ready,
  },
];

/** Runs that are rare, and pages that refuse. */
const RARE: readonly ShotState[] = [
  { name: "run-reason", path: "failed by itself", act: ready },
  { name: "run-silent", path: "silent" },
  { name: "run-older-reader", path: "older", act: ready },
  { name: "run-many-metrics", path: "many metrics", act: ready },
  {
    name: "run-many-metrics-found",
    path: "many metrics",
    async act(page) {
      await ready(page);
      await page.locator(".plot").focus();
      await page.keyboard.press("End");
      await page.getByRole("searchbox", { name: "Find metrics" }).fill("layer_39");
      await page.locator(".board-panel").first().scrollIntoViewIfNeeded();
      await page.locator(".board-plot[data-drawn]").first().waitFor();
    },
  },
  { name: "run-only-nan", path: "only NaN", act: ready },
  { name: "run-diverged", path: "diverged", act: ready },
  { name: "run-diverged-clipped", path: "diverged", add: "&clip=1", act: ready },
  { name: "run-japanese", path: "学習率ウォームアップ・コサイン減衰・大きなバッチ", act: ready },
  { name: "run-arabic", path: "تدريب بمعدل تعلم متناقص ٣", act: ready },
  { name: "run-no-bytes", path: "no bytes" },
  { name: "table-scripts", path: "scripts", act: (page) => page.locator(".chart-frame[data-ready]").waitFor() },
  { name: "no-experiment", path: "/experiments/01912345-1234-7123-8123-123456789abc" },
  { name: "malformed", path: "/experiments/nonsense" },
  { name: "run-without-token", path: "first", options: { extraHTTPHeaders: {} }, act: ready },
  { name: "wrong-token", path: "/?token=wrong", options: { extraHTTPHeaders: {} } },
];

/** All states. */
export const SHOT_STATES: readonly ShotState[] = [...OPENED, ...TOUCHED, ...DRAWN_TABLES, ...OTHERS, ...RARE];
