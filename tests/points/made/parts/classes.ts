/**
 * Values of classes behind the end of an epoch: a line each, or a table.
 *
 * @module
 */
import type { Loop, Part } from "../loop.ts";
import { placeOf } from "../loop.ts";
import type { ShownPoint } from "../model.ts";

const CLASSES = ["road", "car", "sky"];

/** How the values of a class look, and the names that fit: a row has one value, or more. */
const ROWS: Record<string, { header?: string; metrics: string[]; row(name: string, values: string[]): string }> = {
  "name and value": { metrics: ["iou"], row: (name, [iou]) => `${name} IoU: ${iou}` },
  "label, then name": { metrics: ["iou"], row: (name, [iou]) => `${name}: IoU=${iou}` },
  "two values": { metrics: ["precision", "recall"], row: (name, [p, r]) => `  ${name}: precision ${p}, recall ${r}` },
  "table": {
    header: "class      precision    recall        f1",
    metrics: ["precision", "recall", "f1"],
    row: (name, values) => name.padEnd(10) + values.map((value) => value.padStart(10)).join(""),
  },
};

/** A line a class at the end of each epoch. */
export function classLines(loop: Loop): Part {
  const { draw, log } = loop, rows = draw.one("classes", ROWS);
  return {
    endEpoch() {
      if (rows.header) log.print(rows.header);
      for (const name of CLASSES) {
        const values = rows.metrics.map(() => draw.real(0.2, 0.95).toFixed(3));
        const points = rows.metrics.map((metric, at): ShownPoint => ({
          metric: `${name}_${metric}`,
          also: [`${metric}_${name}`],
          value: Number(values[at]),
        }));
        log.print(rows.row(name, values), points, placeOf(loop));
      }
    },
  };
}
