/**
 * Judges when the lease of an owner is over: it was not renewed while this process has looked on for the length of a lease, by its own clock
 * that only goes forward. The clocks of two machines are never compared. A machine that slept or a store that did not answer meanwhile
 * doesn't make an owner silent.
 *
 * @module
 */
import { LEASE_MS, RECOVER_INTERVAL_MS } from "../limits.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import { isDead, type SystemMark } from "./owner.ts";

/** What one process has seen of the owners of runs. */
export interface Leases {
  /** How long an owner must be silent until its lease is over. */
  readonly leaseMs: number;
  /** Notes a look at the owner of a run. Call it again and again, at least every `RECOVER_INTERVAL_MS`. */
  look(runId: string, owner: Owner | null): Observed;
  /** Begins anew for a run: what was seen proves nothing, because no owner could have renewed its lease. */
  forget(runId: string): void;
}

/** What was seen of an owner up to now. */
export interface Observed {
  /** How long it was seen without a renewal, milliseconds. */
  silentMs: number;
  /** The same, also while no owner could have renewed its lease: nothing of the run is stored meanwhile. */
  unrenewedMs: number;
  /** True when its process was one of this very system and has ended. */
  isDead: boolean;
  /** True when its lease is over, or its process is dead: another process may take the run over. */
  isOver: boolean;
}

/** Longest time between two looks that counts: after a longer one, nobody knows what happened meanwhile. */
const GAP_MAX_MS = 1.5 * RECOVER_INTERVAL_MS;

/** How to observe. */
export interface LeaseOptions {
  /** Length of a lease, `LEASE_MS` by default. Where owners live, it is longer than three of their renewals. */
  leaseMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

interface Seen {
  instance: string;
  at: number;
  /** Null when what was seen proves nothing. */
  silentMs: number | null;
  unrenewedMs: number;
  lookedAt: number;
}

/** Begins to observe. */
export function observeLeases(
  me: SystemMark,
  { leaseMs = LEASE_MS, now = () => performance.now() }: LeaseOptions = {},
): Leases {
  const seen = new Map<string, Seen>(), gapMaxMs = Math.min(GAP_MAX_MS, leaseMs / 2);
  return {
    leaseMs,
    look(runId, owner) {
      const { instance, at } = owner ?? { instance: "", at: 0 }, lookedAt = now(), last = seen.get(runId);
      const isSame = last?.instance === instance && Object.is(last.at, at);
      const gapMs = isSame ? Math.min(lookedAt - last.lookedAt, gapMaxMs) : 0;
      const silentMs = isSame && last.silentMs !== null ? last.silentMs + gapMs : 0;
      const unrenewedMs = isSame ? last.unrenewedMs + gapMs : 0;
      seen.set(runId, { instance, at, silentMs, unrenewedMs, lookedAt });
      const isGone = owner !== null && isDead(owner, me);
      return { silentMs, unrenewedMs, isDead: isGone, isOver: isGone || silentMs >= leaseMs };
    },
    forget(runId) {
      const last = seen.get(runId);
      if (last) last.silentMs = null;
    },
  };
}
