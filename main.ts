/**
 * The app: opens the store, puts the guard, the static files and the routes together, and looks after runs that something left behind.
 * The entry of `_fresh/server.js`, on Deno Deploy too. It does not listen.
 *
 * @module
 */
import { App, csp, staticFiles } from "fresh";
import { createApi } from "./lib/api/app.ts";
import { guardRequest } from "./lib/api/guard.ts";
import type { Launcher } from "./lib/api/launcher.ts";
import type { Capture } from "./lib/runs/capture.ts";
import { launchRun } from "./lib/runs/launch.ts";
import { RECOVER_INTERVAL_MS } from "./lib/limits.ts";
import { fitPolicy, tellErrors } from "./lib/web/middlewares.ts";
import { kvLocation, resolveDirectory, spoolDirectory } from "./lib/host/paths.ts";
import { recoverRuns } from "./lib/runs/recover.ts";
import type { State } from "./lib/web/state.ts";
import { openStore } from "./lib/store/store.ts";
import { tell } from "./lib/host/stderr.ts";

const isAllowed = (name: "run" | "write") => Deno.permissions.querySync({ name }).state === "granted";
const onDeploy = Deno.env.has("DENO_DEPLOYMENT_ID") || Deno.env.has("DENO_DEPLOY");
const canLaunch = !onDeploy && isAllowed("run") && isAllowed("write");
const asked = Deno.env.get("STDCURVE_KV") || undefined;
// Without permission to write, and with nothing asked for, the KV is the platform's.
const location = asked === undefined && !canLaunch ? undefined : kvLocation(asked);
const instance = crypto.randomUUID();
const spools = spoolDirectory(location ?? ":memory:");
const store = await openStore(location);
const report = (error: unknown) => tell(`stdcurve: ${error instanceof Error ? error.message : error}`);
const captures = new Set<Capture>();

function keep(capture: Capture): void {
  captures.add(capture);
  capture.done.catch(report).finally(() => captures.delete(capture));
}

const launcher: Launcher = {
  async launch({ experimentId, command, name, cwd, env }) {
    const launched = await launchRun(store, {
      experimentId,
      command,
      cwd: resolveDirectory(cwd),
      instance,
      spoolDirectory: spools,
      onTrouble: report,
      ...(name ? { name } : {}),
      ...(env ? { env } : {}),
    });
    keep(launched);
    return launched.run;
  },
};

async function recover(): Promise<void> {
  try {
    const taken = await recoverRuns(store, { instance, spoolDirectory: spools, onTrouble: report });
    for (const capture of taken) keep(capture);
  } catch (error) {
    report(error);
  }
}

let recovering: ReturnType<typeof setInterval> | undefined;
if (canLaunch) {
  await recover();
  recovering = setInterval(recover, RECOVER_INTERVAL_MS);
  Deno.unrefTimer(recovering as unknown as number);
}

const hostsAsked = Deno.env.get("STDCURVE_HOSTS")?.split(",").map((host) => host.trim().toLowerCase()) ?? [];
const hosts = onDeploy ? null : hostsAsked;
const stopping = new AbortController(), imports = new Set<Promise<unknown>>();
const api = createApi({
  store,
  launcher: canLaunch ? launcher : null,
  instance,
  signal: stopping.signal,
  onImport(done) {
    imports.add(done);
    done.catch(() => {}).finally(() => imports.delete(done)); // the answer tells what was wrong
  },
});

/** The app. */
export const app: App<State> = new App<State>()
  .use(tellErrors)
  .use(fitPolicy)
  .use(csp({ useNonce: true }))
  .use((ctx) => guardRequest(ctx.req, { hosts }) ?? ctx.next())
  .use(staticFiles())
  .use((ctx) => {
    ctx.state.store = store;
    ctx.state.launcher = canLaunch ? launcher : null;
    ctx.state.api = (request) => api.fetch(request);
    // Routes have no address with a slash at its end; below /api that is an answer for programs all the same.
    return /^\/api\/(?:.*\/)?$/.test(ctx.url.pathname) ? ctx.state.api(ctx.req) : ctx.next();
  })
  .fsRoutes();

/** Stores what captures have read and brings imports to an end. Commands run on, and are taken up again by whoever starts next. */
export async function stop(): Promise<void> {
  clearInterval(recovering);
  stopping.abort("the server was stopped");
  await Promise.allSettled([...imports, ...[...captures].map((capture) => capture.stop())]);
}

/** Closes the store. */
export function close(): void {
  store.close();
}

// An isolate that is idle gets SIGINT and then 5 s; whoever serves on a machine of their own listens themselves.
if (onDeploy) {
  Deno.addSignalListener("SIGINT", async () => {
    await stop();
    close();
    Deno.exit(0);
  });
}
