import assert from "node:assert/strict";
import { mapCoverage } from "./script_coverage.ts";

/** Two source lines on two lines of the script: `if (a) b();` and `c();`. */
const script = {
  text: "if(a)b();\nc();\n",
  map: JSON.stringify({ version: 3, sources: ["a.ts"], names: [], mappings: "AAAA,MACA;AACA" }),
};
/** "AAAA,MACA;AACA": column 0 is line 1, column 6 is line 2, and the script's second line is line 3. */
const page = (whole: number, inner: number) => ({
  url: "http://here/a.js",
  functions: [{
    ranges: [
      { startOffset: 0, endOffset: 15, count: whole },
      { startOffset: 6, endOffset: 9, count: inner },
    ],
  }],
});

const linesOf = (pages: Parameters<typeof mapCoverage>[1]) =>
  Object.fromEntries(mapCoverage(script, pages).get("a.ts")!.lines);

Deno.test("mapCoverage() counts an inner range instead of the outer one", () => {
  assert.deepEqual(linesOf([page(3, 0)]), { 1: 3, 2: 0, 3: 3 });
});

Deno.test("mapCoverage() adds up pages, and lists lines that no page ran", () => {
  assert.deepEqual(linesOf([page(1, 0), page(2, 5)]), { 1: 3, 2: 5, 3: 3 });
  assert.deepEqual(linesOf([]), { 1: 0, 2: 0, 3: 0 });
});

Deno.test("mapCoverage() counts a branch once, and as run when one page ran it", () => {
  const branches = (pages: Parameters<typeof mapCoverage>[1]) => [...mapCoverage(script, pages).get("a.ts")!.branches];
  assert.deepEqual(branches([page(1, 0), page(1, 0)]), [[2, { found: 1, hit: 0 }]]);
  assert.deepEqual(branches([page(1, 0), page(1, 1)]), [[2, { found: 1, hit: 1 }]]);
});
