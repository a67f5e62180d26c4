import assert from "node:assert/strict";
import { type Coverage, mergeCoverage, readLcov } from "./file_coverage.ts";
import { countFile, countRooms, linePercent, nameRoom } from "./rooms.ts";

const LCOV = ["SF:/a.ts", "FN:1,f", "BRDA:2,0,0,1", "BRDA:2,0,1,-", "DA:1,4", "DA:2,0", "end_of_record", ""].join("\n");

Deno.test("readLcov() reads the lines and branches of each file", () => {
  const file = readLcov(LCOV).get("/a.ts")!;
  assert.deepEqual([...file.lines], [[1, 4], [2, 0]]);
  assert.deepEqual([...file.branches], [[2, { found: 2, hit: 1 }]]);
});

Deno.test("mergeCoverage() adds lines up and keeps the longer list of branches", () => {
  const merged: Coverage = new Map();
  mergeCoverage(merged, readLcov(LCOV));
  mergeCoverage(merged, readLcov("SF:/a.ts\nBRDA:2,0,0,3\nDA:2,5\nDA:3,0\nend_of_record\n"));
  const file = merged.get("/a.ts")!;
  assert.deepEqual([...file.lines], [[1, 4], [2, 5], [3, 0]]);
  assert.deepEqual(countFile(file), { lines: 3, linesHit: 2, branches: 2, branchesHit: 1 });
});

Deno.test("nameRoom() names a directory of lib, of client and points, and the entry files", () => {
  const rooms = ["lib/api/app.ts", "lib/client/chart/Plot.tsx", "lib/points/reader.ts", "lib/errors.ts", "cli.ts"];
  assert.deepEqual(rooms.map(nameRoom), ["lib/api", "lib/client/chart", "lib/points", "lib", "main dev cli"]);
});

Deno.test("countRooms() adds up the files of a room", () => {
  const file = (...counts: number[]) => ({ lines: new Map(counts.map((count, i) => [i, count])), branches: new Map() });
  const rooms = countRooms(new Map([["lib/api/a.ts", file(1, 0)], ["lib/api/b.ts", file(1, 1)]]));
  assert.equal(linePercent(rooms.get("lib/api")!), 75);
});
