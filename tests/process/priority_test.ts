import assert from "node:assert/strict";
import { fromFileUrl } from "../support/paths.ts";

Deno.test({
  name: "lowerPriority() gives its process the niceness 5, also when it is called twice",
  ignore: Deno.build.os === "windows",
  async fn() {
    const program = fromFileUrl(new URL("../support/priority_program.ts", import.meta.url));
    for (const times of ["1", "2"]) {
      const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["run", "-A", program, times] }).output();
      assert.equal(new TextDecoder().decode(stdout), "5\n");
    }
  },
});
