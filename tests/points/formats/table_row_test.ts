import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";
import type { Column } from "../../../lib/points/formats/columns.ts";
import { endsWithLabel, isFirstColumn, readColumns } from "../../../lib/points/formats/table_row.ts";

/** What a row says, as `name=value`. */
function read(...columns: Column[]): string[] | null {
  const facts = readColumns(columns, 7);
  return facts && facts.pairs.map(({ info, value, unit }) => `${info.name}=${value}${unit}`);
}

Deno.test("readColumns() reads values with their units, and the counter with its total", () => {
  const facts = readColumns([["epoch", "3/12"], ["gpu_mem", "4.89G"], ["box", "0.5"]], 7)!;
  assert.deepEqual([facts.epoch, facts.epochTotal, facts.wholeEpoch, facts.line], [3, 12, true, 7]);
  assert.deepEqual(facts.pairs.map(({ info, value, unit }) => [info.name, value, unit]), [
    ["gpu_mem", 4.89, "G"],
    ["box", 0.5, ""],
  ]);
});

Deno.test("readColumns() names the values of a row after its label; rows of all have none", () => {
  assert.deepEqual(read(["Class", "car"], ["P", "0.25"], ["R", "0.5"]), ["car_p=0.25", "car_r=0.5"]);
  assert.deepEqual(read(["Class", "all"], ["P", "0.25"], ["R", "0.5"]), ["p=0.25", "r=0.5"]);
});

Deno.test("readColumns() finds a label behind marks, in one cell with them or in the next", () => {
  assert.deepEqual(read(["Train", "! Holdout"], ["Epoch", "3"], ["gap", "0.5"]), ["holdout_gap=0.5"]);
  assert.deepEqual(read(["Train", "!"], ["#", "Holdout"], ["Epoch", "3"], ["gap", "0.5"]), ["holdout_gap=0.5"]);
});

Deno.test("readColumns() reads one value behind a label, where the table has no other column", () => {
  assert.deepEqual(read(["combined", "train"], ["loss", "0.5"]), ["train_loss=0.5"]);
  assert.deepEqual(read(["epoch", "3"], ["loss", "about"]), null);
});

Deno.test("readColumns() takes the split out of a cell", () => {
  assert.deepEqual(read(["epoch", "1"], ["train_loss", "val 0.5"]), ["val_loss=0.5"]);
  assert.deepEqual(read(["epoch", "1"], ["train_loss", "about 0.5"]), null);
});

Deno.test("readColumns() makes a column of each number of a list in a cell", () => {
  assert.deepEqual(read(["Step", "200"], ["Train loss", "[1.60e+00, 9.89e-01]"], ["Test metric", "[0.5]"]), [
    "train_loss/0=1.6",
    "train_loss/1=0.989",
    "test_metric=0.5",
  ]);
});

Deno.test("readColumns() gives null for a row of words, of one value, and without a metric", () => {
  assert.equal(read(["a", "x y"], ["b", "z"], ["c", "0.5"], ["d", "0.25"]), null);
  const texts: Column[] = [["Prompt", "how many"], ["Answer", "twelve"]],
    values: Column[] = [["a", "0.5"], ["b", "1"], ["c", "2"], ["d", "3"]];
  assert.equal(read(...texts, ...values), null);
  assert.deepEqual(read(["step", "5"], ...texts, ...values), ["a=0.5", "b=1", "c=2", "d=3"]);
  assert.equal(read(["loss", "0.5"]), null);
  assert.equal(read(["epoch", "1"], ["step", "5"]), null);
});

Deno.test("isFirstColumn() knows the columns that count rows", () => {
  assert.deepEqual(["Epoch", "# step", "#", "loss"].map(isFirstColumn), [true, true, true, false]);
});

Deno.test("readColumns() takes a share and a note off the counter, and a spaced unit off a value", () => {
  const facts = readColumns(
    [["Step (% Done)", "200 (0.67%)"], ["Iter (time)", "41.2 ms"], ["ETA", "20 m, 13 s"], ["PSNR", "25.1"]],
    1,
  )!;
  assert.equal(facts.step, 200);
  assert.deepEqual(facts.pairs.map(({ info, value, unit }) => [info.name, value, unit]), [
    ["iter_time", 41.2, "ms"],
    ["psnr", 25.1, ""],
  ]);
});

Deno.test("endsWithLabel() knows a column of labels by a word behind another", () => {
  assert.deepEqual(["ID Class Name", "# class", "class", "Test loss"].map(endsWithLabel), [true, true, false, false]);
});

Deno.test("readColumns() gives a number below an unknown name in the first column as a lead", () => {
  const leadOf = (...columns: Column[]) => readColumns(columns, 7)?.lead?.value ?? null;
  assert.equal(leadOf(["plonk", "20"], ["loss", "0.5"]), 20);
  for (const name of ["epoch", "loss", "class"]) assert.equal(leadOf([name, "20"], ["drag", "0.5"]), null, name);
  for (const cell of ["-3", "20 s"]) assert.equal(leadOf(["plonk", cell], ["loss", "0.5"]), null, cell);
  assert.equal(leadOf(["plonk", "20"], ["epoch", "1"], ["loss", "0.5"]), null);
});

Deno.test("readColumns() keeps decimals below names that say nothing as asides, which count once they change", () => {
  const { asides } = readColumns(
    [["Step", "10"], ["eps", "0.25"], ["eta", "2.5m"], ["port", "80"], ["loss", "0.5"]],
    7,
  )!;
  assert.deepEqual(asides.map(({ info, value }) => [info.name, value]), [["eps", 0.25]]);
});

/** Rows of two columns below a header, and the places of the values of the second. */
const placesOf = (header: string, ...counts: string[]) =>
  readShort(header, ...counts.map((count, at) => `${count},0.${at + 2}5,0.5`))
    .filter((point) => point.startsWith("mae")).map((point) => point.split("@")[1]).join(" ");

Deno.test("readColumns() takes a whole number with a point for a count as one without", () => {
  assert.equal(placesOf("step,mae,gap", "0.0", "50.0", "100.0"), "0 50 100");
  assert.equal(placesOf("NumBoats,mae,gap", "0.0", "50.0", "100.0"), "0 50 100");
  assert.equal(placesOf("samples,mae,gap", "64", "128", "192"), "64 128 192");
  assert.equal(placesOf("NumBoats,mae,gap", "0.0", "0.5", "1.0", "1.5", "2.0"), "0 1 2 3 4", "not whole");
  assert.equal(placesOf("NumBoats,mae,gap", "0.0", "70.0", "100.0"), "0 1 2", "not steady");
});

Deno.test("readColumns() reads values in bold, with a change in brackets, and rows with a mark before their number", () => {
  const read = (...columns: Column[]) => {
    const { epoch, pairs } = readColumns(columns, 7)!;
    return [epoch, ...pairs.map(({ value }) => value)];
  };
  assert.deepEqual(read(["epoch", "*12"], ["drag", "**0.5**"], ["lift", "`0.25`"]), [12, 0.5, 0.25]);
  assert.deepEqual(read(["epoch", "> 12"], ["drag", "0.5 (-0.125)"], ["lift", "0.25 (+4%)"]), [12, 0.5, 0.25]);
  assert.deepEqual(read(["epoch", "12"], ["drag", "0.5 (=)"], ["lift", "0.25"]), [12, 0.5, 0.25]);
});
