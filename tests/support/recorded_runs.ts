/**
 * Recorded runs: what programs of different habits print, and when. The times have a slow start, noise, and pauses for evaluations and
 * checkpoints. The same each time.
 *
 * @module
 */
import { makeRandom } from "./fuzz/random.ts";

/** What was printed at a time, in seconds from the start. */
export type Printed = readonly [seconds: number, text: string];

/** How a program spends its time. All times are in seconds. */
interface Habit {
  epochs: number;
  /** Steps of an epoch. */
  steps: number;
  /** Of one step. */
  step: number;
  /** Before the first step is over: compilation, caches. */
  start: number;
  /** Of the evaluation behind each epoch. */
  evaluation: number;
  /** How many steps are between two outputs. */
  every: number;
  /** Steps that an earlier run of the same training made. */
  resumed?: number;
}

/** Writes what a program prints. `done` counts the steps of all epochs; `epoch` and `n` count from 1. */
interface Writer {
  begin?(habit: Habit): string;
  beginEpoch?(epoch: number, habit: Habit): string;
  step?(at: { epoch: number; n: number; done: number; loss: string; seconds: number }, habit: Habit): string;
  evaluate?(share: number, habit: Habit): string;
  endEpoch?(at: { epoch: number; loss: string; seconds: number }, habit: Habit): string;
}

/** Share by which the time of a step differs from the mean, and outputs of an evaluation. */
const NOISE = 0.3, EVALUATION_OUTPUTS = 5;

function record(writer: Writer, habit: Habit): Printed[] {
  const printed: Printed[] = [], random = makeRandom(7);
  let seconds = 0, done = habit.resumed ?? 0;
  const first = done;
  const print = (text: string | undefined) => void (text && printed.push([seconds, text]));
  const lossNow = () => (0.2 + 2 / (1 + done / 50) + random.whole(1000) / 1e5).toFixed(4);
  print(writer.begin?.(habit));
  for (let epoch = 1 + Math.floor(done / habit.steps); epoch <= habit.epochs; epoch++) {
    const began = seconds;
    print(writer.beginEpoch?.(epoch, habit));
    for (let n = 1; n <= habit.steps; n++) {
      seconds += habit.step * (1 + NOISE * (random.whole(2001) / 1000 - 1)) + (done === first ? habit.start : 0);
      done++;
      const at = { epoch, n, done, loss: lossNow(), seconds };
      if (n % habit.every === 0 || n === habit.steps) print(writer.step?.(at, habit));
    }
    for (let at = 1; at <= EVALUATION_OUTPUTS && habit.evaluation > 0; at++) {
      seconds += habit.evaluation / EVALUATION_OUTPUTS;
      print(writer.evaluate?.(at / EVALUATION_OUTPUTS, habit));
    }
    print(writer.endEpoch?.({ epoch, loss: lossNow(), seconds: seconds - began }, habit));
  }
  return printed;
}

const clock = (seconds: number) => {
  const whole = Math.round(seconds), pad = (count: number) => String(count).padStart(2, "0");
  return whole < 3600
    ? `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`
    : `${Math.floor(whole / 3600)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
};

/** A drawing of tqdm's bar, at its own pace. */
function tqdm(
  name: string,
  n: number,
  { total, seconds, values = "" }: { total: number; seconds: number; values?: string },
) {
  const share = n / total, rate = n / seconds, blocks = "#".repeat(Math.round(share * 10)).padEnd(10);
  const left = clock((total - n) / rate);
  const pace = `${clock(seconds)}<${left}, ${rate.toFixed(2)}it/s${values}`;
  return `\r${name}${String(Math.floor(share * 100)).padStart(3)}%|${blocks}| ${n}/${total} [${pace}]`;
}

/** A bar an epoch, and its own seconds: `steps` is how many it has made. */
const ownSeconds = (n: number, { step }: Habit) => Math.max(n, 1) * step;
const all = ({ epochs, steps }: Habit) => epochs * steps;

/** A run: what it is, and what it printed. */
export interface RecordedRun {
  name: string;
  printed: readonly Printed[];
}

const RUN: Habit = { epochs: 20, steps: 100, step: 0.5, start: 0, evaluation: 0, every: 10 };

const HABITS: readonly [name: string, habit: Partial<Habit>, writer: Writer][] = [
  ["a bar an epoch, and a line behind it", {}, {
    beginEpoch: (epoch, { epochs }) => `Epoch ${epoch}/${epochs}\n`,
    step: ({ n }, habit) => tqdm("", n, { total: habit.steps, seconds: ownSeconds(n, habit) }),
    endEpoch: ({ loss }) => `\ntrain loss ${loss}\n`,
  }],
  ["a bar an epoch with its loss, and a bar of the evaluation between", { evaluation: 20 }, {
    step: ({ epoch, n, loss }, habit) =>
      tqdm(`Epoch ${epoch}/${habit.epochs}: `, n, {
        total: habit.steps,
        seconds: ownSeconds(n, habit),
        values: `, loss=${loss}`,
      }) + (n === habit.steps ? "\n" : ""),
    evaluate: (share, { evaluation }) =>
      tqdm("Validating: ", Math.round(share * 25), { total: 25, seconds: share * evaluation }) +
      (share === 1 ? "\n" : ""),
    endEpoch: ({ epoch, loss }) => `epoch ${epoch} val_loss: ${loss}\n`,
  }],
  ["epochs and their steps", {}, {
    step: ({ epoch, n, loss }, { epochs, steps }) =>
      `Epoch [${epoch}/${epochs}], Step [${n}/${steps}], Loss: ${loss}\n`,
  }],
  ["epochs and their steps, and an evaluation between", { evaluation: 15 }, {
    step: ({ epoch, n, loss }, { epochs, steps }) => `Epoch ${epoch}/${epochs} | step ${n}/${steps} | loss ${loss}\n`,
    endEpoch: ({ epoch, loss }, { epochs }) => `Epoch ${epoch}/${epochs} | val_loss ${loss}\n`,
  }],
  ["iterations with their total", {}, {
    step: ({ done, loss }, habit) => `iter ${done}/${all(habit)}: loss ${loss}\n`,
  }],
  ["iterations, and their number among the settings", {}, {
    begin: (habit) => `max_steps: ${all(habit)}\nbatch_size: 32\n`,
    step: ({ done, loss }) => `step=${done} loss=${loss}\n`,
  }],
  ["iterations, and a first one that compiles", { start: 60 }, {
    step: ({ done, loss }, habit) => `step ${done}/${all(habit)} loss=${loss}\n`,
  }],
  ["epochs only", {}, {
    endEpoch: ({ epoch, loss }, { epochs }) => `Epoch ${epoch}/${epochs} - loss: ${loss} - val_loss: ${loss}\n`,
  }],
  ["epochs only, and a slow first one", { epochs: 30, start: 70 }, {
    endEpoch: ({ epoch, loss }, { epochs }) => `Epoch ${epoch}/${epochs} loss=${loss} val_loss=${loss}\n`,
  }],
  ["epochs only, counted from 0", {}, {
    begin: ({ epochs }) => `epochs = ${epochs}\n`,
    endEpoch: ({ epoch, loss }) => `epoch ${epoch - 1}: train loss ${loss}\n`,
  }],
  ["iterations of a run that was resumed", { resumed: 800 }, {
    begin: () => "Resuming training from checkpoint out/checkpoint-800\n",
    step: ({ done, loss }, habit) => `step ${done}/${all(habit)}: loss ${loss}\n`,
  }],
  ["Keras", { evaluation: 20 }, {
    beginEpoch: (epoch, { epochs }) => `Epoch ${epoch}/${epochs}\n`,
    step: ({ n, loss }, { steps, step }) =>
      `\r${n}/${steps} ━━━━━━━━━━━━━━━━━━━━ ${Math.round((steps - n) * step)}s ${step * 1000}ms/step - loss: ${loss}`,
    endEpoch: ({ loss, seconds }, { steps, step }) =>
      `\r${steps}/${steps} ━━━━━━━━━━━━━━━━━━━━ ${Math.round(seconds)}s ${
        step * 1000
      }ms/step - loss: ${loss} - val_loss: ${loss}\n`,
  }],
  ["Hugging Face's bar of the whole run, and evaluations between", { evaluation: 8 }, {
    step: ({ done, epoch, n, loss, seconds }, habit) =>
      tqdm("", done, { total: all(habit), seconds }) +
      (n % 50 === 0
        ? `\n{'loss': ${loss}, 'learning_rate': 5e-05, 'epoch': ${(epoch - 1 + n / habit.steps).toFixed(2)}}\n`
        : ""),
    evaluate: (share, { evaluation }) =>
      `${share < 0.3 ? "\n" : ""}${tqdm("", Math.round(share * 25), { total: 25, seconds: share * evaluation })}`,
    endEpoch: ({ epoch, loss }) => `\n{'eval_loss': ${loss}, 'epoch': ${epoch}.0}\n`,
  }],
  ["MMEngine, which prints its own time left", {}, {
    step: ({ epoch, n, done, loss, seconds }, habit) =>
      `2025/03/01 10:00:00 - mmengine - INFO - Epoch(train)  [${epoch}][${n}/${habit.steps}]  lr: 1.0e-03  eta: ${
        clock((all(habit) - done) * seconds / done)
      }  time: ${habit.step.toFixed(4)}  loss: ${loss}\n`,
  }],
];

/** The runs. */
export const RECORDED_RUNS: readonly RecordedRun[] = HABITS.map(([name, habit, writer]) => ({
  name,
  printed: record(writer, { ...RUN, ...habit }),
}));
