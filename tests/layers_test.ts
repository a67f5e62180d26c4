import assert from "node:assert/strict";
import { listImports, readProgram, type Source } from "./support/code_shape.ts";
import { refuseImport, roomOf, ROOMS } from "./support/rooms.ts";

const program = (await readProgram()).filter(({ path }) => !path.startsWith("lib/fresh/"));

Deno.test("listImports() finds every way to import, and none in comments", () => {
  const text =
    'import {\n  a,\n} from "./a.ts";\nexport type { B } from "../b.ts";\nconst c = await import("./c.ts");\nimport "./d.ts";\n' +
    '/**\n * import { e } from "./e.ts";\n */\n';
  assert.deepEqual(listImports({ path: "lib/store/x.ts", text }), [
    "lib/store/a.ts",
    "lib/b.ts",
    "lib/store/c.ts",
    "lib/store/d.ts",
  ]);
});

Deno.test("refuseImport() refuses upward imports, neighbours and the other side", () => {
  const cases: [string, string, boolean][] = [
    ["store", "model", true],
    ["store", "points", false],
    ["intake", "store", true],
    ["store", "intake", false],
    ["api", "runs", true],
    ["runs", "api", false],
    ["api", "ui", true],
    ["runs", "ui", false],
    ["client", "ui", true],
    ["ui", "client", false],
    ["client", "store", false],
    ["islands", "api", false],
    ["routes", "islands", true],
    ["web", "client", false],
    ["text", "series", false],
    ["series", "text", true],
    ["ui", "host", false],
    ["store", "nowhere", false],
  ];
  for (const [from, to, isAllowed] of cases) {
    assert.equal(refuseImport(from, to) === null, isAllowed, `${from} → ${to}: ${refuseImport(from, to)}`);
  }
});

Deno.test("every file is in a room of the house, and the hall alone has loose files", () => {
  const hall = new Set(["model", "limits", "errors", "time", "wire"]);
  const wrong = program.filter(({ path }) => {
    const isLoose = /^lib\/[^/]+$/.test(path);
    return !Object.hasOwn(ROOMS, roomOf(path)) || isLoose && !hall.has(roomOf(path));
  });
  assert.deepEqual(wrong.map(({ path }) => path), []);
});

Deno.test("imports go down, room by room, and never to the other side", () => {
  const wrong: string[] = [];
  for (const source of program) {
    for (const target of listImports(source)) {
      if (target === "fresh.gen.ts" || target.startsWith("_fresh/")) continue; // what the build writes
      const why = refuseImport(roomOf(source.path), roomOf(target));
      if (why !== null) wrong.push(`${source.path} imports ${target}: ${why}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/** A circle of imports as the paths along it; null when there is none. */
function findCircle(sources: readonly Source[]): string[] | null {
  const imports = new Map(sources.map((source) => [source.path, listImports(source)]));
  const done = new Set<string>(), trail: string[] = [];
  const visit = (path: string): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    trail.push(path);
    for (const target of imports.get(path) ?? []) {
      const circle = visit(target);
      if (circle) return circle;
    }
    trail.pop();
    done.add(path);
    return null;
  };
  for (const { path } of sources) {
    const circle = visit(path);
    if (circle) return circle;
  }
  return null;
}

Deno.test("findCircle() finds a circle of three, types included", () => {
  const source = (path: string, target: string) => ({ path, text: `import type { T } from "${target}";\n` });
  const circle = [source("lib/a.ts", "./b.ts"), source("lib/b.ts", "./c.ts"), source("lib/c.ts", "./a.ts")];
  assert.deepEqual(findCircle(circle), ["lib/a.ts", "lib/b.ts", "lib/c.ts", "lib/a.ts"]);
  assert.equal(findCircle(circle.slice(0, 2)), null);
});

Deno.test("no files import one another in a circle", () => assert.equal(findCircle(program), null));

Deno.test("only lib/store touches Deno.Kv, and only main.ts and commands/ open a store", () => {
  const wrong: string[] = [];
  for (const { path, text } of program) {
    if (roomOf(path) !== "store" && /\bDeno\.(?:openKv|Kv\b)/.test(text)) wrong.push(`${path} touches Deno.Kv`);
    const opens = /\bopenStore\(/.test(text) && !["store", "commands", "main.ts"].includes(roomOf(path));
    if (opens) wrong.push(`${path} opens a store`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("nobody imports lib/fresh by its path", () => {
  const wrong = program.filter((source) => listImports(source).some((target) => target.startsWith("lib/fresh/")));
  assert.deepEqual(wrong.map(({ path }) => path), []);
});

Deno.test("no directory or file is called utils, helpers, common or shared", () => {
  const paths = program.map(({ path }) => path);
  assert.deepEqual(paths.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|shared)(?:\/|\.)/.test(path)), []);
});
