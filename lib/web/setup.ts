/**
 * How this app is set up, read from the environment once: where its KV database is, what it may do, and who may use it. `stdcurve serve`
 * passes its flags on in the environment.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { kvLocation } from "../host/paths.ts";
import { readSetTokens, type Tokens, watchTokens } from "../host/token.ts";
import type { AuthMode } from "./access.ts";

/** How the app is set up. */
export interface Setup {
  onDeploy: boolean;
  /** True where commands can be started. */
  canLaunch: boolean;
  /** Location of the KV database; undefined for the platform's own. */
  location: string | undefined;
  /** Allowed host names besides loopback's; null allows all. */
  hosts: readonly string[] | null;
  auth: AuthMode;
  /** The tokens in force; null where one is needed and nobody set it. */
  tokens: (() => Tokens) | null;
  /** The app's own address behind a proxy; null without one. */
  publicUrl: URL | null;
}

const isAllowed = (name: "run" | "write") => Deno.permissions.querySync({ name }).state === "granted";

/** Throws InvalidInput for a variable that can't be used. */
export function readSetup(): Setup {
  const onDeploy = Deno.env.has("DENO_DEPLOYMENT_ID") || Deno.env.has("DENO_DEPLOY");
  const canWrite = !onDeploy && isAllowed("write"), canLaunch = canWrite && isAllowed("run");
  const named = Deno.env.get("STDCURVE_KV") || undefined, auth = readAuth(onDeploy);
  const publicUrl = readPublicUrl(Deno.env.get("STDCURVE_URL") || null);
  return {
    onDeploy,
    canLaunch,
    // Without permission to write, and with no location named, the KV is the platform's.
    location: named === undefined && !canLaunch ? undefined : kvLocation(named),
    // Where everything needs a token, a foreign name that points here opens nothing.
    hosts: auth === "all" ? null : [...readHosts(), ...(publicUrl ? [publicUrl.hostname] : [])],
    auth,
    tokens: readTokens(canWrite),
    publicUrl,
  };
}

function readAuth(onDeploy: boolean): AuthMode {
  const auth = Deno.env.get("STDCURVE_AUTH") || (onDeploy ? "all" : "changes");
  if (auth !== "changes" && auth !== "all") {
    throw new InvalidInput("auth", `STDCURVE_AUTH is changes or all, not ${auth}`);
  }
  return onDeploy ? "all" : auth;
}

function readHosts(): string[] {
  return Deno.env.get("STDCURVE_HOSTS")?.split(",").map((host) => host.trim().toLowerCase()) ?? [];
}

/** Without permission to write, only the environment can set a token. */
function readTokens(canWrite: boolean): (() => Tokens) | null {
  if (canWrite) return watchTokens();
  const tokens = readSetTokens();
  return tokens && (() => tokens);
}

/**
 * The public address with a slash at its end; null for none.
 *
 * @throws {InvalidInput} field `url` for anything but an http or https address
 */
export function readPublicUrl(text: string | null): URL | null {
  if (text === null) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new InvalidInput("url", `STDCURVE_URL is an address such as https://host/proxy/8000/, not ${text}`);
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
