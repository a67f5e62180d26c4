/**
 * The tokens that open this server: one for everything, and one for reading only where it was asked for. They are kept in a file of the
 * user's state directory that nobody else can read, or come from the environment.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../errors.ts";
import { stateDirectory } from "./paths.ts";
import { makePrivateDirectory, readPrivateFile, writePrivateFile } from "./private_files.ts";

/** The tokens of a server. `read` is null until one was made. */
export interface Tokens {
  full: string;
  read: string | null;
}

const TOKEN_BYTES = 24;
/** A shorter one can be guessed. */
const TOKEN_MIN_CHARS = 16;

/** A new token, safe in an address. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** Path of the file with this user's tokens. */
export const tokenPath = (): string => join(stateDirectory(), "token.json");

function parseTokens(text: string): Tokens | null {
  try {
    const { full, read } = JSON.parse(text);
    return typeof full === "string" && full.length >= TOKEN_MIN_CHARS
      ? { full, read: typeof read === "string" && read.length >= TOKEN_MIN_CHARS ? read : null }
      : null;
  } catch {
    return null; // a file that a full disk cut short: it is replaced
  }
}

/**
 * The tokens that the environment sets: `STDCURVE_TOKEN`, and `STDCURVE_READ_TOKEN` beside it; null without.
 *
 * @throws {InvalidInput} field `token` for one that is too short, or the same twice
 */
export function readSetTokens(): Tokens | null {
  const full = Deno.env.get("STDCURVE_TOKEN") || null, read = Deno.env.get("STDCURVE_READ_TOKEN") || null;
  if (full === null) return null;
  for (const [name, token] of [["STDCURVE_TOKEN", full], ["STDCURVE_READ_TOKEN", read]] as const) {
    if (token !== null && token.length < TOKEN_MIN_CHARS) {
      throw new InvalidInput("token", `${name} has ${token.length} characters; give at least ${TOKEN_MIN_CHARS}`);
    }
  }
  if (full === read) {
    throw new InvalidInput("token", "STDCURVE_TOKEN and STDCURVE_READ_TOKEN are the same; let them differ");
  }
  return { full, read };
}

/** This user's tokens as kept; null when none were made yet. */
export function readKeptTokens(): Tokens | null {
  const text = readPrivateFile(tokenPath());
  return text === null ? null : parseTokens(text);
}

function keepTokens(tokens: Tokens): Tokens {
  makePrivateDirectory(stateDirectory());
  writePrivateFile(tokenPath(), JSON.stringify(tokens) + "\n");
  return tokens;
}

/** The tokens to use: those of the environment, else this user's, which are made when there are none. */
export function ensureTokens(): Tokens {
  return readSetTokens() ?? readKeptTokens() ?? keepTokens({ full: makeToken(), read: null });
}

/** Replaces this user's tokens, or only the one for reading. All sessions of what was replaced end. */
export function renewTokens({ onlyRead = false }: { onlyRead?: boolean } = {}): Tokens {
  const kept = readKeptTokens();
  const full = onlyRead && kept ? kept.full : makeToken();
  return keepTokens({ full, read: onlyRead || kept?.read ? makeToken() : null });
}

/** A look at the tokens in force that costs one `stat`: a running server sees at once when they were renewed. */
export function watchTokens(): () => Tokens {
  const set = readSetTokens();
  if (set) return () => set;
  let seen = "", tokens = ensureTokens();
  return () => {
    const { ino, mtimeMs } = statSync(tokenPath(), { throwIfNoEntry: false }) ?? { ino: 0, mtimeMs: 0 };
    const now = `${ino} ${mtimeMs}`;
    if (now !== seen) tokens = ensureTokens();
    seen = now;
    return tokens;
  };
}
