import assert from "node:assert/strict";
import { createSandbox, listKept } from "./program.ts";

const RUNS = 10, LINES = 40;

Deno.test("many stdcurve run on one KV lose no line and say nothing but their first line", async () => {
  await using sandbox = await createSandbox();
  const script = 'i=0; while [ $i -lt "$0" ]; do i=$((i+1)); echo "step $i: loss=0.$i"; sleep 0.02; done';
  const ended = await Promise.all(
    Array.from({ length: RUNS }, () => sandbox.stdcurve("run", "--", "sh", "-c", script, `${LINES}`)),
  );
  for (const { code, stdout, stderr } of ended) {
    assert.deepEqual([code, stdout.split("\n").length - 1], [0, LINES], stderr);
    assert.match(stderr, /^stdcurve: run [-0-9a-f]+ at \S+ \(once stdcurve serve runs\)\n$/);
  }
  const [{ runs }] = await listKept(sandbox);
  assert.equal(runs.length, RUNS);
  for (const { status, last_line: lines, metrics } of runs) {
    assert.deepEqual([status, lines, metrics.loss.count], ["completed", LINES, LINES]);
  }
});
