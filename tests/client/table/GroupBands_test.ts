import assert from "node:assert/strict";
import { describeBand } from "../../../lib/client/table/GroupBands.tsx";

const steps = [{ x: 9, mean: 2, min: 1, max: 3, count: 2, diverged: 0 }];

Deno.test("describeBand() says how many runs a band is made of, and where they end", () => {
  assert.equal(describeBand({ all: 2, runs: 2, diverged: 0, steps }), "2 runs, at the end 2 (1 to 3)");
  assert.equal(
    describeBand({ all: 9, runs: 5, diverged: 0, steps }),
    "5 of 9 runs, at the end 2 (1 to 3) of the longest 2",
  );
  assert.equal(describeBand({ all: 3, runs: 0, diverged: 0, steps: [] }), "has no points of it");
});

Deno.test("describeBand() says how many runs have diverged, and that the numbers are of the others", () => {
  assert.equal(
    describeBand({ all: 3, runs: 3, diverged: 1, steps }),
    "3 runs, 1 diverged (NaN or infinity at the end), the other 2 end at 2 (1 to 3)",
  );
  assert.equal(
    describeBand({ all: 1, runs: 1, diverged: 1, steps }),
    "1 run, all diverged (NaN or infinity at the end)",
  );
});
