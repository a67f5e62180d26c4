import assert from "node:assert/strict";
import { drawArchitecture, PICTURE } from "./support/draw_architecture.ts";

Deno.test("docs/architecture.svg shows the rooms and imports of today", async () => {
  const isCurrent = await Deno.readTextFile(PICTURE) === await drawArchitecture();
  assert.ok(isCurrent, "the picture is older than the sources: deno run -A tests/support/draw_architecture.ts");
});
