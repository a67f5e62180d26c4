/**
 * Lines between the values that hold no new value, though they have numbers: checkpoints, early stopping, times, settings.
 *
 * @module
 */
import { epochCounter, type Loop, type Part } from "../loop.ts";

type Maker = (loop: Loop) => Part;

const atEnds = (text: (loop: Loop) => string): Maker => (loop) => ({ endEpoch: () => loop.log.print(text(loop)) });
const atStart = (text: (loop: Loop) => string): Maker => (loop) => ({
  begin: () => loop.run === 0 && loop.log.print(text(loop)),
});
const seconds = ({ draw }: Loop) => draw.real(20, 60).toFixed(2);
const at = (loop: Loop) => epochCounter(loop).at;

/** Talk of the program, by habit. */
export const CHATTER: Record<string, Maker> = {
  "checkpoint": atEnds((loop) => `Saved checkpoint to runs/exp1/model_${at(loop)}.pt`),
  "checkpoint, padded": atEnds((loop) =>
    `=> saving checkpoint 'ckpt/epoch_${String(at(loop)).padStart(3, "0")}.pth.tar'`
  ),
  "time of the epoch": atEnds((loop) => `${loop.shown.epoch ? `Epoch ${at(loop)} took` : "took"} ${seconds(loop)}s`),
  "time": atEnds((loop) => `time elapsed: ${seconds(loop)} s`),
  "patience": (loop) => ({
    endEpoch: () =>
      loop.epoch % 3 > 0 && loop.log.print(`EarlyStopping counter: ${loop.epoch % 3} out of 5`, [{
        metric: "earlystopping_counter",
        value: loop.epoch % 3,
        optional: true,
      }]),
  }),
  "a rule": atEnds(() => "-".repeat(60)),
  "an empty line": atEnds(() => ""),
  "arguments": atStart(() => "Namespace(batch_size=64, epochs=10, lr=0.001, seed=42, workers=4)"),
  "settings": atStart(() => "batch size: 64\nlearning rate: 0.001\nhidden units: 128\nseed: 42"),
  "size of the model": atStart(() => "Number of parameters: 1,250,858\nTrain size: 50000, val size: 10000"),
  "device": atStart(() => "Using device: cuda:0\nLoading data from data/train_2.csv ... done"),
  "a warning": (loop) => ({
    startEpoch: () =>
      loop.epoch === 1 &&
      loop.log.print(
        "/opt/lib/python3.10/site-packages/lib/x.py:257: UserWarning: dropout has no effect\n  warnings.warn(",
      ),
  }),
  "total time": (loop) => ({
    end: () => loop.log.print(`Training finished in 0:12:31. Total time ${seconds(loop)} minutes`),
  }),
};
