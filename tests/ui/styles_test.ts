import assert from "node:assert/strict";

Deno.test("main.css imports every stylesheet once", async () => {
  const directory = new URL("../../lib/ui/styles/", import.meta.url);
  const main = await Deno.readTextFile(new URL("main.css", directory));
  const imported = [...main.matchAll(/^@import "\.\/([\w]+\.css)";$/gm)].map((found) => found[1]!);
  const files = await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
  assert.deepEqual(imported.sort(), files.filter((name) => name !== "main.css").sort());
});
