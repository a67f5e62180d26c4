/**
 * This process as the owner of a run: the record by which other processes see whether the capture of the run is still alive.
 *
 * @module
 */
import { readBoot, readUid } from "../host/boot.ts";
import { hostName, UNKNOWN_HOST } from "../host/paths.ts";
import { OWNER_SILENT_MS } from "../limits.ts";
import { isAlive, readStartMark } from "../process/alive.ts";
import type { Owner } from "../store/runs.ts";

/** Describes this process as the owner of an import. `instance` is its UUID. */
export function describeOwner(instance: string): Owner {
  return {
    instance,
    host: hostName(),
    boot: readBoot(),
    uid: readUid(),
    pid: Deno.pid,
    pidMark: readStartMark(Deno.pid),
    nonce: null,
    spools: null,
    at: Date.now(),
  };
}

/** True when the owner has not said for a long time that it is alive, although it would say so every few seconds. So does a time to come. */
export const isSilent = ({ at }: Pick<Owner, "at">): boolean => !(Math.abs(Date.now() - at) <= OWNER_SILENT_MS); // what is no number, too

/**
 * True when the owner was a process of this machine that is dead. After a restart of the machine, and from another container of the same
 * name, its process id says nothing: only its silence does.
 */
export function isAbandoned(owner: Owner, me: Owner): boolean {
  if (owner.host !== me.host || owner.instance === me.instance) return false;
  const isSameSystem = owner.boot === me.boot && me.host !== UNKNOWN_HOST;
  return isSameSystem ? !isAlive(owner.pid, owner.pidMark) : isSilent(owner);
}
