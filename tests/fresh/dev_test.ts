import assert from "node:assert/strict";
import { writeManifest } from "../../lib/fresh/dev.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("writeManifest() gives what fresh.gen.ts holds: it is current", async () => {
  assert.equal(await Deno.readTextFile(new URL("fresh.gen.ts", ROOT)), await writeManifest(ROOT));
});

Deno.test("lib/fresh has at most 700 lines and imports nothing of the app", async () => {
  let lines = 0;
  for await (const { name } of Deno.readDir(new URL("lib/fresh/", ROOT))) {
    const text = await Deno.readTextFile(new URL(`lib/fresh/${name}`, ROOT));
    lines += text.split("\n").length - 1;
    assert.doesNotMatch(text, /from "\.\.\/(?!main\.ts|fresh\.gen\.ts)/, name);
  }
  assert.ok(lines <= 700, `${lines} lines`);
});

Deno.test("the app imports the stand-in by the names fresh, fresh/runtime, fresh/dev only", async () => {
  const files = ["main.ts", "dev.ts"];
  for (const folder of ["routes", "islands", "lib"]) await listFiles(folder, files);
  for (const file of files.filter((path) => !path.startsWith("lib/fresh/"))) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    assert.doesNotMatch(text, /from "(?:\.\.?\/)+(?:lib\/)?fresh\//, file);
  }
});

async function listFiles(folder: string, files: string[]): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
    if (isDirectory) await listFiles(`${folder}/${name}`, files);
    else files.push(`${folder}/${name}`);
  }
}
