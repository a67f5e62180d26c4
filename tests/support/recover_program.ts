/**
 * `recover_program.ts KV SPOOLS` recovers runs, so that a test can kill it. Prints how many captures it has started.
 */
import { recoverRuns } from "../../lib/runs/recover.ts";
import { openStore } from "../../lib/store/store.ts";

const [kv, spoolDirectory] = Deno.args;
using store = await openStore(kv);
const captures = await recoverRuns(store, { instance: crypto.randomUUID(), spoolDirectory: spoolDirectory! });
console.log(captures.length);
await Promise.all(captures.map(({ done }) => done));
