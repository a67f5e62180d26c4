/**
 * Finds positions near the end of a stored log without reading all of it: the chunk that holds a byte, and where the last lines begin.
 *
 * @module
 */
import { readFacts } from "../runs/facts.ts";
import { logPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { unpackLog } from "./log_chunks.ts";

const NEWLINE = 10;
/** Chunks that are requested at once. The first one is often enough. */
const BATCH_CHUNKS = 4;

const listBackwards = (kv: Kv, id: string) =>
  kv.list<Uint8Array>({ prefix: logPrefix(id) }, { reverse: true, batchSize: BATCH_CHUNKS });

/** Selects the chunks of a log from the one on that holds the byte at an offset. */
export async function selectChunks(kv: Kv, id: string, from: number): Promise<Deno.KvListSelector> {
  if (from === 0) return { prefix: logPrefix(id) };
  for await (const { key } of listBackwards(kv, id)) {
    if ((key[3] as number) <= from) return { start: key, end: ["log", id, Infinity] };
  }
  return { prefix: logPrefix(id) };
}

/** Offset at which the last lines of a log begin; 0 when it has no more lines. A last line without its newline counts. */
export async function findTail(kv: Kv, id: string, lines: number): Promise<number> {
  const { logBytes } = await readFacts(kv, id);
  if (lines === 0) return logBytes;
  let missing = lines;
  for await (const { key, value } of listBackwards(kv, id)) {
    const offset = key[3] as number, end = logBytes - offset;
    if (end <= 0) continue; // written ahead of a commit
    const bytes = unpackLog(value).bytes.subarray(0, end);
    // The newline at the very end begins no further line.
    const last = offset + bytes.length === logBytes ? bytes.length - 2 : bytes.length - 1;
    for (let at = last; at >= 0; at--) {
      if (bytes[at] === NEWLINE && --missing === 0) return offset + at + 1;
    }
  }
  return 0;
}
