/**
 * `adopter_program.ts KV` looks after the runs of a KV as `stdcurve serve` does, without a port, and with a lease of a second, so that a test
 * does not wait for a real one. It may only be used where no owner lives: one renews its lease every five seconds.
 */
import { spoolDirectory } from "../../lib/host/paths.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { openStore } from "../../lib/store/store.ts";

const LEASE_MS = 1_000, LOOK_MS = 100;
const kv = Deno.args[0]!;
using store = await openStore(kv);
await superviseRuns(store, {
  canLaunch: true,
  spoolDirectory: spoolDirectory(kv),
  leases: observeLeases(describeOwner("adopter"), { leaseMs: LEASE_MS }),
  lookMs: LOOK_MS,
  onError: (error) => console.error(String(error)),
});
await new Promise(() => setInterval(() => {}, 60_000)); // until it is killed
