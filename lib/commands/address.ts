/**
 * Where the pages of a KV file are: a server notes its address beside the file, so that `run` prints one that answers. Refuses to
 * guess for a KV elsewhere: its pages are wherever they were deployed.
 *
 * @module
 */
import { join } from "node:path";
import { isKvFile, spoolDirectory } from "../host/paths.ts";

const ANSWER_WITHIN_MS = 500;

/** Address by default: what `stdcurve serve` would take here. */
function defaultAddress(): string {
  const host = Deno.env.get("STDCURVE_HOST") || "127.0.0.1", port = Number(Deno.env.get("STDCURVE_PORT")) || 8000;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

const notePath = (location: string) => join(spoolDirectory(location), "address");

/** Notes the address of a server on a KV file. Gives what takes the note away again. */
export async function noteAddress(location: string, origin: string): Promise<() => Promise<void>> {
  if (!isKvFile(location)) return () => Promise.resolve();
  const path = notePath(location);
  await Deno.mkdir(spoolDirectory(location), { recursive: true });
  await Deno.writeTextFile(path, origin);
  return async () => {
    const noted = await Deno.readTextFile(path).catch(() => null);
    if (noted === origin) await Deno.remove(path).catch(() => null); // another server may have been faster
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // nobody there, or somebody else: then the note is an old one
  }
}

/** Where a KV's pages are: the server that shows it, else where `stdcurve serve` would be. */
export interface Address {
  origin: string;
  /** A server was there when asked. */
  isServed: boolean;
}

/** Looks for the server that shows a KV. */
export async function findAddress(location: string): Promise<Address> {
  const noted = isKvFile(location) ? await Deno.readTextFile(notePath(location)).catch(() => null) : null;
  return noted && await answers(noted)
    ? { origin: noted, isServed: true }
    : { origin: defaultAddress(), isServed: false };
}
