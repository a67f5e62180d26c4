import assert from "node:assert/strict";
import { makeRecent } from "../../lib/points/recent.ts";

Deno.test("makeRecent() remembers what came last, and what was asked for since", () => {
  const recent = makeRecent<string, number>(4);
  recent.set("used", 1);
  recent.set("unused", 2);
  for (let at = 0; at < 9; at++) {
    recent.set(`new ${at}`, at);
    assert.equal(recent.get("used"), 1);
  }
  assert.equal(recent.get("unused"), undefined);
  assert.equal(recent.get("new 8"), 8);
});

Deno.test("makeRecent() forgets all when it is told to", () => {
  const recent = makeRecent<string, number>(4);
  recent.set("a", 1);
  recent.clear();
  assert.equal(recent.get("a"), undefined);
});
