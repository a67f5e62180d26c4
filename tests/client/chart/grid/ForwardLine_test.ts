import assert from "node:assert/strict";
import { writePath } from "../../../../lib/client/chart/grid/ForwardLine.tsx";

Deno.test("writePath() begins anew behind what can't be drawn, and rounds to a tenth of a pixel", () => {
  const points = [[0, 1.26], [1, 2], [2, NaN], [3, 4]].map(([x, y], index) => ({ x: x!, y: y!, index }));
  assert.equal(writePath(points, (point) => point), "M0 1.3L1 2M3 4");
  assert.equal(writePath([], (point) => point), "");
});
