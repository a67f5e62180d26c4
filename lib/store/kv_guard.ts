/**
 * What stands between the store and its KV: limits of time, errors in words, and turns of writers. Knows no keys and no values.
 *
 * @module
 */
import { isKvFile } from "../host/paths.ts";
import { createKvCalls, type KvCalls, type KvCallsOptions } from "./kv_calls.ts";
import { noTurns, openWriteTurns, type WriteTurns } from "./write_turns.ts";

/** The guard of one KV. */
export interface KvGuard extends Disposable {
  calls: KvCalls;
  turns: WriteTurns;
}

/** Creates the guard of a KV; with the path of a file, its writers take turns. */
export function guardKv(options: KvCallsOptions = {}): KvGuard {
  const { location } = options;
  const turns = location !== undefined && isKvFile(location) ? openWriteTurns(location) : noTurns;
  return { calls: createKvCalls(options), turns, [Symbol.dispose]: () => turns[Symbol.dispose]() };
}
