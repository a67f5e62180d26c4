/**
 * `deno task dev` serves the app while you edit it. `deno task build` writes what production serves. Before either, this module writes
 * the generated files: the list of formats, the letters that the reader looks for, the styles of all pages, the parts of Chart.js that we
 * use.
 *
 * @module
 */
import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { Builder } from "fresh/dev";
import { addToken } from "./lib/host/own_address.ts";
import { ensureTokens } from "./lib/host/token.ts";
import { listFormats } from "./lib/points/formats/list_formats.ts";
import { listSought } from "./lib/points/words/list_sought.ts";

const ROOT = new URL("./", import.meta.url);

/** What stands in Chart.js for the parts that no chart of ours uses: animations and its own hovering are off in every one, and nothing is stacked. */
const UNUSED_CHART_PARTS: [start: string, instead: string][] = [
  ["class Animator {", "has() { return false; } running() { return false; } listen() {} stop() {} remove() {}"],
  ["class Animation {", ""],
  ["class Animations {", "update(target, values) { Object.assign(target, values); }"],
  ["var Interaction = {", "modes: {}"],
  ["function updateStacks(controller, parsed) {", ""],
  ["function applyStack(stack, value, dsIndex, options = {}) {", "return value;"],
  ["function clearStacks(meta, items) {", ""],
];

/** The same for its helpers: points of ours are circles, lines are straight and of one style, texts have neither lines through them nor a ground. */
const UNUSED_HELPER_PARTS: [start: string, instead: string][] = [
  [
    "function drawPointLegend(ctx, options, x, y, w) {",
    "if (!(options.radius > 0)) return; ctx.beginPath(); ctx.arc(x, y, options.radius, 0, 2 * Math.PI); ctx.closePath(); ctx.fill(); " +
    "if (options.borderWidth > 0) ctx.stroke();",
  ],
  ["function _updateBezierControlPoints(points, options, area, loop, indexAxis) {", ""],
  ["function decorateText(ctx, x, y, line, opts) {", ""],
  ["function drawBackdrop(ctx, opts) {", ""],
  ["function getRelativePosition(event, chart) {", "return { x: 0, y: 0 };"],
  ["function doSplitByStyles(line, segments, points, segmentOptions) {", "return segments;"],
];

/** Puts a text in place of what a block at the outermost level holds. Throws when there is no such block: Chart.js has changed. */
function replaceBlock(text: string, start: string, instead: string): string {
  const from = text.indexOf(start), to = text.indexOf("\n}", from);
  if (from < 0 || to < 0) throw new Error(`Chart.js has no "${start}": look for its new name, and correct dev.ts`);
  return `${text.slice(0, from)}${start}${instead}${text.slice(to)}`;
}

/**
 * Leaves out the parts of Chart.js that no chart of ours uses: 14 of 49 KB, compressed. esbuild keeps every scale, because a static field
 * of each reads a property, and a read may have effects. This plugin marks these reads as having none. It also replaces animations, Chart.js's
 * own hovering, and the arithmetic of colours, which only these two need.
 */
const leanChart: esbuild.Plugin = {
  name: "lean-chart",
  setup(build) {
    build.onLoad({ filter: /chart\.js[\\/]dist[\\/]chart\.js$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      const marked = text.replace(/(static defaults = )(\w+\.defaults);/g, "$1/* @__PURE__ */ (() => $2)();")
        .replace(/: (Ticks\.formatters\.\w+)/g, ": /* @__PURE__ */ (() => $1)()");
      const contents = UNUSED_CHART_PARTS.reduce((all, [start, instead]) => replaceBlock(all, start, instead), marked);
      return { contents, loader: "js" };
    });
    build.onLoad({ filter: /chart\.js[\\/]dist[\\/]chunks[\\/]index\.js$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      const contents = UNUSED_HELPER_PARTS.reduce((all, [start, instead]) => replaceBlock(all, start, instead), text);
      return { contents, loader: "js" };
    });
    build.onResolve({ filter: /^@kurkle\/color$/ }, ({ path }) => ({ path, namespace: "lean-chart" }));
    build.onLoad({ filter: /./, namespace: "lean-chart" }, () => ({
      contents:
        'export class Color { constructor() { throw new Error("dev.ts leaves out the arithmetic of colours"); } }',
    }));
  },
};

async function bundle(entry: string, options: esbuild.BuildOptions): Promise<string> {
  const result = await esbuild.build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: [entry],
    bundle: true,
    write: false,
    logLevel: "error",
    ...options,
  });
  return result.outputFiles![0]!.text;
}

/** Text of `static/styles.css`: all that `lib/ui/styles/main.css` imports, minified. */
export const bundleStyles = (): Promise<string> => bundle("lib/ui/styles/main.css", { minify: true });

/** Text of `lib/client/chart/chart_parts.gen.js`: what `chart_parts.ts` exports, and of Chart.js only what that needs. */
export const bundleChartParts = (): Promise<string> =>
  bundle("lib/client/chart/chart_parts.ts", { format: "esm", target: "es2022", plugins: [leanChart] });

/** Text of `static/early.js`: what runs in a page's head, before the page is painted. */
export const bundleEarly = (): Promise<string> =>
  bundle("lib/client/frame/early.ts", { format: "iife", target: "es2022", minify: true });

/** Text of `lib/points/words/sought.gen.ts`: letters of all that understands lines. */
export const bundleSought = async (): Promise<string> =>
  listSought(
    await bundle("lib/points/understand.ts", {
      format: "esm",
      minify: true,
      charset: "utf8",
      platform: "node",
    }),
  );

/** Writes a file only when its text is new: `deno task dev` restarts whenever a watched file is written. */
async function writeChanged(path: string, text: string): Promise<void> {
  const file = new URL(path, ROOT);
  const before = await Deno.readTextFile(file).catch(() => null);
  if (before !== text) await Deno.writeTextFile(file, text);
}

async function writeGenerated(): Promise<void> {
  await writeChanged("lib/points/formats/all.gen.ts", await listFormats(new URL("lib/points/formats/", ROOT)));
  await writeChanged("lib/points/words/sought.gen.ts", await bundleSought());
  await writeChanged("static/styles.css", await bundleStyles());
  await writeChanged("static/early.js", await bundleEarly());
  await writeChanged("lib/client/chart/chart_parts.gen.js", await bundleChartParts());
}

if (import.meta.main) {
  await writeGenerated();
  const builder = new Builder({ root: fileURLToPath(ROOT) });
  if (Deno.args.includes("build")) await builder.build();
  else {
    console.log(`Changes need the token: ${addToken("http://127.0.0.1:8000/", ensureTokens().full)}`);
    // Without a host Fresh listens on every interface.
    await builder.listen(() => import("./main.ts"), { hostname: "127.0.0.1" });
  }
  await esbuild.stop();
}
