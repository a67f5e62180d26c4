import assert from "node:assert/strict";
import { noListing } from "../../../lib/points/curves/listing_state.ts";

Deno.test("noListing() is a list of its own, without a line", () => {
  const listing = noListing();
  listing.keys.push(1);
  assert.deepEqual([noListing().keys, noListing().waiting, noListing().line], [[], [], NaN]);
});
