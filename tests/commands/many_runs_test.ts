import assert from "node:assert/strict";
import { createSandbox, listKept } from "./program.ts";

const RUNS = 60, LINES = 5;
/** What a run says of itself where 60 processes begin beside other programs. */
const OF_SLOW_MACHINE =
  /^stdcurve: (?:the command has ended with exit code 0; waiting until .*|the KV runs\.db is locked by .*; retrying, nothing is lost)\n/gm;

Deno.test("60 stdcurve run that start at once in one experiment lose no line and report no conflict", async () => {
  await using sandbox = await createSandbox();
  const script = 'i=0; while [ $i -lt "$0" ]; do i=$((i+1)); echo "step $i: loss=0.$i"; done';
  const ended = await Promise.all(
    Array.from({ length: RUNS }, () => sandbox.stdcurve("run", "--", "sh", "-c", script, `${LINES}`)),
  );
  for (const { code, stdout, stderr } of ended) {
    assert.deepEqual([code, stdout.split("\n").length - 1], [0, LINES], stderr);
    const others = stderr.replaceAll(OF_SLOW_MACHINE, "");
    assert.match(others, /^stdcurve: run [-0-9a-f]+ at \S+ \(once stdcurve serve runs\)\n$/);
  }
  const [{ runs }] = await listKept(sandbox);
  assert.equal(runs.length, RUNS);
  for (const { status, last_line: lines, metrics } of runs) {
    assert.deepEqual([status, lines, metrics.loss.count], ["completed", LINES, LINES]);
  }
});
