import assert from "node:assert/strict";
import { readProgram, readShape, readSources } from "./support/code_shape.ts";

const FILE_LINES_MAX = 300;
const FRESH_LINES_MAX = 700;
const FUNCTION_LINES_MAX = 40;
const COMPONENT_LINES_MAX = 80;
const REGEX_CHARS_MAX = 120;

/** Files of the reader whose long lists of words still stand in regular expressions, with how many. They become tables. */
const LONG_REGEXES: Readonly<Record<string, number>> = {
  "lib/points/curves/progress.ts": 1,
  "lib/points/curves/promote.ts": 1,
  "lib/points/formats/bar.ts": 2,
  "lib/points/formats/darknet.ts": 1,
  "lib/points/formats/kaldi.ts": 1,
  "lib/points/formats/sklearn_search.ts": 1,
  "lib/points/formats/table.ts": 1,
  "lib/points/formats/tqdm_loggable.ts": 1,
};

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

Deno.test(`no regular expression has more than ${REGEX_CHARS_MAX} characters but those that are counted here`, () => {
  const long: Record<string, number> = {};
  for (const { path, shape } of shapes) {
    const count = shape.regexes.filter(({ length }) => length > REGEX_CHARS_MAX).length;
    if (count > 0) long[path] = count;
  }
  assert.deepEqual(long, LONG_REGEXES);
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
