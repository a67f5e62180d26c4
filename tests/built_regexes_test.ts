import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readSources, ROOT } from "./support/code_shape.ts";

/** Longest expression. `sizes_test.ts` holds those that are written out; these are put together from parts. */
const CHARS_MAX = 120;
/** The reader builds more expressions than this. */
const BUILT_MIN = 100;

/** All expressions that `new RegExp` makes meanwhile. */
async function recordRegexes(action: () => Promise<unknown>): Promise<string[]> {
  const built: string[] = [], { RegExp: Native } = globalThis;
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args, self) {
      const expression = Reflect.construct(target, args, self);
      built.push(expression.source);
      return expression;
    },
  });
  try {
    await action();
  } finally {
    globalThis.RegExp = Native;
  }
  return built;
}

Deno.test("recordRegexes() sees expressions that are put together", async () => {
  assert.deepEqual(await recordRegexes(() => Promise.resolve(new RegExp(["a", "b"].join("|")))), ["a|b"]);
});

Deno.test(`no expression of the reader has more than ${CHARS_MAX} characters once it is built`, async () => {
  const modules = await readSources(["lib/points", "lib/lines", "lib/text"]);
  const built = await recordRegexes(async () => {
    for (const { path } of modules) await import(pathToFileURL(join(ROOT, path)).href);
  });
  assert.ok(built.length > BUILT_MIN, `the modules were loaded before: they built ${built.length} expressions`);
  assert.deepEqual(built.filter(({ length }) => length > CHARS_MAX), []);
});
