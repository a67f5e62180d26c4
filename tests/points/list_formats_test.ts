import assert from "node:assert/strict";
import { listFormats } from "../../lib/points/list_formats.ts";

const FOLDER = new URL("../../lib/points/", import.meta.url);

Deno.test("listFormats() gives what formats.gen.ts holds: it is current", async () => {
  assert.equal(await Deno.readTextFile(new URL("formats.gen.ts", FOLDER)), await listFormats(FOLDER));
});

Deno.test("each format opens with real lines that it reads", async () => {
  for await (const { name } of Deno.readDir(new URL("formats/", FOLDER))) {
    if (name === "format.ts") continue;
    const text = await Deno.readTextFile(new URL(`formats/${name}`, FOLDER));
    assert.match(text, /^\/\*\*\n(?: \*.*\n)*? \* {5,}\S/, name);
  }
});
