/**
 * Everything below `/api`: the Hono app answers.
 *
 * @module
 */
import { define } from "../../lib/web/state.ts";

/** Passes the request on. */
export const handler = define.handlers((ctx) => ctx.state.api(ctx.req));
