/**
 * `/healthz`: answers 200 when server and store work.
 *
 * @module
 */
import { define } from "../lib/web/state.ts";

/** The API answers. */
export const handler = define.handlers((ctx) => ctx.state.api(ctx.req));
