/**
 * The app: opens the store, and puts the guard, the static files, the API and the routes together. It does not listen.
 * `_fresh/server.js` imports it, on a machine of one's own and on Deno Deploy.
 *
 * @module
 */
import { App, csp, staticFiles } from "fresh";
import { protectAnswer } from "./lib/api/frame/answer_headers.ts";
import { noteWaiting } from "./lib/api/frame/starting.ts";
import { createStoreWarning } from "./lib/commands/store_warning.ts";
import { Unavailable } from "./lib/errors.ts";
import { retryUntilAnswered } from "./lib/intake/retry.ts";
import { createApi } from "./lib/api/app.ts";
import { guardRequest, refuseMalformed } from "./lib/api/frame/guard.ts";
import { appendAudit, readLastLaunches } from "./lib/host/audit.ts";
import { spoolDirectory } from "./lib/host/paths.ts";
import { printError } from "./lib/host/stderr.ts";
import { EVENT_BEAT_MS } from "./lib/limits.ts";
import { superviseRuns } from "./lib/runs/supervise.ts";
import { openStore } from "./lib/store/store.ts";
import { createAccess } from "./lib/web/access.ts";
import { describeCaller, findPeer } from "./lib/web/caller.ts";
import { fitPolicy, reportErrors } from "./lib/web/middlewares.ts";
import { limitWork } from "./lib/web/work_limit.ts";
import { serveBelow } from "./lib/web/public_url.ts";
import { readSetup } from "./lib/web/setup.ts";
import type { State } from "./lib/web/state.ts";

const setup = readSetup();
const { canLaunch, hosts, onDeploy, location, publicUrl } = setup;
const waiting = createStoreWarning();
const reportWaiting = (error: unknown) => {
  waiting.warn(error);
  noteWaiting(error);
};
const store = await retryUntilAnswered(
  () => openStore(location, { onWait: (why) => reportWaiting(new Unavailable(why)) }),
  { onError: reportWaiting },
);
const runs = await superviseRuns(store, {
  canLaunch,
  limits: setup.launching,
  ...(canLaunch ? { earlierLaunches: readLastLaunches() } : {}),
  maxLive: setup.maxLive,
  spoolDirectory: spoolDirectory(location ?? ":memory:"),
  onError: (error) => printError(`stdcurve: ${error instanceof Error ? error.message : error}`),
});
const { launcher, instance, leases, signal, onImport, checkRoom } = runs;
const decideAccess = createAccess({ mode: setup.auth, tokens: setup.tokens, publicUrl });
const api = createApi({
  store,
  launcher,
  instance,
  leases,
  ...(canLaunch ? { spoolDirectory: spoolDirectory(location ?? ":memory:") } : {}),
  signal,
  onImport,
  checkRoom,
  maxImportBytes: setup.maxImportBytes,
  ...(onDeploy ? { changeLookMs: EVENT_BEAT_MS } : {}), // there the KV itself says what changed, and a look costs
  ...(onDeploy ? {} : { onAct: appendAudit }),
});

/**
 * The app with what is around Fresh: the refusal of what Fresh fails on before it calls any middleware; the public address; and the
 * headers of every answer, errors included.
 */
class WholeApp extends App<State> {
  override handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const handle = refuseMalformed(serveBelow(super.handler(), publicUrl));
    return async (request, info) => protectAnswer(await handle(request, info as Deno.ServeHandlerInfo));
  }
}

/** The app. */
export const app: App<State> = new WholeApp()
  .use(reportErrors)
  .use(fitPolicy)
  .use(csp({ useNonce: true }))
  .use((ctx) => guardRequest(ctx.req, { hosts, publicUrl }) ?? ctx.next())
  .use(async (ctx) => {
    const decision = await decideAccess(ctx.req, findPeer(ctx.info));
    if ("refusal" in decision) return decision.refusal;
    ctx.state.scope = decision.scope;
    return await ctx.next();
  })
  .use(staticFiles())
  .use(limitWork())
  .use(async (ctx) => {
    if (ctx.req.method === "GET" && ctx.url.pathname !== "/healthz") await store.runs.noteLook();
    ctx.state.store = store;
    ctx.state.leases = leases;
    ctx.state.embed = setup.embed;
    ctx.state.launcher = launcher;
    const findCaller = () => describeCaller(findPeer(ctx.info));
    ctx.state.api = (request) => api.fetch(request, { scope: ctx.state.scope, findCaller });
    // No route has an address that ends in a slash. Below /api such an address still gets the answer for programs.
    return /^\/api\/(?:.*\/)?$/.test(ctx.url.pathname) ? ctx.state.api(ctx.req) : ctx.next();
  })
  .fsRoutes();

/** Stores what the captures have read, and ends the imports. Commands run on; the next server continues their capture. */
export function stop(): Promise<void> {
  return runs.stop();
}

/** Closes the store. */
export function close(): void {
  store.close();
}

// Deno Deploy sends SIGINT to an idle isolate and ends it 5 s later. A server on a machine of one's own has its own signal listeners.
if (onDeploy) {
  Deno.addSignalListener("SIGINT", async () => {
    await stop();
    close();
    Deno.exit(0);
  });
}
