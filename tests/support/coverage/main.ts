/**
 * Prints which part of the program's lines and branches the tests run, by room: code in Deno, in child processes and in the browser.
 * Exits with 1 when a test fails or a room is below 90 % of lines. Usage: deno task coverage [TEST PATHS]
 *
 * The last step can be repeated without the tests: deno run -A tests/support/coverage/main.ts --report
 *
 * @module
 */
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import * as esbuild from "esbuild";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Coverage, mergeCoverage, readLcov } from "./file_coverage.ts";
import { countFile, countRooms, formatTotals, linePercent } from "./rooms.ts";
import { addUnreached, mapCoverage, type ScriptCoverage } from "./script_coverage.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const OUT = join(ROOT, "coverage"), DENO_OUT = join(OUT, "deno"), BROWSER_OUT = join(OUT, "browser");
const BUILT = join(ROOT, "_fresh/js"), SCRIPTS = join(OUT, "scripts");
const CHART_PARTS = join(ROOT, "lib/client/chart/chart_parts.gen.js");
const ROOM_PERCENT_MIN = 90, FILE_PERCENT_MIN = 80;
const GENERATED = /\.gen\.ts$/;

async function run(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env, stdin: "null" });
  return (await child.spawn().status).success;
}

/** An import map that puts an esbuild with source maps in place of esbuild. */
async function writeImportMap(): Promise<string> {
  const { imports } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json"))) as {
    imports: Record<string, string>;
  };
  // deno.json allows subpaths of an npm package by itself; an import map must name them.
  const absolute = Object.entries(imports).flatMap(([name, target]) =>
    target.startsWith(".")
      ? [[name, new URL(`../../../${target}`, import.meta.url).href]]
      : [[name, target], [`${name}/`, `${target.replace("npm:", "npm:/")}/`]]
  );
  const wrapper = new URL("esbuild_with_maps.ts", import.meta.url).href;
  const map = {
    imports: { ...Object.fromEntries(absolute), esbuild: wrapper },
    scopes: { [wrapper]: { esbuild: imports.esbuild } },
  };
  const path = join(OUT, "import_map.json");
  await Deno.writeTextFile(path, JSON.stringify(map));
  return path;
}

/** Builds, and runs the tests. False when one of them fails. */
async function runTests(paths: string[]): Promise<boolean> {
  await Deno.remove(OUT, { recursive: true }).catch(() => null);
  await Deno.mkdir(OUT, { recursive: true });
  const env = { DENO_COVERAGE_DIR: DENO_OUT };
  if (!await run(["run", "-A", "--import-map", await writeImportMap(), "dev.ts", "build"], env)) {
    throw new Error("the build failed");
  }
  await Deno.mkdir(SCRIPTS); // tests build again, without source maps
  for (const path of await listPaths(BUILT)) await Deno.copyFile(path, join(SCRIPTS, basename(path)));
  const chartParts = await Deno.readTextFile(CHART_PARTS); // a test compares it with a build without source maps
  await Deno.writeTextFile(CHART_PARTS, chartParts.replace(/\/\/# sourceMappingURL=data:\S+\n?/, ""));
  await Deno.mkdir(DENO_OUT, { recursive: true });
  await Deno.chmod(DENO_OUT, 0o777); // a test runs a child as another user, and Deno prints what it can't write to stderr
  const flags = [`--coverage=${DENO_OUT}`, "--coverage-raw-data-only"];
  return await run(["test", "-A", ...flags, ...paths], { ...env, STDCURVE_COVERAGE: BROWSER_OUT });
}

async function readDenoCoverage(): Promise<Coverage> {
  const lcov = join(OUT, "deno.lcov");
  if (!await run(["coverage", "--lcov", `--output=${lcov}`, `--include=^file://${ROOT}`, DENO_OUT])) {
    throw new Error("deno coverage failed");
  }
  return readLcov(await Deno.readTextFile(lcov));
}

async function readBrowserCoverage(): Promise<Coverage> {
  const scripts = new Map<string, ScriptCoverage[]>(), coverage: Coverage = new Map();
  for (const file of await listPaths(BROWSER_OUT)) {
    for (const script of JSON.parse(await Deno.readTextFile(file)) as ScriptCoverage[]) {
      const name = basename(new URL(script.url).pathname);
      scripts.set(name, [...scripts.get(name) ?? [], script]);
    }
  }
  for (const path of await listPaths(SCRIPTS)) {
    if (!path.endsWith(".js")) continue;
    const script = { text: await Deno.readTextFile(path), map: await Deno.readTextFile(`${path}.map`) };
    const mapped = mapCoverage(script, scripts.get(basename(path)) ?? []);
    mergeCoverage(coverage, new Map([...mapped].map(([source, file]) => [join(BUILT, source), file])));
  }
  return coverage;
}

async function listPaths(directory: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(directory)) {
      const path = join(directory, name);
      if (isDirectory) paths.push(...await listPaths(path));
      else paths.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths.sort();
}

async function listSources(): Promise<string[]> {
  const paths = ["main.ts", "dev.ts", "cli.ts"].map((name) => join(ROOT, name));
  for (const folder of ["lib", "routes", "islands"]) paths.push(...await listPaths(join(ROOT, folder)));
  return paths.filter((path) => /\.tsx?$/.test(path) && !GENERATED.test(path));
}

/** Lines with code that runs; none for a file of types only. */
async function listCodeLines(path: string): Promise<Set<number>> {
  const { code, map } = await esbuild.transform(await Deno.readTextFile(path), {
    loader: path.endsWith("x") ? "tsx" : "ts",
    jsx: "automatic",
    sourcemap: true,
    sourcefile: path,
  });
  const hasCode = code.replace(/^\/\/#.*$/m, "").trim() !== "";
  const segments = hasCode ? decodedMappings(new TraceMap(map)).flat() : [];
  return new Set(segments.flatMap(([, source, line]) => source === undefined ? [] : [line! + 1]));
}

async function readCoverage(): Promise<Coverage> {
  const all = await readDenoCoverage(), ours: Coverage = new Map();
  mergeCoverage(all, await readBrowserCoverage());
  for (const path of await listSources()) {
    const file = all.get(path), name = path.slice(ROOT.length);
    if (file) ours.set(name, file);
    else addUnreached(ours, name, await listCodeLines(path));
  }
  await esbuild.stop();
  return ours;
}

/** Prints the table. False when a room is below the bound. */
function report(coverage: Coverage): boolean {
  const rooms = countRooms(coverage);
  console.log(`\n${"room".padEnd(44)} lines % branch%   lines`);
  for (const [room, totals] of rooms) console.log(formatTotals(room, totals));
  const low = [...coverage].map(([path, file]) => [path, countFile(file)] as const)
    .filter(([, totals]) => linePercent(totals) < FILE_PERCENT_MIN)
    .sort(([, a], [, b]) => linePercent(a) - linePercent(b));
  if (low.length > 0) console.log(`\nfiles below ${FILE_PERCENT_MIN} % of lines`);
  for (const [path, totals] of low) console.log(formatTotals(path, totals));
  const below = [...rooms].filter(([, totals]) => linePercent(totals) < ROOM_PERCENT_MIN);
  for (const [room] of below) console.error(`${room} is below ${ROOM_PERCENT_MIN} % of lines`);
  return below.length === 0;
}

const isReportOnly = Deno.args[0] === "--report";
const havePassed = isReportOnly || await runTests(Deno.args);
const isEnough = report(await readCoverage());
Deno.exitCode = havePassed && isEnough ? 0 : 1;
