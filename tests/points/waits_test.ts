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

/** Numbers of lines. */
type Lines = ReadonlySet<number>;

/** Reads a log: resumes from a stored state behind each of some lines, and pauses behind each of others. */
function read(
  lines: readonly string[],
  { resumesBehind = new Set(), pausesBehind = new Set() }: { resumesBehind?: Lines; pausesBehind?: Lines } = {},
): Given[] {
  const given: Given[] = [];
  let at = 0;
  const onPoint = (point: Point) => void given.push({ point, at });
  let reader = createPointReader(onPoint);
  for (const text of lines) {
    const redrawn = text.endsWith("\r");
    reader.read(redrawn ? text.slice(0, -1) : text, at + 1, { redrawn });
    if (!redrawn) at++;
    if (!redrawn && pausesBehind.has(at)) reader.pause();
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
      assert.deepEqual(read(lines, { resumesBehind: new Set(behind) }), read(lines));
    }),
    { numRuns: 300 },
  );
});

const someLines = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }).map((each) => new Set(each));

Deno.test("a reader that resumes anywhere gives the same points where the log paused at the same lines", () => {
  fc.assert(
    fc.property(log, someLines, someLines, (lines, resumesBehind, pausesBehind) => {
      assert.deepEqual(read(lines, { resumesBehind, pausesBehind }), read(lines, { pausesBehind }));
    }),
    { numRuns: 300 },
  );
});

Deno.test("a pause gives no value twice and loses none of a name that is charted on each line", () => {
  const stepped = fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(stepped, someLines, (values, pausesBehind) => {
      const lines = values.flatMap(([loss, isBar], i) => [
        ...(isBar ? [` 10%|#         | ${i + 1}/100 [00:01<00:09, 10.00it/s]`] : []),
        `loss: ${loss}`,
      ]);
      const linesOf = (given: Given[]) => given.map(({ point }) => point.line).toSorted((a, b) => a - b);
      assert.deepEqual(linesOf(read(lines, { pausesBehind })), linesOf(read(lines)));
    }),
    { numRuns: 200 },
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

for (
  const [what, ...lines] of [
    ["a bar to be drawn again", " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]", "loss: 0.5"],
    ["the lines of a burst", " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]", "{'loss': 0.5, 'epoch': 0.1}"],
    ["a third line with its lead", "i:1 loss:0.75", "i:2 loss:0.5"],
    ["the head of the next result", "Result for A:", "  episode_reward_mean: 22.5", "  timesteps_total: 4000"],
  ] as const
) {
  Deno.test(`a value that waits for ${what} is given in a pause, where it is given at the log's end`, () => {
    const pausesBehind = new Set([lines.length]), given = read([...lines, "all is well"], { pausesBehind });
    assert.equal(given.at(-1)!.at, lines.length);
    assert.deepEqual(given.map(({ point }) => point), read(lines).map(({ point }) => point));
  });
}

for (
  const [what, first, ...rest] of [
    ["a label", "road: IoU = 0.4", "car: IoU = 0.3"],
    ["a lead that went up not yet", "i:1 loss:0.75", "i:2 loss:0.5", "i:3 loss:0.25"],
    ["a higher rank", "[rank1]: step 1 loss 0.75", "[rank0]: step 1 loss 0.5"],
  ] as const
) {
  Deno.test(`${what} waits for more lines in a pause too: what is given is right`, () => {
    assert.deepEqual(read([first, ...rest], { pausesBehind: new Set([1]) }), read([first, ...rest]));
  });
}
