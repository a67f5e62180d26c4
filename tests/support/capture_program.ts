/**
 * `capture_program.ts KV SPOOLS COMMAND…` captures a command, so that a test can kill the capture. Prints the id of the run. It notifies
 * the target in `STDCURVE_TEST_NOTIFY`.
 */
import { launchRun } from "../../lib/runs/launch.ts";
import { openStore } from "../../lib/store/store.ts";

const [kv, spoolDirectory, ...command] = Deno.args;
using store = await openStore(kv);
const { id: experimentId } = await store.experiments.getOrCreate("killed");
const target = Deno.env.get("STDCURVE_TEST_NOTIFY");
const { run, done } = await launchRun(store, {
  experimentId,
  command,
  cwd: Deno.cwd(),
  instance: crypto.randomUUID(),
  spoolDirectory: spoolDirectory!,
  ...(target ? { notify: { targets: [target], silenceMs: null, origin: "http://here" } } : {}),
});
console.log(run.id);
await done;
