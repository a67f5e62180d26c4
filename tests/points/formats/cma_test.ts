import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const HEADER = "Iterat #Fevals   function value  axis ratio  sigma  min&max std  t[m:s]";

Deno.test("cma reads rows under names that hold spaces, past lines of other writers", () => {
  assert.deepEqual(
    readShort(
      HEADER,
      "    1     10 1.250000000000000e+01 1.0e+00 4.50e-01  4e-01  5e-01 0:00.0",
      "saving the best solution",
      "    2     20 9.500000000000000e+00 1.2e+00 4.21e-01  4e-01  4e-01 0:00.0",
    ),
    [
      ...["fevals=10@1~", "function_value=12.5@1", "axis_ratio=1@1", "sigma=0.45@1", "min_std=0.4@1", "max_std=0.5@1"],
      ...[
        "fevals=20@2~",
        "function_value=9.5@2",
        "axis_ratio=1.2@2",
        "sigma=0.421@2",
        "min_std=0.4@2",
        "max_std=0.4@2",
      ],
    ],
  );
});

Deno.test("cma reads no rows without its header, nor far below it", () => {
  const row = "    1     10 1.25e+01 1.0e+00 4.50e-01  4e-01  5e-01 0:00.0";
  assert.deepEqual(readShort(row), []);
  assert.deepEqual(readShort(HEADER, ...Array<string>(9).fill("words"), row), []);
});
