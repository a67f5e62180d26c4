import assert from "node:assert/strict";
import { describeSilence, watchSilence } from "../../lib/intake/silence.ts";

Deno.test("describeSilence() is null up to ten minutes, and says how long a longer one was", () => {
  const minute = 60_000;
  assert.deepEqual([0, 10 * minute, 10 * minute + 1, 150 * minute].map((ms) => describeSilence(5, 5 + ms)), [
    null,
    null,
    "no output for 10 min",
    "no output for 2 h 30 min",
  ]);
});

Deno.test("watchSilence() marks each long silence, but none before the first output and none before a new start", () => {
  const minute = 60_000, marked: string[] = [];
  const watch = watchSilence((text) => void marked.push(text), (from, to) => from < 100 * minute && to >= 100 * minute);
  for (const at of [20, 25, 40, 41, 105, 130]) watch.note(at * minute);
  assert.deepEqual(marked, ["no output for 15 min", "no output for 25 min"]);
});
