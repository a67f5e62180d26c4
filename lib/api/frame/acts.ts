/**
 * What callers do that must be traceable later: launches, resumptions, cancels, deletions and their undoing. The routes report each one after it happened.
 *
 * @module
 */
import type { Context } from "hono";
import { blankCommand } from "../../text/secrets.ts";

/** Where a request came from. */
export interface Caller {
  /** Address of the other end of the connection; null where it is unknown. */
  address: string | null;
  /** User of this machine at the other end; null where that is unknown. */
  uid: number | null;
}

/** Something that a caller did. */
export interface Act {
  act: "launch" | "resume" | "cancel" | "delete" | "restore";
  experiment_id: string;
  /** Missing when a whole experiment was deleted. */
  run_id?: string;
  /** What was launched, without secrets. */
  command?: string[];
  cwd?: string;
}

/** An act with its caller. `scope` is what the caller's token or session allows. */
export interface ReportedAct extends Act, Caller {
  scope: string;
}

/** What the app says about a request beside the request itself. Without it, as in tests of the API alone, everything is allowed. */
interface Bindings {
  scope?: string;
  findCaller?: () => Promise<Caller>;
}

/** Reports an act of the caller of this request. */
export async function reportAct(
  c: Context,
  { onAct }: { onAct?: (act: ReportedAct) => void },
  act: Act,
): Promise<void> {
  if (!onAct) return;
  const { scope = "full", findCaller } = c.env as Bindings ?? {};
  const caller = await findCaller?.() ?? { address: null, uid: null };
  onAct({ ...act, ...(act.command ? { command: blankCommand(act.command) } : {}), scope, ...caller });
}
