import assert from "node:assert/strict";
import { beginReading } from "../../lib/intake/reading.ts";
import { loadPace } from "../../lib/runs/pace.ts";
import { RECORDED_RUNS, type RecordedRun } from "../support/recorded_runs.ts";
import { createLiveRun, inWorkspace, type Workspace } from "../support/workspace.ts";

/** Times at which a run is looked at, as shares of its whole time. */
const LOOKS = [0.11, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
/** How far from the truth the time left may be: this share of it, and one output more. */
const SLACK = 0.2;
const START = Date.UTC(2025, 0, 1), encoder = new TextEncoder();

/** The seconds that are left by the run's pace, and those that are really left, at each look. */
async function lookAt(
  { printed }: RecordedRun,
  workspace: Workspace,
): Promise<{ at: number; said: number; left: number }[]> {
  const { store } = workspace,
    id = await createLiveRun(workspace),
    { instance, ...state } = await store.ingest.begin(id, "me");
  const reading = beginReading({ instance, ...state }, []), end = printed.at(-1)![0], looks = [];
  let next = 0;
  for (const [at, [seconds, text]] of printed.entries()) {
    reading.read(encoder.encode(text), START + 1000 * seconds);
    const isLook = next < LOOKS.length && (printed[at + 1]?.[0] ?? Infinity) >= LOOKS[next]! * end;
    if (!isLook) continue;
    next++;
    await store.ingest.flush(id, instance!, reading.seal());
    const pace = await loadPace(store, await store.runs.get(id));
    looks.push({ at: seconds / end, said: pace?.secondsLeft ?? NaN, left: end - seconds });
  }
  return looks;
}

for (const run of RECORDED_RUNS) {
  Deno.test(`loadPace() agrees with the true end of a run after its first tenth: ${run.name}`, () =>
    inWorkspace(async (workspace) => {
      const gap = Math.max(...run.printed.map(([seconds], at) => seconds - (run.printed[at - 1]?.[0] ?? 0)));
      const looks = await lookAt(run, workspace);
      assert.equal(looks.length, LOOKS.length);
      const wrong = looks.filter(({ said, left }) => !(Math.abs(said - left) <= SLACK * left + gap));
      assert.deepEqual(
        wrong.map(({ at, said, left }) => `${said} s at ${at.toFixed(2)}, not ${left.toFixed(1)} s`),
        [],
      );
    }));
}
