import assert from "node:assert/strict";
import fc from "fast-check";
import {
  expandIds,
  pressSort,
  readTableView,
  shortenIds,
  writeTableView,
} from "../../../lib/series/table/table_view.ts";

Deno.test("readTableView() reads what writeTableView() wrote, and other parameters stay", () => {
  const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) =>
    !/[,()]/.test(text) && !text.startsWith("-")
  );
  const side = fc.record({ column: word, isLog: fc.boolean() }, { noNullPrototype: true });
  const view = fc.record({
    runs: fc.uniqueArray(word, { maxLength: 4 }),
    filter: fc.string({ maxLength: 30 }),
    sort: fc.uniqueArray(fc.record({ column: word, isDescending: fc.boolean() }, { noNullPrototype: true }), {
      maxLength: 3,
      selector: ({ column }) => column,
    }),
    columns: fc.option(fc.uniqueArray(word, { maxLength: 4 })),
    baseline: fc.option(word),
    group: fc.option(word),
    band: fc.option(word),
    scatter: fc.option(
      fc.oneof(fc.constant("auto" as const), fc.record({ x: side, y: side }, { noNullPrototype: true })),
    ),
    rows: fc.option(fc.integer({ min: 1, max: 99_999 })),
  }, { noNullPrototype: true });
  fc.assert(fc.property(view, (given) => {
    const search = writeTableView("?metric=loss&runs=old", given);
    assert.deepEqual(readTableView(search), given);
    assert.equal(new URLSearchParams(search).get("metric"), "loss");
  }));
});

Deno.test("readTableView() leaves a comma in brackets to the name of a metric", () => {
  const view = readTableView("?sort=-last(f1,macro),name&columns=status,best(a,b,c),last(loss)");
  assert.deepEqual(view.sort.map(({ column }) => column), ["last(f1,macro)", "name"]);
  assert.deepEqual(view.columns, ["status", "best(a,b,c)", "last(loss)"]);
  assert.deepEqual(readTableView(writeTableView("", view)), view);
});

Deno.test("readTableView() takes a whole number of rows only", () => {
  const rowsOf = (text: string) => readTableView(`?rows=${text}`).rows;
  assert.deepEqual(["200", "0", "-1", "1e3", "", "999999"].map(rowsOf), [200, null, null, null, null, null]);
});

Deno.test("pressSort() sorts up, then down, then not, and adds further keys", () => {
  const press = { column: "loss", isDescending: false }, once = pressSort([], press), twice = pressSort(once, press);
  assert.deepEqual(once, [{ column: "loss", isDescending: false }]);
  assert.deepEqual(twice, [{ column: "loss", isDescending: true }]);
  assert.deepEqual(pressSort(twice, press), []);
  const name = { column: "name", isDescending: false };
  assert.deepEqual(pressSort(twice, name).map(({ column }) => column), ["name"]);
  assert.deepEqual(pressSort(twice, { ...name, isAdded: true }).map(({ column }) => column), ["loss", "name"]);
});

Deno.test("pressSort() sorts down first where the largest value comes first", () => {
  const press = { column: "accuracy", isDescending: true }, once = pressSort([], press), twice = pressSort(once, press);
  assert.deepEqual(once, [{ column: "accuracy", isDescending: true }]);
  assert.deepEqual(twice, [{ column: "accuracy", isDescending: false }]);
  assert.deepEqual(pressSort(twice, press), []);
});

Deno.test("expandIds() finds the runs that shortenIds() shortened, and names what it doesn't find", () => {
  const all = Array.from({ length: 300 }, () => crypto.randomUUID());
  const short = shortenIds(all, all);
  assert.ok(short.every((id) => id.length < 12), short[0]);
  assert.deepEqual(expandIds(short, all), { ids: all, unknown: [] });
  assert.deepEqual(expandIds([all[1]!, short[1]!, "zzzzzz", all[0]!.slice(-3)], all), {
    ids: [all[1]],
    unknown: ["zzzzzz", all[0]!.slice(-3)],
  });
});
