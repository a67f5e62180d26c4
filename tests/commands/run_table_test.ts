import assert from "node:assert/strict";
import { describeLeftOut } from "../../lib/commands/run_table.ts";
import { OLDER_READER_WARNING } from "../../lib/text/older_reader.ts";

const unread = [{ name: "level", count: 3, line: 1, reason: "it has not changed yet" }];

Deno.test("describeLeftOut() counts names that aren't charted, and warnings but the one about an older reader", () => {
  assert.equal(
    describeLeftOut({ unread, warnings: ["a", "b", OLDER_READER_WARNING] }),
    "1 name not charted, 2 warnings",
  );
  assert.equal(describeLeftOut({ unread: [], warnings: [OLDER_READER_WARNING] }), "");
});
