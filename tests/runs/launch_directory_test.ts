import assert from "node:assert/strict";
import { NotAllowed } from "../../lib/errors.ts";
import { chooseDirectory } from "../../lib/runs/launch_directory.ts";
import { inDirectory } from "../support/directory.ts";

const anywhere = { isOff: false, directories: [] };

Deno.test("chooseDirectory() gives the directory that is asked for, and the server's own by default", async () => {
  assert.equal(await chooseDirectory("/some/where", anywhere), "/some/where");
  assert.equal(await chooseDirectory(undefined, anywhere), Deno.cwd());
});

Deno.test("chooseDirectory() refuses everything where nothing may be launched", async () => {
  await assert.rejects(chooseDirectory(undefined, { isOff: true, directories: [] }), NotAllowed);
});

Deno.test("chooseDirectory() allows the named directories and what is below, and defaults to the first", () =>
  inDirectory(async (root) => {
    const real = await Deno.realPath(root);
    await Deno.mkdir(`${real}/in/deep`, { recursive: true });
    const limits = { isOff: false, directories: [`${real}/in`] };
    assert.equal(await chooseDirectory(undefined, limits), `${real}/in`);
    assert.equal(await chooseDirectory(`${real}/in/deep`, limits), `${real}/in/deep`);
    assert.equal(await chooseDirectory(`${real}/in/../in/deep/..`, limits), `${real}/in`);
  }));

Deno.test("chooseDirectory() refuses what is outside: beside, above, missing, or behind a link", () =>
  inDirectory(async (root) => {
    const real = await Deno.realPath(root);
    await Deno.mkdir(`${real}/in`);
    await Deno.mkdir(`${real}/inside`); // its path begins like the allowed one
    await Deno.symlink(`${real}/inside`, `${real}/in/out`);
    const limits = { isOff: false, directories: [`${real}/in`] };
    for (const asked of [`${real}/inside`, real, "/", `${real}/in/..`, `${real}/in/none`, `${real}/in/out`]) {
      await assert.rejects(chooseDirectory(asked, limits), NotAllowed, asked);
    }
  }));
