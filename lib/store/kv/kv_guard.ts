/**
 * What stands between the store and its KV: limits of time, errors in words, turns of writers, and this machine's claim. Knows no keys and no values.
 *
 * @module
 */
import { isKvFile } from "../../host/paths.ts";
import { createKvCalls, type KvCalls, type KvCallsOptions } from "./kv_calls.ts";
import { claimForMachine } from "./machine_claim.ts";
import { noTurns, openWriteTurns, type WriteTurns } from "./write_turns.ts";

/** The guard of one KV. */
export interface KvGuard extends Disposable {
  calls: KvCalls;
  turns: WriteTurns;
}

/**
 * Creates the guard of a KV. With the path of a file, its writers take turns, and no other machine may use it meanwhile.
 *
 * @throws {InvalidInput} field `kv`, when another machine uses the file
 */
export function guardKv(options: KvCallsOptions = {}): KvGuard {
  const { location } = options, calls = createKvCalls(options);
  if (location === undefined || !isKvFile(location)) return { calls, turns: noTurns, [Symbol.dispose]() {} };
  const claim = claimForMachine(location), turns = openWriteTurns(location);
  return {
    calls,
    turns,
    [Symbol.dispose]() {
      turns[Symbol.dispose]();
      claim[Symbol.dispose]();
    },
  };
}
