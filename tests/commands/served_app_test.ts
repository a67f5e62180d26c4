import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { isBuilt } from "../../lib/commands/served_app.ts";

Deno.test("isBuilt() is true when all files of a build are there, and false when one is missing", async () => {
  const directory = await Deno.makeTempDir();
  const root = pathToFileURL(`${directory}/`);
  try {
    const files = ["_fresh/server.js", "static/styles.css", "lib/client/chart/chart_parts.gen.js"];
    for (const file of files) {
      assert.equal(await isBuilt(root), false, `before ${file}`);
      await Deno.mkdir(new URL("./", new URL(file, root)), { recursive: true });
      await Deno.writeTextFile(new URL(file, root), "");
    }
    assert.equal(await isBuilt(root), true);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
