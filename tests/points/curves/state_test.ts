import assert from "node:assert/strict";
import { initialReaderState } from "../../../lib/points/curves/state.ts";

Deno.test("initialReaderState() gives each reader a state of its own", () => {
  initialReaderState().settings.seed = "7";
  assert.deepEqual(initialReaderState().settings, {});
});
