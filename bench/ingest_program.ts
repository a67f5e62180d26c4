/**
 * Ingests a log in a process of its own, so that the memory measured is that of ingesting. `ingest_program.ts LOG KV [REPEATS]` reads the
 * log that many times, as one long log. Prints `{"ms", "bytes", "lines", "peak"}`.
 *
 * @module
 */
import { ingest } from "../lib/intake/ingest.ts";
import { followFile } from "../lib/lines/follow.ts";
import { openStore } from "../lib/store/store.ts";
import { peakMemory } from "./measure.ts";

const [log, kv, repeats = "1"] = Deno.args;
using store = await openStore(kv);
const { id: experimentId } = await store.experiments.getOrCreate("bench");
const { id: runId } = await store.runs.create({ experimentId, command: [], cwd: "", host: "here", status: "running" });
const began = performance.now();
await ingest({
  store,
  runId,
  instance: "bench",
  source: async function* () {
    for (let i = 0; i < Number(repeats); i++) yield* followFile(log!, { from: 0, isOver: () => true });
  },
});
const ms = performance.now() - began;
const { logBytes, lastLine } = await store.runs.get(runId);
console.log(JSON.stringify({ ms, bytes: logBytes, lines: lastLine, peak: await peakMemory() }));
