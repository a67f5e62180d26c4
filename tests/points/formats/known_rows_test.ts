import assert from "node:assert/strict";
import { fillFacts } from "../../../lib/points/grammar/fill_facts.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { splitAtSpaces, splitCells } from "../../../lib/points/formats/cells.ts";
import { fitColumns, makeTable } from "../../../lib/points/formats/columns.ts";
import { keepRow, knownRow } from "../../../lib/points/formats/known_rows.ts";
import { readRow } from "../../../lib/points/formats/table_row.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import type { Source } from "../../../lib/points/scan/source.ts";
import { readShort } from "../read_log.ts";

function tableOf(header: string) {
  const cells = splitCells(header);
  return makeTable({ cells, names: cells.map(({ text }) => text), words: splitAtSpaces(header) }, 0);
}

function sourceOf(text: string, from = 0, to = text.length): Source {
  const shape = makeShape();
  scanShape(text, shape);
  return { text, shape, from, to };
}

/** Reads a row cell by cell, and keeps it. */
function read(row: string, table: ReturnType<typeof tableOf>, line: number): LineFacts | null {
  const columns = fitColumns(row, 0, table), found = columns && readRow(columns, line);
  if (found) keepRow({ row: found, columns: columns!, text: row }, sourceOf(row), table.cells);
  return found && structuredClone(found.facts);
}

/** What is known of a row, filled in; null where it must be read. */
function fill(row: string, table: ReturnType<typeof tableOf>, line: number): LineFacts | null {
  const source = sourceOf(row), known = knownRow(source, table.cells);
  return known && structuredClone(fillFacts(known, source.shape, line));
}

Deno.test("knownRow() says of a row what its cells say, once a row of its shape was kept", () => {
  const tables: [string, (i: number) => string][] = [
    ["epoch  train_loss  valid_loss  dur", (i) => `  ${i}    0.${100 + 7 * i}    ${2 + i}.5    3.${i}`],
    ["Epoch  gpu_mem  box  obj  labels", (i) => `${i}/63   4.${i}G   0.0${6 * i + 10}   -0.${i}   ${12 * i}`],
    ["| Epoch | Train Loss | Val Acc |", (i) => `| ${i} | 0.${500 - i} | ${90 + i % 9}.5% |`],
    ["step,loss,lr", (i) => `${100 * i},0.${52 + i},${1 + i % 8}e-4`],
    ["epoch  loss  note", (i) => `${i}  0.${30 + i}  saved`],
    ["Class  images  precision  recall", (i) => `all  ${i}  0.${20 + i}  0.${40 + i}`],
  ];
  for (const [header, write] of tables) {
    const table = tableOf(header);
    assert.equal(fill(write(1), table, 1), null);
    read(write(1), table, 1);
    for (let i = 2; i < 60; i++) {
      const known = fill(write(i), table, i);
      if (known === null) { // `9` and `10` may be of two shapes: `0.09`, `1e-4`
        assert.ok(i < 20, `${header}: ${write(i)}`);
        read(write(i), table, i);
      } else assert.deepEqual(known, read(write(i), tableOf(header), i));
    }
  }
});

Deno.test("keepRow() leaves rows to be read whose values don't stand one below each name", () => {
  const rows: [string, string][] = [
    ["epoch  loss  acc", "1  0.5"],
    ["epoch  loss  acc", "1  [0.5]  0.25"],
    ["sweep  loss  acc", "1  0.5  0.25"], // its first number may count
    ["Class  P  R", "fox (0)  0.5  0.25"],
    ["epoch  train_loss  acc", "1  val 0.5  0.25"],
  ];
  rows.push(["epoch  a    b    c", "1      0.5       0.2"]); // in its shape c may be empty instead of b
  for (const [header, row] of rows) {
    const table = tableOf(header);
    read(row, table, 1);
    assert.equal(fill(row, table, 2), null, row);
  }
});

Deno.test("knownRow() takes no other part of such a line for the row", () => {
  const table = tableOf("epoch  loss  acc"), row = "1  0.5  0.25", whole = `${row}   7  8`;
  const columns = fitColumns(row, 0, table)!;
  keepRow({ row: readRow(columns, 1)!, columns, text: row }, sourceOf(whole, 0, row.length), table.cells);
  assert.ok(knownRow(sourceOf(whole, 0, row.length), table.cells));
  assert.equal(knownRow(sourceOf(whole), table.cells), null);
  assert.equal(knownRow(sourceOf(whole, 3), table.cells), null);
  assert.equal(knownRow(sourceOf(whole, 0, row.length), tableOf("epoch  loss  acc").cells), null);
});

Deno.test("rows that are held until their place is known keep their own values", () => {
  const rows = [1, 2, 3, 4].map((i) => `${i}      0.${5 + i}    0.2${i}`);
  assert.deepEqual(
    readShort("epoch  loss   acc", ...rows),
    [1, 2, 3, 4].flatMap((i) => [`loss=0.${5 + i}@${i}`, `acc=0.2${i}@${i}`]),
  );
});

Deno.test("rows of one shape with empty cells are read by where their values stand", () => {
  const rows = [1, 2, 3].flatMap((
    at,
  ) => [`  ${at}0   0.5${at}   0.6${at}          0.1`, `  ${at}5   0.5${at}          0.7${at}   0.1`]);
  assert.deepEqual(
    readShort("step    err    gap   lift    lag", ...rows).filter((point) => /^(?:gap|lift)/.test(point)),
    ["gap=0.61@10", "lift=0.71@15", "gap=0.62@20", "lift=0.72@25", "gap=0.63@30", "lift=0.73@35"],
  );
});
