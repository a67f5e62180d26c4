import assert from "node:assert/strict";
import fc from "fast-check";
import type { Point } from "../../lib/model.ts";
import { createPointReader } from "../../lib/points/reader.ts";

/** Lines for which a value waits at most: what places it may come in one of them. */
const WAITING_LINES_MAX = 8;
/** Points of a name that may wait until it has proved itself, or until a lower rank prints. */
const FIRST_POINTS = 8;

/** A point, and the line at which it was given. */
interface Given {
  point: Point;
  at: number;
}

/** Reads a log, and resumes from a stored state behind each of these lines. */
function read(lines: readonly string[], resumesBehind: ReadonlySet<number> = new Set()): Given[] {
  const given: Given[] = [];
  let at = 0;
  const onPoint = (point: Point) => void given.push({ point, at });
  let reader = createPointReader(onPoint);
  for (const text of lines) {
    const redrawn = text.endsWith("\r");
    reader.read(redrawn ? text.slice(0, -1) : text, at + 1, redrawn);
    if (!redrawn) at++;
    if (resumesBehind.has(at)) reader = createPointReader(onPoint, { state: structuredClone(reader.snapshot()) });
  }
  reader.finish();
  return given;
}

const SENTENCES = [
  "now doing something else",
  "all is well",
  "writing a summary",
  "",
  "the weather is fine",
  "waiting",
];

const step = fc.integer({ min: 0, max: 99 }),
  value = fc.integer({ min: 1, max: 999 }).map((whole) => (whole / 1000).toFixed(3));
const bar = fc.tuple(
  step,
  fc.constantFrom("", "Training: ", "Validating: "),
  fc.constantFrom("", ", loss=0.5"),
  fc.constantFrom("\r", ""),
)
  .map(([n, name, values, end]) => `${name}${n}%|##        | ${n}/100 [00:01<00:09, 10.00it/s${values}]${end}`);

/** One line of a log whose lines wait for one another in every way that there is. */
const line = fc.oneof(
  bar,
  value.map((loss) => `loss: ${loss}`),
  fc.tuple(value, step).map(([loss, epoch]) => `{'loss': ${loss}, 'epoch': ${epoch / 100}}`),
  fc.tuple(fc.constantFrom("road", "car", "tree"), value).map(([label, iou]) => `${label}: IoU = ${iou}`),
  fc.tuple(step, value).map(([lead, loss]) => `i:${lead} tl:${loss}`),
  fc.tuple(step, value).map(([at, loss]) => `step ${at} loss ${loss}`),
  fc.tuple(step, value).map(([at, loss]) => `[rank1]: step ${at} loss ${loss}`),
  fc.constantFrom("Validation", "Epoch 1/3", "Epoch 2/3", "Epoch 3/3"),
  fc.constantFrom(...SENTENCES),
);
const log = fc.array(line, { minLength: 1, maxLength: 60 });

Deno.test("a reader that resumes anywhere gives the same points, each at the same line", () => {
  fc.assert(
    fc.property(log, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }), (lines, behind) => {
      assert.deepEqual(read(lines, new Set(behind)), read(lines));
    }),
    { numRuns: 300 },
  );
});

Deno.test("a value whose name is charted waits for its place over at most 8 lines", () => {
  fc.assert(
    fc.property(log, (lines) => {
      const counts = new Map<string, number>(), last = lines.filter((text) => !text.endsWith("\r")).length;
      for (const { point: { metric, line }, at } of read(lines)) {
        const count = (counts.get(metric) ?? 0) + 1;
        counts.set(metric, count);
        if (count > FIRST_POINTS && at < last) {
          assert.ok(at - line < WAITING_LINES_MAX + 1, `${metric} of line ${line} came at line ${at + 1}`);
        }
      }
    }),
    { numRuns: 300 },
  );
});

for (
  const [what, ...lines] of [
    ["a bar to be drawn again", " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]", "loss: 0.5"],
    ["the lines of a burst", " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]", "{'loss': 0.5, 'epoch': 0.1}"],
    ["a line with another label", "step 3 loss 0.5", "road: IoU = 0.4"],
  ] as const
) {
  Deno.test(`a value that waits for ${what} is given 8 lines later, though no other value comes`, () => {
    const given = read([...lines, ...Array.from({ length: 40 }, (_, at) => SENTENCES[at % SENTENCES.length]!)]);
    const { point, at } = given.at(-1)!;
    assert.equal(at - point.line, WAITING_LINES_MAX);
  });
}
