/**
 * A chart as SVG, beside the page of the experiment.
 *
 * @module
 */
import { allowFrames } from "../../../../../lib/web/embed.ts";
import { define } from "../../../../../lib/web/state.ts";

/** The API answers. */
export const handler = define.handlers(async (ctx) => allowFrames(await ctx.state.api(ctx.req), ctx.state.embed));
