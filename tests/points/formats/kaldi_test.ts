import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const TRAIN = "LOG (nnet3-train[5.5]:PrintStatsForThisPhase():nnet-training.cc:344) ";
const PROBE = "LOG (nnet3-compute-prob[5.5]:PrintAllStats():nnet-diagnostics.cc:112) ";

Deno.test("kaldi reads the last minibatch and the value of a sentence", () => {
  assert.deepEqual(
    readShort(`${TRAIN}Average objective function for 'output' for minibatches 0-9 is -3.92 over 5120 frames.`),
    ["average_objective_function_for_output=-3.92@9"],
  );
});

Deno.test("kaldi reads the total of a sum", () => {
  assert.deepEqual(
    readShort(
      `${TRAIN}Average objective function for 'output' for minibatches 50-59 is -0.48 + -0.01 = -0.49 over 640 frames.`,
    ),
    ["average_objective_function_for_output=-0.49@59"],
  );
});

Deno.test("kaldi charts a result without minibatches though it has no step", () => {
  assert.deepEqual(readShort(`${PROBE}Overall average objective function for 'output' is -1.5 over 20000 frames.`), [
    "overall_average_objective_function_for_output=-1.5@0",
  ]);
});

Deno.test("kaldi charts nothing of its other messages", () => {
  assert.deepEqual(readShort(`${TRAIN}Max-change: loss 0.5, accuracy: 0.9`), []);
});
