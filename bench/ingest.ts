/**
 * The whole way, output → lines → points → KV, in one process: its speed on two logs, and its memory on a long one.
 *
 * @module
 */
import { type BenchLog, writeDesignLog, writeTrainingLog } from "./logs.ts";
import { median, type Row, runModule, whole } from "./measure.ts";

const LINES = 500_000, PASSES = 5;
/** The long log is the design's log this many times: 500 MB. */
const LONG_REPEATS = 14;
const TARGET = "≥ 500,000 lines/s, ≥ 30 MB/s";

/** What `ingest_program.ts` prints. */
interface Ingested {
  ms: number;
  bytes: number;
  lines: number;
  peak: number;
}

async function ingestLog(path: string, repeats = 1): Promise<Ingested> {
  const kv = `${path}.${crypto.randomUUID()}.db`;
  const ingested: Ingested = JSON.parse(await runModule("./ingest_program.ts", path, kv, String(repeats)));
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(kv + end).catch(() => null); // SQLite may have removed them
  return ingested;
}

async function measureLog(log: BenchLog, target: string, directory: string): Promise<{ row: Row; path: string }> {
  const path = `${directory}/${crypto.randomUUID()}.log`, passes: Ingested[] = [];
  await Deno.writeFile(path, log.bytes);
  for (let i = 0; i < PASSES; i++) passes.push(await ingestLog(path));
  const ms = median(passes.map((each) => each.ms));
  const measured = `${whole(log.lines / ms * 1000)} lines/s, ${(log.bytes.length / ms / 1000).toFixed(1)} MB/s`;
  return { row: { what: `output → KV, ${log.name}`, measured, target }, path };
}

/** The speed on both logs, and the most memory on a long one. */
export async function measureIngest(directory: string): Promise<Row[]> {
  const training = await measureLog(writeTrainingLog(LINES / 2), "", directory);
  const design = await measureLog(writeDesignLog(2 * LINES), TARGET, directory);
  const long = await ingestLog(design.path, LONG_REPEATS);
  const what = `memory at most, ${whole(long.bytes / 1e6)} MB of log`;
  return [design.row, training.row, { what, measured: `${whole(long.peak / 1e6)} MB`, target: "≤ 115 MB" }];
}
