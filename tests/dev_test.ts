import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { bundleChartParts, bundleEarly, bundleSought, bundleStyles } from "../dev.ts";
import * as parts from "../lib/client/chart/chart_parts.ts";

const ROOT = new URL("../", import.meta.url);
const STYLES = new URL("lib/ui/styles/", ROOT);
/** The parts of Chart.js may weigh this much, compressed. esbuild alone would keep 49 KB. */
const CHART_MAX_BYTES = 37_500;

/** esbuild's process ends a moment after `stop()`, which is after the test. */
const LEAVES_ESBUILD = { sanitizeOps: false, sanitizeResources: false };

const readRoot = (path: string) => Deno.readTextFile(new URL(path, ROOT));

Deno.test("main.css imports every style of lib/ui/styles once", async () => {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(STYLES)) if (name !== "main.css") files.push(name);
  const text = await readRoot("lib/ui/styles/main.css");
  const imported = [...text.matchAll(/^@import "\.\/([^"]+)";$/gm)].map((match) => match[1]!);
  assert.deepEqual(imported.toSorted(), files.sort());
});

Deno.test("bundleStyles() gives what static/styles.css holds: it is current", LEAVES_ESBUILD, async () => {
  assert.equal(await readRoot("static/styles.css"), await bundleStyles(), "`deno task build` writes it");
  await esbuild.stop();
});

Deno.test("static/ holds no stylesheet but the built one", async () => {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(new URL("static/", ROOT))) if (name.endsWith(".css")) found.push(name);
  assert.deepEqual(found, ["styles.css"]);
});

Deno.test("bundleEarly() gives what static/early.js holds: it is current, and small", LEAVES_ESBUILD, async () => {
  const built = await readRoot("static/early.js");
  assert.equal(built, await bundleEarly(), "`deno task build` writes it");
  assert.ok(built.length < 2_000, `${built.length} characters before the first paint`);
  await esbuild.stop();
});

Deno.test("bundleSought() gives what sought.gen.ts holds: it is current", LEAVES_ESBUILD, async () => {
  const built = await readRoot("lib/points/words/sought.gen.ts");
  assert.equal(built, await bundleSought(), "a rule looks for other words now: `deno task build` lists them");
  await esbuild.stop();
});

Deno.test("bundleChartParts() gives what chart_parts.gen.js holds: it is current", LEAVES_ESBUILD, async () => {
  const built = await readRoot("lib/client/chart/chart_parts.gen.js");
  assert.equal(built, await bundleChartParts(), "`deno task build` writes it");
  await esbuild.stop();
});

Deno.test(
  "chart_parts.gen.js exports what chart_parts.ts exports, and not the rest of Chart.js",
  LEAVES_ESBUILD,
  async () => {
    const path = "lib/client/chart/chart_parts.gen.js";
    assert.deepEqual(Object.keys(await import(new URL(path, ROOT).href)), Object.keys(parts));
    const { code } = await esbuild.transform(await readRoot(path), { minify: true, format: "esm" });
    await esbuild.stop();
    assert.ok(gzipSync(code).length <= CHART_MAX_BYTES, `${gzipSync(code).length} bytes`);
  },
);
