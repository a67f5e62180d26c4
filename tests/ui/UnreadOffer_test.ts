import assert from "node:assert/strict";
import { UNCHANGED_REASON } from "../../lib/text/unread_reason.ts";
import { chooseOffer } from "../../lib/ui/UnreadOffer.tsx";

const unread = (name: string, count: number, reason: string) => ({ name, count, line: 1, reason });

Deno.test("chooseOffer() is the most frequent name whose numbers change", () => {
  const names = [unread("level", 90, UNCHANGED_REASON), unread("seed", 40, "a record"), unread("pid", 9, "a record")];
  assert.equal(chooseOffer(names)?.name, "seed");
});

Deno.test("chooseOffer() is null for what hardly recurs, and for nothing", () => {
  assert.equal(chooseOffer([unread("seed", 2, "a record")]), null);
  assert.equal(chooseOffer([]), null);
});
