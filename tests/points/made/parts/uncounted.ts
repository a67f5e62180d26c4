/**
 * Lines whose counter no word names: it stands anywhere on the line, beside a step that counts something else, or alone above a block. What it
 * does is all that says that it counts.
 *
 * @module
 */
import type { Loop, Part } from "../loop.ts";
import type { ShownPoint } from "../model.ts";

/** How such a line looks: `#` its counter, `V` its fields, `F` the first field, `%` a number of no account. */
const LINES: Record<string, string> = {
  "V :: 20": "V :: #",
  "V <20>": "V <# >",
  "V (20)": "V (#)",
  "V [pass 20]": "V [pass #]",
  "V <- lap 20": "V <- lap #",
  "F | 20 | 3.7": "F | # | %.7",
  "gpu 0 | seen 20 | V": "gpu 0 | seen # | V",
  "hull 7 seen 20 | V": "hull 7 seen # | V",
  "[20k] V": "[#k] V",
  "V @ 20 sweeps": "V @ # sweeps",
  "Game 20 finished after 31 steps, V": "Game # finished after % steps, V",
  "Episode 20 Step 31: V": "Episode # Step %: V",
  "lap 20, step 31, V": "lap #, step %, V",
  "12:30:01sweep 20 V": "12:30:01sweep # V",
  "--- pass.20 V": "---Pass.# V",
};

/** Above blocks of one value a line. */
const HEADS: Record<string, string> = {
  "sortie = 20": "sortie = #",
  "rollout: 20": "rollout: #",
  "=== Sweep 20 ===": "=== Sweep # ===",
};

/** How the counter begins and goes on. */
const STRIDES: Record<string, readonly [first: number, stride: number]> = {
  "by one": [1, 1],
  "from 0": [0, 1],
  "by ten": [10, 10],
  "by 64": [64, 64],
  "from 1, then 100": [1, 100],
  "goes on": [1200, 400],
};

/** How long games are: neither steadily longer nor shorter. */
const LENGTHS = [31, 14, 52, 9, 47];

/** Values that are printed: name, value. A log has the same names all through. */
function valuesOf({ author: { quantities } }: Loop, progress: number): ShownPoint[] {
  const [first, ...others] = quantities.filter(({ kind }) => kind !== "lr");
  return [{ ...first!, word: "loss" }, ...others.filter(({ word }) => /^[a-z][a-z ]+$/.test(word) && word !== "loss")]
    .map(({ word, next }) => ({
      metric: word,
      value: Number(next(progress).toFixed(4)),
    }));
}

const field = ({ metric, value }: ShownPoint) => `${metric}: ${value.toFixed(4)}`;

/** Values of a block: lines wait for eight lines at most. */
const BLOCK_VALUES = 2;

/** Lines, or blocks below a number, whose counter no word names. */
export function uncountedLines(loop: Loop): Part {
  const { draw, log } = loop;
  const isBlock = draw.maybe("blocks", 0.3), [first, stride] = draw.one("uncounted", STRIDES);
  const form = draw.one("uncounted", isBlock ? HEADS : LINES),
    count = draw.int(12, 30),
    isThousand = form.includes("#k");
  const counted = (at: number) =>
    at > 0 && first === 1 && !isThousand ? at * stride + Number(stride === 1) : first + at * stride;
  return {
    begin() {
      for (let at = 0; at < count; at++) {
        const points = valuesOf(loop, at / count).slice(0, isBlock ? BLOCK_VALUES : undefined),
          number = counted(at),
          step = number * (isThousand ? 1000 : 1);
        const text = form.replace("#", `${number}`).replace("%", `${LENGTHS[at % LENGTHS.length]}`);
        if (isBlock) printBlock(loop, text, { points, step });
        else if (text.includes("V")) {
          log.print(text.replace("V", points.map(field).join(" | ")), points, { step, epoch: null });
        } else {
          const [own] = points;
          log.print(text.replace("F", field(own!)), [own!], { step, epoch: null });
        }
      }
    },
  };
}

function printBlock({ log }: Loop, head: string, { points, step }: { points: ShownPoint[]; step: number }): void {
  log.print(head);
  for (const point of points) log.print(field(point), [point], { step, epoch: null });
  log.print("");
}
