/**
 * The addresses at which this app is reached: the public one behind a proxy, and those of this machine.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { hostName } from "./paths.ts";

/**
 * The app's own public address, from `STDCURVE_URL`, with a slash at its end; null without one.
 *
 * @throws {InvalidInput} field `url` for anything but an http or https address
 */
export function readPublicUrl(): URL | null {
  const text = Deno.env.get("STDCURVE_URL");
  if (!text) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "" || url.username !== "") {
    throw new InvalidInput("url", `STDCURVE_URL is an address such as https://host/proxy/8000/, not ${text}`);
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** Addresses that stand for every address of this machine. */
const EVERY: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** This machine's address in its network, else its name. */
function findOwnHost(): string {
  try {
    const outer = Deno.networkInterfaces().find(({ family, address }) =>
      family === "IPv4" && !address.startsWith("127.") && !address.startsWith("169.254.")
    );
    return outer?.address ?? hostName();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    return hostName();
  }
}

const writeOrigin = (host: string, port: number) => `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

/** The two addresses of a server. */
export interface OwnOrigins {
  /** For programs of this machine, such as `http://127.0.0.1:8000`. */
  local: string;
  /** For people, without a slash at its end: the public one, else one that other machines reach, too. */
  shown: string;
}

/**
 * The addresses of a server that listens here.
 *
 * @example
 * ```ts
 * import { findOrigins } from "./own_address.ts";
 * findOrigins({ hostname: "127.0.0.1", port: 8000 }); // both "http://127.0.0.1:8000"
 * ```
 */
export function findOrigins({ hostname, port }: { hostname: string; port: number }): OwnOrigins {
  const local = writeOrigin(hostname === "0.0.0.0" ? "127.0.0.1" : hostname === "::" ? "::1" : hostname, port);
  const own = EVERY.has(hostname) ? writeOrigin(findOwnHost(), port) : local;
  return { local, shown: readPublicUrl()?.href.replace(/\/$/, "") ?? own };
}

/**
 * An address that opens the app with a token.
 *
 * @example
 * ```ts
 * import { addToken } from "./own_address.ts";
 * addToken("http://127.0.0.1:8000/?run=1", "abc"); // "http://127.0.0.1:8000/?run=1&token=abc"
 * ```
 */
export function addToken(address: string, token: string): string {
  const url = new URL(address);
  url.searchParams.set("token", token);
  return url.href;
}
