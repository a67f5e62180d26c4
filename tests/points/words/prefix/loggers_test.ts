import assert from "node:assert/strict";
import {
  dottedLogger,
  hosted,
  logger,
  rootLogger,
  sourcePlace,
  syslog,
} from "../../../../lib/points/words/prefix/loggers.ts";
import type { PrefixPart } from "../../../../lib/points/words/prefix/prefix_part.ts";

const behind = ({ skip }: PrefixPart, text: string) => text.slice(skip(text, 0));

Deno.test("names of loggers, hosts and places in the source are skipped", () => {
  assert.equal(behind(logger, "mytool - step 3"), "step 3");
  assert.equal(behind(dottedLogger, "a.b.c: step 3"), "step 3");
  assert.equal(behind(rootLogger, "root:step 3"), "step 3");
  assert.equal(behind(syslog, "gpu1 python[12]: step 3"), "step 3");
  assert.equal(behind(sourcePlace, "[loop.py:12] step 3"), "step 3");
  assert.equal(behind(hosted, "gpu1:29500 INFO step 3"), "INFO step 3");
});

Deno.test("a word that says what the numbers behind it mean is no logger's name", () => {
  for (const text of ["epoch - 3", "valid | 0.5"]) assert.equal(behind(logger, text), text);
  assert.equal(behind(dottedLogger, "valid: 0.5"), "valid: 0.5");
});
