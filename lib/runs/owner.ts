/**
 * This process as the owner of a run, and what its owner record says about another process: whether it surely is dead, and whether it looks
 * silent. Takes nothing over; `lease.ts` says when that may be done.
 *
 * @module
 */
import { readBoot, readUid } from "../host/boot.ts";
import { hostName, UNKNOWN_HOST } from "../host/paths.ts";
import { LEASE_MS, OWNER_SILENT_MS } from "../limits.ts";
import { isAlive, readStartMark } from "../process/alive.ts";
import type { Owner } from "../store/runs/owner_record.ts";

/** A run that has no owner or no process after this time was never started. */
export const STARTING_MS = 30_000;

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

/** What tells one running system from another: in an owner record, and in a note. */
export type SystemMark = Pick<Owner, "host" | "boot">;

/**
 * How a system of a record is related to this one: the same processes are seen there; it is another container of the same machine; it is this
 * machine before its last start; or nothing is known. Names say little: containers and cloned machines share them, and they can be changed.
 */
export type Relation = "same" | "container" | "earlier" | "unknown";

/** Finds the relation of another system to this one. */
export function relateSystem(other: SystemMark, me: SystemMark): Relation {
  const isNamesake = other.host === me.host && me.host !== UNKNOWN_HOST;
  if (other.boot === null || me.boot === null) return other.boot === me.boot && isNamesake ? "same" : "unknown";
  if (other.boot === me.boot) return "same";
  if (other.boot.split(" ")[0] === me.boot.split(" ")[0]) return "container";
  return isNamesake ? "earlier" : "unknown";
}

/** True when the owner was a process of this very system that has ended. Its end is certain then, whatever its lease says. */
export const isDead = (owner: Owner, me: SystemMark): boolean =>
  relateSystem(owner, me) === "same" && !isAlive(owner.pid, owner.pidMark);

/**
 * True when one look at the owner shows that it has not renewed its lease for so long, by default the length of a lease. The clock of another machine may be wrong, so its owner gets more
 * time. Only to be shown: whoever wants to take the run over must look on for the length of a lease.
 */
export function isSilent(owner: Owner, me: SystemMark, { afterMs = LEASE_MS }: { afterMs?: number } = {}): boolean {
  if (isDead(owner, me)) return true;
  const isSameClock = ["same", "container"].includes(relateSystem(owner, me));
  return !(Math.abs(Date.now() - owner.at) <= (isSameClock ? afterMs : OWNER_SILENT_MS)); // what is no number, too
}
