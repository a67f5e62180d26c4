import assert from "node:assert/strict";
import * as launchers from "../../../../lib/points/words/prefix/launchers.ts";
import type { PrefixPart } from "../../../../lib/points/words/prefix/prefix_part.ts";

const behind = ({ skip }: PrefixPart, text: string) => text.slice(skip(text, 0));
const rankOf = ({ rank }: PrefixPart, text: string) => Number.parseInt(text.slice(rank!.digits(text, 0)), 10);

Deno.test("ranks of launchers are found before a program's own words", () => {
  const { mpiRank, replicaRank, bareRank, namedRank } = launchers;
  for (
    const [part, text] of [[mpiRank, "[1,7]<stderr>:step"], [replicaRank, "job-7  | step"], [
      bareRank,
      "7: step",
    ]] as const
  ) {
    assert.deepEqual([rankOf(part, text), behind(part, text)], [7, "step"]);
  }
  assert.equal(rankOf(namedRank, "[rank7]: step"), 7);
  assert.ok(bareRank.rank!.isBare && replicaRank.rank!.replicasFrom === 1);
});

Deno.test("nodeRank is no counter and no split", () => {
  const { nodeRank } = launchers;
  assert.equal(behind(nodeRank, "[host-a:1/9] step"), "step");
  for (const text of ["[epoch:1/9] [mae:0.5]", "[train_step:1/9] mae 0.5", "[Train:1/9] mae 0.5"]) {
    assert.equal(behind(nodeRank, text), text);
  }
});

Deno.test("a worker of Ray and a pod are no words of the program", () => {
  assert.equal(behind(launchers.rayWorker, "(Train pid=12, ip=10.0.0.1) step 3"), "step 3");
  assert.equal(behind(launchers.pod, "[pod/a-7d9f/main] step 3"), "step 3");
  assert.equal(behind(launchers.rayWorker, "(loss) step 3"), "(loss) step 3");
});

Deno.test("podRank reads the number at the end of a pod's name", () => {
  const { podRank } = launchers;
  for (const text of ["[pod/job-worker-7/main] step", "pod/job-7: step", "pod/job-7/main: step"]) {
    assert.deepEqual([rankOf(podRank, text), behind(podRank, text)], [7, "step"], text);
  }
  for (const text of ["[pod/job-7d9f/main] step", "[pod/job/main] step", "[node/job-7/main] step"]) {
    assert.equal(behind(podRank, text), text);
  }
  assert.equal(podRank.rank!.replicasFrom, 0);
});
