import assert from "node:assert/strict";
import fc from "fast-check";
import { v7 as uuid } from "uuid";
import {
  chooseStyles,
  colourNumber,
  dashOf,
  LINE_STYLES,
  listDash,
  ownStyle,
  RUN_COLOURS,
  RUN_STYLES,
  styleAfter,
} from "../../lib/series/run_styles.ts";

const runs = fc.uniqueArray(fc.record({ id: fc.uuid(), style: fc.integer({ min: 1, max: RUN_STYLES }) }), {
  selector: ({ id }) => id,
  maxLength: 100,
});

Deno.test("styleAfter() gives the first runs different colours, then the colours again with other dashes", () => {
  const first = Array.from({ length: RUN_STYLES + 1 }, (_, at) => styleAfter(at));
  assert.equal(new Set(first.slice(0, RUN_COLOURS).map(colourNumber)).size, RUN_COLOURS);
  assert.deepEqual([first.at(-1), colourNumber(first[RUN_COLOURS]!)], [1, 1]);
});

Deno.test("dashOf() tells all styles of a colour apart, and those of runs alone are whole lines", () => {
  for (let colour = 1; colour <= RUN_COLOURS; colour++) {
    const dashes = [0, 1, 2].map((turn) => dashOf(colour + turn * RUN_COLOURS));
    assert.equal(new Set(dashes).size, 3, `colour ${colour}: ${dashes.join(" | ")}`);
  }
  for (let style = RUN_STYLES + 1; style <= LINE_STYLES; style++) assert.equal(dashOf(style), "");
  assert.deepEqual([listDash(1), listDash(2)], [[], [7, 4]]);
});

Deno.test("ownStyle() is what the run keeps, else one of its id that is always the same", () => {
  const id = uuid();
  assert.deepEqual([ownStyle({ id, style: 5 }), ownStyle({ id })], [5, ownStyle({ id })]);
  fc.assert(fc.property(fc.string(), (any) => {
    const style = ownStyle({ id: any });
    assert.ok(Number.isInteger(style) && style >= 1 && style <= RUN_STYLES);
  }));
});

Deno.test("chooseStyles() keeps the colour of every run, whatever is drawn beside it and in any order", () => {
  fc.assert(fc.property(runs, (all) => {
    const styles = chooseStyles(all);
    assert.equal(styles.size, all.length);
    for (const run of all) assert.equal(colourNumber(styles.get(run.id)!), colourNumber(run.style));
    assert.deepEqual(chooseStyles(all.toReversed()), styles);
  }));
});

Deno.test("chooseStyles() keeps the style where no other run has it, and tells up to three of a colour apart", () => {
  fc.assert(fc.property(runs, (all) => {
    const styles = chooseStyles(all), byColour = Map.groupBy(all, ({ style }) => colourNumber(style));
    for (const same of byColour.values()) {
      const own = new Set(same.map(({ style }) => style)), drawn = new Set(same.map(({ id }) => styles.get(id)));
      if (all.length > 1 && own.size === same.length) {
        for (const run of same) assert.equal(styles.get(run.id), run.style);
      }
      if (all.length > 1) assert.equal(drawn.size, Math.min(3, same.length));
    }
  }));
});

Deno.test("chooseStyles() draws a run alone as a whole line of its colour", () => {
  const [style] = chooseStyles([{ id: "a", style: 12 }]).values();
  assert.deepEqual([dashOf(style!), colourNumber(style!)], ["", colourNumber(12)]);
});
