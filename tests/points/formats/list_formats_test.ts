import assert from "node:assert/strict";
import { findFormats, listFormats } from "../../../lib/points/formats/list_formats.ts";

const FORMATS = new URL("../../../lib/points/formats/", import.meta.url);

Deno.test("findFormats() leaves out the files of formats/ that are no formats", async () => {
  const directory = await Deno.makeTempDir();
  for (const name of ["zeta.ts", "alpha.ts", "format.ts", "list_formats.ts", "all.gen.ts", "notes.md"]) {
    await Deno.writeTextFile(`${directory}/${name}`, "");
  }
  const names = await findFormats(new URL(`file://${directory}/`));
  await Deno.remove(directory, { recursive: true });
  assert.deepEqual(names, ["alpha", "zeta"]);
});

Deno.test("listFormats() gives the text that all.gen.ts holds", async () => {
  assert.equal(await Deno.readTextFile(new URL("all.gen.ts", FORMATS)), await listFormats(FORMATS));
});

Deno.test("each format opens with real lines that it reads", async () => {
  for (const name of await findFormats(FORMATS)) {
    const text = await Deno.readTextFile(new URL(`${name}.ts`, FORMATS));
    assert.match(text, /^\/\*\*\n(?: \*.*\n)*? \* {5,}\S/, name);
  }
});
