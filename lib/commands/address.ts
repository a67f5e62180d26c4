/**
 * The address of the server that shows a KV file. The server notes it beside the file, so that `stdcurve run` can print an address
 * that answers. Knows nothing of a KV database elsewhere: its pages are wherever they were deployed.
 *
 * @module
 */
import { join } from "node:path";
import { isKvFile, spoolDirectory } from "../host/paths.ts";

const ANSWER_WITHIN_MS = 500;

/** The address that `stdcurve serve` would use here by default. */
function defaultAddress(): string {
  const host = Deno.env.get("STDCURVE_HOST") || "127.0.0.1", port = Number(Deno.env.get("STDCURVE_PORT")) || 8000;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

const notePath = (location: string) => join(spoolDirectory(location), "address");

/** Notes the address of a server on a KV file. Returns a function that removes the note. */
export async function noteAddress(location: string, origin: string): Promise<() => Promise<void>> {
  if (!isKvFile(location)) return () => Promise.resolve();
  const path = notePath(location);
  await Deno.mkdir(spoolDirectory(location), { recursive: true });
  await Deno.writeTextFile(path, origin);
  return async () => {
    const noted = await Deno.readTextFile(path).catch(() => null);
    if (noted === origin) await Deno.remove(path).catch(() => null); // another server may remove or replace it first
  };
}

async function isAnswering(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // the server that left this note is gone
  }
}

/** Where the pages of a KV database are. */
export interface Address {
  origin: string;
  /** True when a server answered there; false for the default address. */
  isServed: boolean;
}

/** Finds the server that shows a KV database, else the address where `stdcurve serve` would be. */
export async function findAddress(location: string): Promise<Address> {
  const noted = isKvFile(location) ? await Deno.readTextFile(notePath(location)).catch(() => null) : null;
  return noted && await isAnswering(noted)
    ? { origin: noted, isServed: true }
    : { origin: defaultAddress(), isServed: false };
}
