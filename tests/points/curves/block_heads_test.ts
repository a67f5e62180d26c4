import assert from "node:assert/strict";
import { headBlock } from "../../../lib/points/curves/block_heads.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

/** Blocks below numbers, one value a line. */
const blocks = (numbers: readonly number[], head: (number: number) => string, names: readonly string[]) =>
  numbers.flatMap((number, at) => [head(number), ...names.map((name, row) => `${name} = 0.${at + 1}${row + 1}`)]);

Deno.test("headBlock() places what stands below a number that goes up steadily, also what was held", () => {
  const names = ["hull drag", "hull lift", "yaw", "roll", "pitch", "sink", "climb", "turn", "fuel", "slip"];
  for (const head of ["trajectory = #", "sortie: #", "Γύρος: #", "  colony :   #", '"tick": #,']) {
    const lines = blocks([10, 20, 30, 40], (number) => head.replace("#", `${number}`), names);
    const places = readShort(...lines).filter((point) => point.startsWith("yaw")).join(" ");
    assert.equal(places, "yaw=0.13@10 yaw=0.23@20 yaw=0.33@30 yaw=0.43@40", head);
  }
});

Deno.test("headBlock() leaves the first values of a known metric where they had to be given", () => {
  const head = (number: number) => `sortie: ${number}`;
  assert.deepEqual(readShort(...blocks([10, 20, 30, 40], head, ["loss"])), [
    ...["loss=0.11@10", "loss=0.21@20", "loss=0.31@30", "loss=0.41@40"],
  ]);
  const long = ["loss", "gap", "yaw", "roll", "sink"];
  assert.deepEqual(readShort(...blocks([10, 20, 30, 40], head, long)).filter((point) => point.startsWith("loss")), [
    ...["loss=0.11@0", "loss=0.21@1", "loss=0.31@30", "loss=0.41@40"],
  ]);
});

Deno.test("headBlock() places nothing by a number that stays, goes up by other amounts or counts beside a step", () => {
  const counted = ["loss=0.11@0", "loss=0.21@1", "loss=0.31@2", "loss=0.41@3"];
  for (const numbers of [[8, 8, 8, 8], [10, 30, 35, 36], [4, 3, 2, 1]]) {
    assert.deepEqual(readShort(...blocks(numbers, (number) => `crew: ${number}`, ["loss"])), counted, numbers.join());
  }
  const beside = blocks([10, 20, 30], (number) => `sortie: ${number}`, ["loss"]);
  assert.deepEqual(readShort("step 5", ...beside).slice(0, 1), ["loss=0.11@5"]);
});

Deno.test("headBlock() watches no more than a few numbers", () => {
  const state = initialReaderState();
  for (let at = 0; at < 20; at++) {
    const name = `(head)n${at}`;
    const lead = { value: at, name, pair: 0, kind: "head", inner: null, innerValue: NaN } as const;
    assert.equal(headBlock(makeFacts({ lead, line: at }), lead, state).lead, null);
  }
  assert.equal(state.leads.length, 6);
});
