import assert from "node:assert/strict";
import { inDirectory } from "./directory.ts";
import { AS_OTHER, openToOther, runAsOther } from "./other_user.ts";
import { fromFileUrl } from "./paths.ts";

Deno.test({
  name: "openToOther() lets another user start a stdcurve that lies in a closed directory",
  ...AS_OTHER,
  fn: () =>
    inDirectory(async (directory) => {
      const closed = `${directory}/closed`, opened = `${directory}/opened`;
      await Deno.chmod(directory, 0o755);
      for (const path of [closed, opened]) await Deno.mkdir(path, { mode: 0o700 });
      const ours = { deno: Deno.execPath(), project: fromFileUrl(new URL("../..", import.meta.url)) };
      const hidden = openToOther(ours, closed);
      await Deno.chmod(closed, 0o700);
      const refused = await runAsOther(["--version"], hidden);
      assert.deepEqual([refused.code === 0, refused.stdout], [false, ""]);
      const { code, stdout, stderr } = await runAsOther(["--version"], openToOther(hidden, opened));
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    }),
});
