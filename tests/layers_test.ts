import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { fromFileUrl } from "./support/paths.ts";

const ROOT = fromFileUrl(new URL("../", import.meta.url));
const FILE_LINES_MAX = 300;
const FRESH_LINES_MAX = 700;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"`]*?\bfrom\s*"([^"]+)"|\bimport\s*\(\s*"([^"]+)"|(?:^|\n)import\s+"([^"]+)"/g;

/** Paths below a folder of the project, with their text. */
async function* listSources(folder: string): AsyncGenerator<{ path: string; text: string }> {
  for await (const entry of Deno.readDir(join(ROOT, folder))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* listSources(path);
    else if (/\.tsx?$/.test(path)) yield { path, text: await Deno.readTextFile(join(ROOT, path)) };
  }
}

async function listProgram(): Promise<{ path: string; text: string }[]> {
  const sources = [];
  for (const folder of ["lib", "routes", "islands"]) {
    for await (const source of listSources(folder)) sources.push(source);
  }
  for (const path of ["main.ts", "dev.ts", "cli.ts"]) {
    sources.push({ path, text: await Deno.readTextFile(join(ROOT, path)) });
  }
  return sources;
}

const LIB_LAYERS: Record<string, number> = {
  process: 1,
  lines: 1,
  points: 1,
  store: 1,
  series: 1,
  client: 1,
  api: 2,
  ui: 2,
  fresh: 2,
  commands: 3,
};
const LAYER_0 = new Set(["model", "limits", "errors", "time"]);

/** A file's room and layer: `lib/store/keys.ts` is in `store`, layer 1; `lib/intake/ingest.ts` is a room of its own. */
function roomOf(path: string): { room: string; layer: number } {
  const [first, second] = path.split("/");
  if (first === "routes" || first === "islands") return { room: first, layer: 3 };
  if (first !== "lib") return { room: path, layer: 4 };
  const room = second!.replace(/\.tsx?$/, "");
  if (LAYER_0.has(room)) return { room, layer: 0 };
  return { room, layer: path.split("/").length === 3 || LIB_LAYERS[room] ? LIB_LAYERS[room] ?? NaN : 2 };
}

/** Paths of ours that a file imports; import-map names of the stand-in included. */
function listImports({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(ROOT, join(ROOT, dirname(path), name)));
}

Deno.test("listImports() finds every way to import", () => {
  const text =
    'import {\n  a,\n} from "./a.ts";\nexport type { B } from "../b.ts";\nconst c = await import("./c.ts");\nimport "./d.ts";\n';
  assert.deepEqual(listImports({ path: "lib/store/x.ts", text }), [
    "lib/store/a.ts",
    "lib/b.ts",
    "lib/store/c.ts",
    "lib/store/d.ts",
  ]);
});

Deno.test("imports go downwards, and never between two rooms of layer 1", async () => {
  const wrong: string[] = [];
  for (const source of await listProgram()) {
    const from = roomOf(source.path);
    assert.ok(Number.isInteger(from.layer), `${source.path} is in no room that STYLE.md names`);
    for (const target of listImports(source)) {
      const to = roomOf(target);
      const isNeighbour = from.layer === 1 && to.layer === 1 && from.room !== to.room;
      if (to.layer > from.layer || isNeighbour) wrong.push(`${source.path} imports ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("islands import only client, series, model and limits", async () => {
  const allowed = new Set(["client", "series", "model", "limits", "islands"]);
  const wrong: string[] = [];
  for await (const source of listSources("islands")) {
    for (const target of listImports(source)) {
      if (!allowed.has(roomOf(target).room)) wrong.push(`${source.path} imports ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("only lib/store touches Deno.Kv, and nobody imports lib/fresh by its path", async () => {
  const wrong: string[] = [];
  for (const source of await listProgram()) {
    const { room } = roomOf(source.path);
    if (room !== "store" && /\bDeno\.(?:openKv|Kv\b)/.test(source.text)) wrong.push(`${source.path} touches Deno.Kv`);
    if (room === "fresh") continue;
    if (listImports(source).some((target) => target.startsWith("lib/fresh/"))) {
      wrong.push(`${source.path} imports lib/fresh by its path`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("no file is longer than 300 lines, and lib/fresh no longer than 700 in all", async () => {
  const wrong: string[] = [];
  let fresh = 0;
  const sources = await listProgram();
  for (const folder of ["tests", "bench", "examples"]) {
    for await (const source of listSources(folder)) sources.push(source);
  }
  for (const { path, text } of sources) {
    const lines = text.split("\n").length - 1;
    if (path.startsWith("lib/fresh/")) fresh += lines;
    if (lines > FILE_LINES_MAX) wrong.push(`${path}: ${lines}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(fresh <= FRESH_LINES_MAX, `lib/fresh has ${fresh} lines`);
});

Deno.test("no folder or file is called utils, helpers, common or shared", async () => {
  const paths = (await listProgram()).map(({ path }) => path);
  assert.deepEqual(paths.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|shared)(?:\/|\.)/.test(path)), []);
});
