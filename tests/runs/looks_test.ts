import assert from "node:assert/strict";
import { LOOK_KEPT_MS } from "../../lib/limits.ts";
import { watchLooks } from "../../lib/runs/looks.ts";

Deno.test("watchLooks() counts one as looking for a while after each change of the mark, and from the start", () => {
  let now = 0;
  const looks = watchLooks(() => now);
  assert.equal(looks.isRecent(), true);
  now = LOOK_KEPT_MS;
  assert.equal(looks.isRecent(), false);
  looks.note(1);
  assert.equal(looks.isRecent(), true);
  now += LOOK_KEPT_MS;
  looks.note(1); // the same mark: nobody looks any more
  assert.equal(looks.isRecent(), false);
  looks.note(0); // a clock that was put back
  assert.equal(looks.isRecent(), true);
});
