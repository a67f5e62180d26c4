/**
 * `resume_program.ts KV SPOOLS RUN_ID COMMAND…` resumes a run in its own directory, so that a test can kill the capture. Prints its id.
 */
import { resumeRun } from "../../lib/runs/resume.ts";
import { openStore } from "../../lib/store/store.ts";

const [kv, spoolDirectory, runId, ...command] = Deno.args;
using store = await openStore(kv);
const { cwd } = await store.runs.get(runId!);
const instance = crypto.randomUUID();
const { run, done } = await resumeRun(store, {
  runId: runId!,
  command,
  cwd,
  instance,
  spoolDirectory: spoolDirectory!,
});
console.log(run.id);
await done;
