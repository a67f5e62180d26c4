import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readSources, ROOT } from "./support/code_shape.ts";

/** Longest expression. `sizes_test.ts` holds those that are written out; these are put together from parts. */
const CHARS_MAX = 120;
/** Longer ones that are left, most of them of formats and prefixes. They may only become fewer. */
const LONG_LEFT = 46;

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

Deno.test(`no more than ${LONG_LEFT} expressions of the reader have more than ${CHARS_MAX} characters once they are built`, async () => {
  const modules = await readSources(["lib/points", "lib/lines", "lib/text"]);
  const built = await recordRegexes(async () => {
    for (const { path } of modules) await import(pathToFileURL(join(ROOT, path)).href);
  });
  const long = [...new Set(built.filter(({ length }) => length > CHARS_MAX))];
  assert.ok(built.length > long.length && long.length > 0, "the modules were loaded before");
  assert.ok(long.length <= LONG_LEFT, `${long.length} are long:\n${long.join("\n")}`);
});
