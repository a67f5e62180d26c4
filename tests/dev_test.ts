import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { bundleStyles } from "../dev.ts";

const ROOT = new URL("../", import.meta.url);
const STYLES = new URL("lib/ui/styles/", ROOT);
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
