import assert from "node:assert/strict";
import { describeDrawn } from "../../../lib/client/table/TableFoot.tsx";
import { rowOf } from "../../series/table/rows.ts";

Deno.test("describeDrawn() says that the first are drawn without ticks, and how many ticked ones have no room", () => {
  const drawn = [rowOf({}), rowOf({})];
  assert.equal(describeDrawn({ ticked: [], drawn }), "No run is ticked: the first 2 runs of the table are drawn.");
  assert.equal(
    describeDrawn({ ticked: [], drawn: [rowOf({})] }),
    "No run is ticked: the first one of the table is drawn.",
  );
  assert.equal(describeDrawn({ ticked: ["a"], drawn }), "1 run ticked.");
  const many = Array.from({ length: 101 }, (_, at) => `${at}`);
  assert.equal(describeDrawn({ ticked: many, drawn }), "101 runs ticked. The newest 100 of them are drawn.");
});
