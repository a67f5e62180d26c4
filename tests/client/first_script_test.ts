import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

/** What a module imports, in its order, without types. */
const listImports = (text: string): string[] =>
  [...text.matchAll(/^import (?!type)[^;]*?"([^"]+)";/gm)].map((match) => match[1]!.split("/").at(-1)!);

Deno.test("every island imports the script of all islands before anything else", async () => {
  const islands = (await Array.fromAsync(Deno.readDir(new URL("islands/", ROOT)))).map(({ name }) => name);
  assert.ok(islands.length > 5);
  for (const name of islands) {
    const text = await Deno.readTextFile(new URL(`islands/${name}`, ROOT));
    assert.equal(listImports(text)[0], "first_script.ts", name);
  }
});
