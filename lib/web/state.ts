/**
 * What the routes get with each request.
 *
 * @module
 */
import { createDefine } from "fresh";
import type { Launcher } from "../runs/launcher.ts";
import type { Store } from "../store/store.ts";

/** State of a request. */
export interface State {
  store: Store;
  /** Null where commands can't be started. */
  launcher: Launcher | null;
  /** Answers requests to the API. */
  api: (request: Request) => Response | Promise<Response>;
}

/** Types for pages and handlers of this app. */
export const define: ReturnType<typeof createDefine<State>> = createDefine<State>();
