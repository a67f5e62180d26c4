/**
 * A page with one chart, for a frame on a page of an origin that `serve --embed` names.
 *
 * @module
 */
import { problemResponse } from "../../../../../lib/api/frame/problem.ts";
import { embedPage } from "../../../../../lib/web/embed.ts";
import { define } from "../../../../../lib/web/state.ts";

/** The page, or the problem that the chart's route names. */
export const handler = define.handlers({
  async GET(ctx) {
    const { embed } = ctx.state;
    if (embed.length === 0) {
      return problemResponse(
        404,
        "this server lets no page frame it; stdcurve serve --embed ORIGIN names those that may",
      );
    }
    const url = new URL("chart.svg", ctx.url);
    url.search = ctx.url.search;
    const answer = await ctx.state.api(new Request(url, { signal: ctx.req.signal }));
    if (!answer.ok) return answer;
    const { experiment_id: experimentId, run_id: runId } = ctx.params;
    return embedPage(await answer.text(), { href: `/experiments/${experimentId}?run=${runId}`, origins: embed });
  },
});
