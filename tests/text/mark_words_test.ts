import assert from "node:assert/strict";
import { describeSign } from "../../lib/text/mark_words.ts";
import type { RunMarkKind } from "../../lib/model.ts";

const mark = (kind: RunMarkKind, line: number) => ({
  id: null,
  kind,
  line,
  step: null,
  timestamp: "2026-01-28T12:00:00.000Z",
  text: `text of ${line}`,
});

Deno.test("describeSign() says a mark's line and text, or how many marks of each kind there are", () => {
  assert.equal(describeSign([mark("silence", 1_234)]), "Silence, line 1,234: text of 1234");
  assert.equal(describeSign([mark("note", 0)]), "Note: text of 0");
  const several = [mark("checkpoint", 1), mark("checkpoint", 2), mark("out_of_memory", 3)];
  assert.equal(describeSign(several), "3 marks: 1 out of memory and 2 checkpoints saved");
  assert.equal(describeSign(several, "run 1"), "run 1: 3 marks: 1 out of memory and 2 checkpoints saved");
});
