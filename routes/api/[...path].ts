/**
 * Everything below `/api`.
 *
 * @module
 */
import { define } from "../../lib/web/state.ts";

/** The API answers. */
export const handler = define.handlers((ctx) => ctx.state.api(ctx.req));
