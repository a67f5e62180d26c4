import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

const STEPS = [99, 199, 299, 399, 499, 599];
const logOf = (line: (step: number) => string) => STEPS.map(line).join("\n");

for (
  const [what, line, points] of [
    ["a value behind a counter", (step) => `${step} ${step / 4 + 0.1}`, (step) => `value=${step / 4 + 0.1}@${step}`],
    [
      "a tensor behind a counter",
      (step) => `${step} tensor(${step / 4 + 0.1}, grad_fn=<MeanBackward0>)`,
      (step) => `value=${step / 4 + 0.1}@${step}`,
    ],
    [
      "two values",
      (step) => `${step}\t${step / 4 + 0.1}\t0.${step}`,
      (step) => `value=${step / 4 + 0.1}@${step} value_2=0.${step}@${step}`,
    ],
    [
      "columns behind a counter that is aligned to the right",
      (step) => `${String(step).padStart(6)}  ${(step / 4 + 0.1).toExponential(4)}   +0.${step}`,
      (step) => `value=${Number((step / 4 + 0.1).toExponential(4))}@${step} value_2=0.${step}@${step}`,
    ],
    [
      "a list behind a counter in brackets",
      (step) => `[  ${step},  0.${step}]      ${step}.5,      0.${step}, `,
      (step) => `value=0.${step}@${step} value_2=${step}.5@${step} value_3=0.${step}@${step}`,
    ],
    [
      "a row between commas",
      (step) => `${step}, ${step / 4 + 0.1},0.${step}`,
      (step) => `value=${step / 4 + 0.1}@${step} value_2=0.${step}@${step}`,
    ],
    [
      "a tuple",
      (step) => `(${step}, ${step / 4 + 0.1})`,
      (step) => `value=${step / 4 + 0.1}@${step}`,
    ],
    [
      "a list that begins with its counter",
      (step) => `[${step}, ${step / 4 + 0.1}, 0.${step}]`,
      (step) => `value=${step / 4 + 0.1}@${step} value_2=0.${step}@${step}`,
    ],
    [
      "values behind a counter and a colon",
      (step) => `${step}: 0.${step} ${step}.5`,
      (step) => `value=0.${step}@${step} value_2=${step}.5@${step}`,
    ],
    [
      "values in brackets behind a counter",
      (step) => `${step} (0.${step}, ${step}.5)`,
      (step) => `value=0.${step}@${step} value_2=${step}.5@${step}`,
    ],
    [
      "values that are no numbers",
      (step) => `${step} ${step < 500 ? "nan" : "inf"}`,
      (step) => `value=${step < 500 ? "NaN" : "Infinity"}@${step}`,
    ],
  ] satisfies [string, (step: number) => string, (step: number) => string][]
) {
  Deno.test(`readPrinted() reads ${what}`, () => {
    assert.equal(showPoints(logOf(line)), STEPS.map(points).join(" "));
  });
}

Deno.test("readPrinted() reads an epoch and a batch that goes on counting", () => {
  const log = [0, 1].flatMap((epoch) =>
    [0, 10, 20, 30, 40, 50].map((batch) => `${epoch} ${batch} 0.${epoch}${batch}5`)
  );
  assert.equal(
    showPoints(log.join("\n")).replaceAll(/value=[\d.]+@/g, ""),
    "0 10 20 30 40 50 51 61 71 81 91 101",
  );
});

for (
  const [what, line] of [
    ["behind a number that doesn't count", (step) => `${step * step % 7} 0.5${step}`],
    ["in columns behind an index that is aligned to the left, as tables print them", (step) => `${step}    0.5${step}`],
    ["in longer rows", (step) => `${step} 0.5 0.25 0.75 0.${step}`],
    ["beside words", (step) => `${step} 0.5${step} cats`],
  ] satisfies [string, (step: number) => string][]
) {
  Deno.test(`readPrinted() reads nothing ${what}`, () => assert.equal(showPoints(logOf(line)), ""));
}

Deno.test("readPrinted() reads nothing where lines count by name", () => {
  assert.equal(showPoints(`step 1 loss 0.5\n${logOf((step) => `${step} 0.5${step}`)}`), "loss=0.5@1");
});
