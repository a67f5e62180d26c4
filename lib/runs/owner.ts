/**
 * This process as the owner of a run: the record by which other processes see whether the capture of the run is still alive.
 *
 * @module
 */
import { hostName } from "../host/paths.ts";
import { readStartMark } from "../process/alive.ts";
import type { Owner } from "../store/runs.ts";

/** Describes this process as an owner that has no command and no spool file yet. `instance` is its UUID. */
export async function describeOwner(instance: string): Promise<Owner> {
  return {
    instance,
    host: hostName(),
    pid: Deno.pid,
    pidMark: await readStartMark(Deno.pid),
    childPid: null,
    childMark: null,
    spool: null,
    at: Date.now(),
  };
}
