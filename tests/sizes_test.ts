import assert from "node:assert/strict";
import { readProgram, readShape, readSources } from "./support/code_shape.ts";

const FILE_LINES_MAX = 300;
const FRESH_LINES_MAX = 700;
const FUNCTION_LINES_MAX = 40;
const COMPONENT_LINES_MAX = 80;
const REGEX_CHARS_MAX = 120, COMPLEXITY_MAX = 12;

const countLines = (text: string) => text.split("\n").length - 1;
const program = (await readProgram()).filter(({ path }) => !path.startsWith("lib/fresh/"));
const others = await readSources(["tests", "bench", "examples"]);
const shapes = program.map((source) => ({ path: source.path, shape: readShape(source) }));

/** Components begin with a capital letter; a component's inner functions are functions. */
const isComponent = (path: string, name: string) => path.endsWith(".tsx") && /^[A-Z]/.test(name);

Deno.test("readShape() finds functions, exports and regular expressions", () => {
  const text = [
    "export const a = () => 1, b = 2;",
    "export interface C { d: number }",
    "export function e(): void;",
    "export function e(f?: string): void {",
    "  /x{2}/.test(f ?? '');",
    "}",
    "const g = { h() {\n} };",
    "export { g };",
    'export { i } from "./i.ts";',
  ].join("\n");
  const { functions, exports, regexes } = readShape({ path: "x.ts", text });
  assert.deepEqual(functions.map(({ name, line, lines }) => [name, line, lines]), [
    ["a", 1, 1],
    ["e", 4, 3],
    ["h", 7, 2],
  ]);
  assert.deepEqual(exports, ["a", "b", "C", "e", "g"]);
  assert.deepEqual(regexes, [{ line: 5, length: 4 }]);
});

Deno.test(`no function has more than ${FUNCTION_LINES_MAX} lines, no component more than ${COMPONENT_LINES_MAX}`, () => {
  const wrong = shapes.flatMap(({ path, shape }) =>
    shape.functions
      .filter(({ name, lines }) => lines > (isComponent(path, name) ? COMPONENT_LINES_MAX : FUNCTION_LINES_MAX))
      .map(({ name, line, lines }) => `${path}:${line} ${name} has ${lines} lines`)
  );
  assert.deepEqual(wrong, []);
});

Deno.test("readShape() counts the ways through each function, and those of inner functions on their own", () => {
  const text = "function a(x) {\n if (x && x.b || 1) for (const y of x) y ?? (() => x ? 1 : 2);\n}\n" +
    "function c(x) {\n switch (x) {\n case 1:\n case 2: return 1;\n default: return 2;\n }\n}";
  const { functions } = readShape({ path: "x.ts", text });
  assert.deepEqual(functions.map(({ name, complexity }) => [name, complexity]), [["a", 6], ["(no name)", 2], ["c", 3]]);
});

Deno.test(`no function of the reader has a complexity over ${COMPLEXITY_MAX}`, () => {
  const wrong = shapes.filter(({ path }) => path.startsWith("lib/points/")).flatMap(({ path, shape }) =>
    shape.functions
      .filter(({ complexity }) => complexity > COMPLEXITY_MAX)
      .map(({ name, line, complexity }) => `${path}:${line} ${name} has ${complexity}`)
  );
  assert.deepEqual(wrong, []);
});

Deno.test(`no regular expression has more than ${REGEX_CHARS_MAX} characters`, () => {
  const long = shapes.flatMap(({ path, shape }) =>
    shape.regexes.filter(({ length }) => length > REGEX_CHARS_MAX).map(({ line }) => `${path}:${line}`)
  );
  assert.deepEqual(long, []);
});

Deno.test(`no file has more than ${FILE_LINES_MAX} lines`, () => {
  const wrong = [...program, ...others].filter(({ text }) => countLines(text) > FILE_LINES_MAX);
  assert.deepEqual(wrong.map(({ path, text }) => `${path}: ${countLines(text)}`), []);
});

Deno.test(`lib/fresh has no more than ${FRESH_LINES_MAX} lines in all`, async () => {
  const lines = (await readSources(["lib/fresh"])).reduce((sum, { text }) => sum + countLines(text), 0);
  assert.ok(lines <= FRESH_LINES_MAX, `lib/fresh has ${lines} lines`);
});

Deno.test("no two files export the same name", () => {
  const files = new Map<string, string[]>();
  for (const { path, shape } of shapes) {
    if (path.startsWith("routes/")) continue; // Fresh asks each route for `handler`
    for (const name of shape.exports) files.set(name, [...files.get(name) ?? [], path]);
  }
  const twice = [...files].filter(([, paths]) => paths.length > 1);
  assert.deepEqual(twice.map(([name, paths]) => `${name}: ${paths.join(", ")}`), []);
});

Deno.test("each module of the reader that does something has a test of its own", async () => {
  const tests = new Set(others.map(({ path }) => path)), without: string[] = [];
  for (const { path } of program) {
    if (!path.startsWith("lib/points/") || path.endsWith(".gen.ts")) continue;
    const test = path.replace(/^lib\//, "tests/").replace(/\.ts$/, "_test.ts");
    const isTypes = Object.keys(await import(`../${path}`)).length === 0;
    if (!isTypes && !tests.has(test)) without.push(path);
  }
  assert.deepEqual(without, []);
});
