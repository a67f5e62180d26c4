/**
 * The address of the server that shows a KV file. The server notes it beside the file, so that `stdcurve run` can print an address
 * that answers. Knows nothing of a KV database elsewhere: its pages are wherever they were deployed.
 *
 * @module
 */
import { join } from "node:path";
import { isKvFile, spoolDirectory } from "../host/paths.ts";
import {
  checkPrivateDirectory,
  makePrivateDirectory,
  readPrivateFile,
  writePrivateFile,
} from "../host/private_files.ts";

const ANSWER_WITHIN_MS = 500;

/** The address that `stdcurve serve` would use here by default. */
function defaultAddress(): string {
  const host = Deno.env.get("STDCURVE_HOST") || "127.0.0.1", port = Number(Deno.env.get("STDCURVE_PORT")) || 8000;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

const notePath = (location: string) => join(spoolDirectory(location), "address");

/**
 * Notes the address of a server on a KV file. Returns a function that removes the note.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's
 */
export function noteAddress(location: string, origin: string): () => Promise<void> {
  if (!isKvFile(location)) return () => Promise.resolve();
  const path = notePath(location);
  makePrivateDirectory(spoolDirectory(location));
  writePrivateFile(path, origin);
  return async () => {
    if (readPrivateFile(path) === origin) await Deno.remove(path).catch(() => null); // another server may remove or replace it first
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

/** The noted address; null when there is none. Another user's directory or file is refused, as nobody else may name our address. */
function readAddressNote(location: string): string | null {
  checkPrivateDirectory(spoolDirectory(location));
  return readPrivateFile(notePath(location));
}

/**
 * Finds the server that shows a KV database, else the address where `stdcurve serve` would be.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's
 */
export async function findAddress(location: string): Promise<Address> {
  const noted = isKvFile(location) ? readAddressNote(location) : null;
  return noted && await isAnswering(noted)
    ? { origin: noted, isServed: true }
    : { origin: defaultAddress(), isServed: false };
}
