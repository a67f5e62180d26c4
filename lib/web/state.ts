/**
 * What every route gets with a request.
 *
 * @module
 */
import { createDefine } from "fresh";
import type { Launcher } from "../runs/launcher.ts";
import type { Leases } from "../runs/lease.ts";
import type { Scope } from "./session.ts";
import type { Store } from "../store/store.ts";

/** The state of a request. */
export interface State {
  /** What the caller may do. */
  scope: Scope;
  store: Store;
  /** What this server has seen of the owners of runs. */
  leases: Leases;
  /** Null where commands can't be started. */
  launcher: Launcher | null;
  /** Origins whose pages may show a chart in a frame. */
  embed: readonly string[];
  /** The API. */
  api: (request: Request) => Response | Promise<Response>;
}

/** True for a caller who may change something. */
export const mayChange = ({ scope }: Pick<State, "scope">): boolean => scope === "full";

/** Types for pages and handlers of this app. */
export const define: ReturnType<typeof createDefine<State>> = createDefine<State>();
