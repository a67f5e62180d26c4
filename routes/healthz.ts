/**
 * `/healthz`: whether server and store answer.
 *
 * @module
 */
import { define } from "../lib/web/state.ts";

/** Passes the request on. */
export const handler = define.handlers((ctx) => ctx.state.api(ctx.req));
