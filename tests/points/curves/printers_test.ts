import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { settlePrinters, takePrinted } from "../../../lib/points/curves/printers.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** Names of the curves of lines that two print, of whom the second is slower, and how many points each has. */
function curvesOf(line: string, [one, other]: readonly [string, string], order: string): string[] {
  const steps = new Map<string, number>();
  const lines = Array.from(order, (who) => {
    const printer = who === "a" ? one : other, step = (steps.get(printer) ?? 0) + 1;
    steps.set(printer, step);
    return line.replace("@", printer).replaceAll("%", `${step}`);
  });
  const counts = new Map<string, number>();
  for (const point of readShort(...lines)) {
    const name = point.split("=")[0]!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Array.from(counts, ([name, count]) => `${name} ${count}`).toSorted();
}

const SIDE_BY_SIDE = "abaabab";

for (
  const [line, one, other, ...curves] of [
    ["[@] step % loss 0.%5", "0", "1", "0_loss 4", "1_loss 3"],
    ["(@) step % loss 0.%5", "4711", "4712", "4711_loss 4", "4712_loss 3"],
    ["@| step % loss 0.%5", "1", "0", "0_loss 3", "1_loss 4"],
    ["@: step % loss 0.%5", "10.0.0.7", "10.0.0.8", "10.0.0.7_loss 4", "10.0.0.8_loss 3"],
    ["[@][Epoch %/9] loss 0.%5", "00593", "00066", "00066_loss 3", "00593_loss 4"],
    ["seed @ | step % | loss 0.%5", "1", "2", "seed_1_loss 4", "seed_2_loss 3"],
    ["kite=@ epoch=% loss=0.%5", "1", "2", "kite_1_loss 4", "kite_2_loss 3"],
    ["[pid @] epoch %: loss 0.%5", "81", "80", "pid_80_loss 3", "pid_81_loss 4"],
    ["trial @ epoch %: loss 0.%5", "1", "2", "trial_1_loss 4", "trial_2_loss 3"],
    ["种子 @: 第%轮 损失 0.%5", "1", "2", "种子_1_损失 4", "种子_2_损失 3"],
    ["[worker 3] trial @ epoch %: loss 0.%5", "1", "2", "trial_1_loss 4", "trial_2_loss 3"],
  ] as const
) {
  Deno.test(`settlePrinters() sets the lines of programs side by side apart: ${line}`, () => {
    assert.deepEqual(curvesOf(line, [one, other], SIDE_BY_SIDE), curves);
  });
}

for (
  const [what, line, order] of [
    ["a process that began anew", "[@] step % loss 0.%5", "aaabbb"],
    ["one fold behind the other", "kite=@ epoch=% loss=0.%5", "aaaabbbb"],
    ["one program", "[@] step % loss 0.%5", "aaaa"],
  ] as const
) {
  Deno.test(`settlePrinters() leaves ${what} one curve`, () => {
    assert.deepEqual(curvesOf(line, ["4", "5"], order).filter((curve) => curve.includes("loss")), [
      `loss ${order.length}`,
    ]);
  });
}

Deno.test("settlePrinters() leaves numbers that go up with the steps, and those that count within an epoch", () => {
  const names = (...lines: string[]) => [...new Set(readShort(...lines).map((point) => point.split("=")[0]))];
  assert.deepEqual(names(...[3, 5, 9, 12, 14].map((time, at) => `${time}| step ${at + 1} loss 0.${at}5`)), ["loss"]);
  const rounds = [1, 2, 3].flatMap((epoch) => [10, 20, 30].map((at) => `[${at}] Epoch ${epoch}: loss 0.${at}${epoch}`));
  assert.deepEqual(names(...rounds), ["loss"]);
  const others = [1, 2, 3].flatMap((step) => [`[1] step ${step} nll 0.${step}5`, `[2] step ${step} mae 0.${step}`]);
  assert.deepEqual(names(...others), ["nll", "mae"]);
});

Deno.test("settlePrinters() charts what waits before any other line, and in a pause where nothing went back", () => {
  assert.deepEqual(readShort("[4] step 1 loss 0.5", "nll: 0.75", "[4] step 2 loss 0.25").slice(0, 2), [
    ...["loss=0.5@1", "nll=0.75@1"],
  ]);
  const given: string[] = [], reader = createPointReader(({ metric }) => given.push(metric));
  reader.read("[4] step 1 loss 0.5", 1);
  assert.deepEqual(given, []);
  reader.pause();
  assert.deepEqual(given, ["loss"]);
});

Deno.test("takePrinted() takes out the lines that wait", () => {
  const state = initialReaderState(), printer = { name: "4", value: 4, word: "", takes: null, isSure: true };
  assert.deepEqual(settlePrinters(makeFacts({ step: 3, printer }), state), []);
  assert.deepEqual(takePrinted(state).map(({ step }) => step), [3]);
  assert.deepEqual(takePrinted(state), []);
});
