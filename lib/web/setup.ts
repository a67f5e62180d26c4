/**
 * How this app is set up, read from the environment once: where its KV database is, what it may do, and who may use it. `stdcurve serve`
 * passes its flags on in the environment.
 *
 * @module
 */
import { delimiter, resolve } from "node:path";
import { InvalidInput } from "../errors.ts";
import { readOrigins } from "../host/embed_origins.ts";
import { readPublicUrl } from "../host/own_address.ts";
import { kvLocation } from "../host/paths.ts";
import { readSetTokens, type Tokens, watchTokens } from "../host/token.ts";
import type { LaunchLimits } from "../runs/launcher.ts";
import { IMPORT_MAX_BYTES, LIVE_RUNS_MAX } from "../limits.ts";
import { parseSize } from "../text/size.ts";
import type { AuthMode } from "./access.ts";

/** How the app is set up. */
export interface Setup {
  onDeploy: boolean;
  /** True where commands can be started, and runs that a dead process left can be recovered. */
  canLaunch: boolean;
  /** What may be launched through the pages and the API. */
  launching: LaunchLimits;
  /** Location of the KV database; undefined for the platform's own. */
  location: string | undefined;
  /** Allowed host names besides loopback's; null allows all. */
  hosts: readonly string[] | null;
  auth: AuthMode;
  /** The tokens in force; null where one is needed and nobody set it. */
  tokens: (() => Tokens) | null;
  /** The app's own address behind a proxy; null without one. */
  publicUrl: URL | null;
  /** Bytes of an imported log that are accepted. */
  maxImportBytes: number;
  /** Origins whose pages may show a chart in a frame. */
  embed: readonly string[];
  /** Live runs that this server may have. */
  maxLive: number;
}

const isAllowed = (name: "run" | "write") => Deno.permissions.querySync({ name }).state === "granted";

/** Throws InvalidInput for a variable that can't be used. */
export function readSetup(): Setup {
  const onDeploy = Deno.env.has("DENO_DEPLOYMENT_ID") || Deno.env.has("DENO_DEPLOY");
  const canLaunch = !onDeploy && isAllowed("write") && isAllowed("run");
  const named = Deno.env.get("STDCURVE_KV") || undefined, publicUrl = readPublicUrl();
  // Behind a proxy everyone comes from this machine as the proxy's user, so that a connection proves nothing.
  const auth = readAuth(onDeploy || publicUrl !== null);
  return {
    onDeploy,
    canLaunch,
    launching: readLaunching(),
    // Without permission to write, and with no location named, the KV is the platform's.
    location: named === undefined && !canLaunch ? undefined : kvLocation(named),
    // Where everything needs a token, a foreign name that points here opens nothing.
    hosts: auth === "all" ? null : [...readHosts(), ...(publicUrl ? [publicUrl.hostname] : [])],
    auth,
    tokens: readTokens(onDeploy),
    publicUrl,
    maxImportBytes: readMaxImport(Deno.env.get("STDCURVE_MAX_IMPORT") || null),
    embed: readOrigins(Deno.env.get("STDCURVE_EMBED") ?? ""),
    maxLive: readMaxLive(Deno.env.get("STDCURVE_MAX_LIVE") || null),
  };
}

/** Where everything needs the token, no variable changes that. */
function readAuth(isClosed: boolean): AuthMode {
  const auth = Deno.env.get("STDCURVE_AUTH") || "changes";
  if (auth !== "changes" && auth !== "all") {
    throw new InvalidInput("auth", `STDCURVE_AUTH is changes or all, not ${auth}`);
  }
  return isClosed ? "all" : auth;
}

/** Directories in a variable are separated as in `PATH`. */
function readLaunching(): LaunchLimits {
  const off = Deno.env.get("STDCURVE_NO_LAUNCH") ?? "", named = Deno.env.get("STDCURVE_LAUNCH_DIRS") ?? "";
  const directories = named.split(delimiter).filter((path) => path !== "").map((path) => resolve(path));
  if (named !== "" && directories.length === 0) {
    throw new InvalidInput("launch-dir", `STDCURVE_LAUNCH_DIRS names no directory: ${named}`); // none would allow all
  }
  return {
    isOff: !["", "0", "false", "no"].includes(off.toLowerCase()),
    directories,
  };
}

function readMaxImport(text: string | null): number {
  const bytes = text === null ? IMPORT_MAX_BYTES : parseSize(text);
  if (bytes === null) throw new InvalidInput("max-import", `STDCURVE_MAX_IMPORT is a size such as 500M, not ${text}`);
  return bytes;
}

function readMaxLive(text: string | null): number {
  if (text === null) return LIVE_RUNS_MAX;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidInput("max-live", `STDCURVE_MAX_LIVE is a number from 1 on, not ${text}`);
}

function readHosts(): string[] {
  return Deno.env.get("STDCURVE_HOSTS")?.split(",").map((host) => host.trim().toLowerCase()) ?? [];
}

/** On Deno Deploy, and where the state directory may not be used, only the environment can set a token. */
function readTokens(onDeploy: boolean): (() => Tokens) | null {
  const set = readSetTokens();
  if (set) return () => set;
  try {
    return onDeploy ? null : watchTokens();
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return null;
    throw error;
  }
}
