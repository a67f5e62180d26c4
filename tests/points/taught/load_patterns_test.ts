import assert from "node:assert/strict";
import { InvalidInput } from "../../../lib/errors.ts";
import { loadPatterns } from "../../../lib/points/taught/load_patterns.ts";

const patternOf = (pattern: string) => ({ id: "0190", metric: "energy", pattern });

Deno.test("loadPatterns() compiles patterns, and keeps their metrics' names", async () => {
  const [energy] = await loadPatterns([patternOf("E(?P<value>[.\\d]+)")]);
  assert.equal(energy!.metric, "energy");
  assert.deepEqual(energy!.match("E1.5").map(({ value }) => value), [1.5]);
});

Deno.test("loadPatterns() of none gives none, and of a wrong one throws InvalidInput", async () => {
  assert.deepEqual(await loadPatterns([]), []);
  await assert.rejects(loadPatterns([patternOf("(?P<value>[")]), InvalidInput);
});
