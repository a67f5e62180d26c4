import assert from "node:assert/strict";
import { readBoardSearch, writeBoardSearch } from "../../../../lib/client/chart/grid/board_search.ts";

Deno.test("readBoardSearch() reads what writeBoardSearch() wrote, and other parameters stay", () => {
  for (const search of [{ text: "val loss", isRegex: false }, { text: "^layer_[0-3]/", isRegex: true }]) {
    const written = writeBoardSearch("?run=7&find=old&find_regex=old", search);
    assert.deepEqual(readBoardSearch(written), search);
    assert.equal(new URLSearchParams(written).get("run"), "7");
  }
});

Deno.test("writeBoardSearch() leaves out an empty search", () => {
  assert.equal(writeBoardSearch("?find=loss", { text: " ", isRegex: true }), "");
});
