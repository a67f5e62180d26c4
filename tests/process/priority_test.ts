import assert from "node:assert/strict";
import { fromFileUrl } from "../support/paths.ts";

Deno.test({
  name: "lowerPriority() gives its process the niceness 5, also when it is called twice",
  ignore: Deno.build.os === "windows",
  async fn() {
    const module = fromFileUrl(new URL("../../lib/process/priority.ts", import.meta.url));
    const script = `import { getPriority } from "node:os";
      import { lowerPriority } from "${module}";
      lowerPriority();
      lowerPriority();
      console.log(getPriority());`;
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", script] }).output();
    assert.equal(new TextDecoder().decode(stdout), "5\n");
  },
});
