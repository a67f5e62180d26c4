import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("wide_table reads rows of numbers directly below words that nobody knows", () => {
  assert.deepEqual(
    readShort(
      " Heat     Zorp     Accept   Elapsed",
      "25.5     13.25    98.5%    0:00:01",
      "12.5     11.25    78.5%    0:00:02",
    ),
    ["heat=25.5@0", "zorp=13.25@0", "accept=98.5@0", "heat=12.5@1", "zorp=11.25@1", "accept=78.5@1"],
  );
});

Deno.test("wide_table reads nothing below words where a row with words, or fewer numbers, comes first", () => {
  const header = "Layer    Kind     Shape    Weights";
  assert.deepEqual(readShort(header, "conv     2.5      1.5      0.5"), []);
  assert.deepEqual(readShort(header, "2.5      1.5      0.5", "2.5      1.5      0.5     0.25"), []);
  assert.deepEqual(readShort(header, "2        1        0.5      7"), []);
});

Deno.test("wide_table takes a small whole number first in its rows for their counter, with a word behind them", () => {
  assert.deepEqual(
    readShort(
      " Calls    x         g(x)       Move",
      "   1          3     -0.75     first",
      "   2       1.25      0.50     middle",
    ),
    ["x=3@1", "g_x=-0.75@1", "x=1.25@2", "g_x=0.5@2"],
  );
});

Deno.test("wide_table reads rows behind a label, of which the last value may be missing, and the sum of a round", () => {
  assert.deepEqual(
    readShort(
      "     K    Heat          d eps       nn    rms       rms(c)",
      "ABC:   1   0.25E+02   -0.5E+01     432   0.5E+01",
      "XYZ:   2   0.125E+02  -0.25E+01    440   0.25E+01   0.125E+00",
      "   1 G= -.5E+01 G0= -.25E+01  d G =-.125E+01",
    ),
    [
      ...["heat=25@1", "d_eps=-5@1", "nn=432@1", "rms=5@1"],
      ...["heat=12.5@2", "d_eps=-2.5@2", "nn=440@2", "rms=2.5@2", "rms_c=0.125@2"],
      ...["g=-5@1", "g0=-2.5@1", "d_g=-1.25@1"],
    ],
  );
});

Deno.test("wide_table counts by a number with a colon before each row", () => {
  assert.deepEqual(
    readShort(
      "     acost       bcost     gap    pp    dd",
      " 0: -1.25e+00 -2.5e+00  2e+01  4e+00  1e+00",
      " 1: -1.5e+00 -1.75e+00  1e+00  2e-01  7e-02",
    ),
    [
      ...["acost=-1.25@0", "bcost=-2.5@0", "gap=20@0", "pp=4@0", "dd=1@0"],
      ...["acost=-1.5@1", "bcost=-1.75@1", "gap=1@1", "pp=0.2@1", "dd=0.07@1"],
    ],
  );
});

Deno.test("wide_table cuts a header where the values below it end, and takes a unit off", () => {
  assert.deepEqual(
    readShort(
      "           Step           Time",
      "              5        0.25000",
      "",
      "   Kept En.  Temperature Stress (bar)",
      "  -1.25e+02     2.50e+02    -3.75e+02",
      "",
      "           Step           Time",
      "             10        0.50000",
      "",
      "   Kept En.  Temperature Stress (bar)",
      "  -1.50e+02     2.75e+02    -3.25e+02",
    ).filter((point) => !point.startsWith("time")),
    ["kept_en=-125@5", "temperature=250@5", "stress=-375@5", "kept_en=-150@10", "temperature=275@10", "stress=-325@10"],
  );
});

Deno.test("wide_table reads rows between pipes, with words among them and a flag before the first", () => {
  assert.deepEqual(
    readShort(
      " time | node  |mem/heur|  dualvalue   | primalvalue  |  gap   ",
      "i 0.5s|     1 |  oneopt| 5.50e+03     | 7.25e+02     |  50.5% ",
      "  0.5s|     1 |  2088k | 1.25e+03     | 7.25e+02     |  35.5% ",
    ).filter((point) => /dualvalue|gap/.test(point)),
    ["dualvalue=5500@0", "gap=50.5@0", "dualvalue=1250@1", "gap=35.5@1"],
  );
});

Deno.test("wide_table leaves out the last name of a side that has more values than names", () => {
  assert.deepEqual(
    readShort(
      "It  acost   mu    IR    |   BT",
      " 0  2.50   1.5   1  1  - |  -  - ",
      " 1  1.25   0.5   0  0  0 |  0  0 ",
    ),
    ["acost=2.5@0", "mu=1.5@0", "acost=1.25@1", "mu=0.5@1", "bt=0@1"].filter((point) => !point.startsWith("bt")),
  );
});

Deno.test("wide_table reads columns named by the numbers of classes, and the count with a colon below the first name", () => {
  const rows = ["   50:   5.33%  0.00%  6.00%", "  100:   4.67%  0.25%  5.00%"];
  for (const header of ["ntree      OOB      1      2", "ntree      OOB    fox    owl"]) {
    assert.deepEqual(readShort(header, ...rows).filter((point) => point.startsWith("oob")), [
      "oob=5.33@50",
      "oob=4.67@100",
    ]);
  }
});

Deno.test("wide_table reads the rows of R's data frames, whose columns a single space parts, where one counts", () => {
  const points = ["drag=0.25@5", "lift=1.5@5", "drag=0.5@10", "lift=1.25@10"];
  const header = "  iter drag lift", rows = ["1    5 0.25 1.50", "2   10 0.50 1.25"];
  assert.deepEqual(readShort(header, ...rows), points);
  assert.deepEqual(readShort(header, rows[0]!, header, "1   10 0.50 1.25"), points);
  assert.deepEqual(readShort(header, "1  5 0.25 1.50", "2 10 0.50 1.25"), []);
  assert.deepEqual(readShort("  girth mass tail", "1  5.50 0.25 1.50", "2  7.50 0.50 1.25"), []);
  assert.deepEqual(readShort("  class mass tail", "1     5 0.25 1.50", "2     7 0.50 1.25"), []);
});

Deno.test("wide_table gives no row that comes once behind training, as what was learnt, and one that comes again", () => {
  const header = "(Intercept)     girth    tail ", epochs = ["epoch 1 loss 0.5", "epoch 2 loss 0.4"];
  const loss = ["loss=0.5@1", "loss=0.4@2"];
  assert.deepEqual(readShort(...epochs, header, "  -1.398343   -0.991925   -1.128216"), loss);
  const each = [1, 2, 3].flatMap((
    n,
  ) => [`epoch ${n} loss 0.5`, "drag      lift      sag", ` ${n / 8}     ${n + 0.5}     0.25`]);
  assert.deepEqual(readShort(...each).filter((point) => point.startsWith("drag")), [
    "drag=0.125@1",
    "drag=0.25@2",
    "drag=0.375@3",
  ]);
});
