/**
 * The address of the server that shows a KV file. The server notes it beside the file, so that `stdcurve run` can print an address
 * that answers. Knows nothing of a KV database elsewhere: its pages are wherever they were deployed.
 *
 * @module
 */
import { join } from "node:path";
import { findOrigins, type OwnOrigins } from "../host/own_address.ts";
import { isKvFile, spoolDirectory } from "../host/paths.ts";
import {
  checkPrivateDirectory,
  makePrivateDirectory,
  NotPrivate,
  readPrivateFile,
  writePrivateFile,
} from "../host/private_files.ts";

const ANSWER_WITHIN_MS = 500;

/** The address that `stdcurve serve` would use here by default. */
function defaultAddress(): string {
  const hostname = Deno.env.get("STDCURVE_HOST") || "127.0.0.1", port = Number(Deno.env.get("STDCURVE_PORT")) || 8000;
  return findOrigins({ hostname, port }).shown;
}

const notePath = (location: string) => join(spoolDirectory(location), "address");

/** Servers that a note may name. Those that were killed leave theirs. */
const NOTED_MAX = 8;

/** The servers of a note, the newest first: the address for programs and the one for people, a line each. It holds no token. */
const parseNote = (note: string | null): OwnOrigins[] =>
  [...(note ?? "").matchAll(/^(.+)\n(.*)\n/gm)].map(([, local, shown]) => ({ local: local!, shown: shown! || local! }));

const writeNote = (servers: readonly OwnOrigins[]) =>
  servers.slice(0, NOTED_MAX).map(({ local, shown }) => `${local}\n${shown}\n`).join("");

/**
 * Notes the addresses of a server on a KV file, before those of other servers. Returns a function that removes them.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's
 */
export function noteAddress(location: string, origins: OwnOrigins): () => Promise<void> {
  if (!isKvFile(location)) return () => Promise.resolve();
  const path = notePath(location);
  const readOthers = () => parseNote(readAddressNote(location)).filter(({ local }) => local !== origins.local);
  makePrivateDirectory(spoolDirectory(location));
  writePrivateFile(path, writeNote([origins, ...readOthers()]));
  return async () => {
    try {
      if (readAddressNote(location) === null) return;
      const others = readOthers();
      if (others.length > 0) writePrivateFile(path, writeNote(others));
      else await Deno.remove(path).catch(() => null); // another server may remove it first
    } catch (error) {
      if (!(error instanceof NotPrivate)) throw error; // what somebody has put in its place isn't ours to remove
    }
  };
}

/**
 * Checks that the server can note its address for a KV database, before it listens.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's
 */
export function checkAddressNote(location: string): void {
  if (isKvFile(location)) readAddressNote(location);
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

/** The noted addresses; null when there is none. Another user's directory or file is refused, as nobody else may name our address. */
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
  const servers = isKvFile(location) ? parseNote(readAddressNote(location)) : [];
  for (const { local, shown } of servers) {
    if (await isAnswering(local)) return { origin: shown, isServed: true };
  }
  return { origin: defaultAddress(), isServed: false };
}
