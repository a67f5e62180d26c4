import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

/** Rows of which the first number counts by `by`. */
const rows = (mark: string, by: number): string[] => [1, 2, 3, 4, 5].map((n) => [n * by, n / 8, n + 0.5].join(mark));

/** The points of such rows. */
const points = (by: number, ...names: string[]): string[] =>
  [1, 2, 3, 4, 5].flatMap((n) => [`${names[0]}=${n / 8}@${n * by}`, `${names[1]}=${n + 0.5}@${n * by}`]);

for (
  const [header, mark, by, ...names] of [
    ["sweep,energy,magnet", ",", 1, "energy", "magnet"],
    ["sweep, energy, magnet", ", ", 10, "energy", "magnet"],
    ["widgets made;drag of hull;lift (all)", ";", 50, "drag_of_hull", "lift_all"],
    ["widgets made so far (all)\tDrag of the hull (percent)\tlift", "\t", 2000, "drag_of_the_hull_percent", "lift"],
    ["проход,тяга винта,крен", ",", 3, "тяга_винта", "крен"],
  ] as const
) {
  Deno.test(`unknown_columns names the values of rows that count below ${JSON.stringify(header)}`, () => {
    assert.deepEqual(readShort(header, ...rows(mark, by)), points(by, ...names));
  });
}

Deno.test("unknown_columns reads whole numbers with a point as counts, also with other lines between rows", () => {
  const log = ["widgets,drag", "10.0,0.5", "20.0,0.4", "30.0,0.3", "40.0,0.2", "50.0,0.1"];
  const points = ["drag=0.5@10", "drag=0.4@20", "drag=0.3@30", "drag=0.2@40", "drag=0.1@50"];
  assert.deepEqual(readShort(...log), points);
  assert.deepEqual(readShort(...log.slice(0, 3), "Saved the hull, again", ...log.slice(3)), points);
});

Deno.test("unknown_columns reads nothing where no number counts: data, words, other lines", () => {
  assert.deepEqual(
    readShort("girth (cm),mass (kg),tail (cm)", "7,0.5,1.5", "3,0.25,1.25", "9,0.5,1.5", "4,0.5,2.5"),
    [],
  );
  assert.deepEqual(readShort("girth,mass,tail", "1.5,0.5,1.5", "2.5,0.25,1.25", "3.5,0.5,1.5", "4.5,0.5,2.5"), []);
  assert.deepEqual(readShort("pond,mass,tail", "1,0.5,red", "2,0.25,blue", "3,0.5,red", "4,0.5,red", "5,0.5,red"), []);
  assert.deepEqual(readShort("pond,mass,tail", "1,5,7", "2,6,3", "3,5,2", "4,5,1", "5,7,2"), []);
});
