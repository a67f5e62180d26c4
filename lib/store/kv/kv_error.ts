/**
 * What an error of Deno KV means for the caller: whether another attempt can succeed. Deno KV has no classes of errors, only messages.
 *
 * @module
 */
import { Damaged, Refused } from "../../errors.ts";
import { isKvFile } from "../../host/paths.ts";
import { describeAfterLoss } from "./kv_file.ts";
import { type KvLocation, nameKv } from "./kv_trouble.ts";

/** "Total mutation size too large (max 819200 bytes)", "Value too large (max …)", "Key too large for write (max …)", "Too many mutations (max …)". */
const SIZE = /\btoo (?:large|many)\b.*\(max /i;
/** SQLite's words for a file that is not, or no longer, a whole database, and for a table of KV's that is missing. */
const DAMAGE = /database disk image is malformed|file is not a database|no such table|SQLITE_(?:CORRUPT|NOTADB)/i;

const messageOf = (error: unknown) => error instanceof Error ? error.message : "";

/** That a KV is damaged, what is safe, and what to do. */
function describeDamage(location: KvLocation, message: string): string {
  const words = `${nameKv(location)} is damaged: ${message}`;
  return location !== undefined && isKvFile(location)
    ? `${words}; ${describeAfterLoss(location)}; without a copy, try: sqlite3 FILE .recover | sqlite3 NEW_FILE`
    : words;
}

/** The same error as `Refused` or `Damaged` where another attempt can't succeed; any other error as it is. */
export function classifyKvError(error: unknown, location?: KvLocation): unknown {
  const message = messageOf(error);
  if (SIZE.test(message)) return new Refused(`the store refuses it: ${message}`, { cause: error });
  if (DAMAGE.test(message)) return new Damaged(describeDamage(location, message), { cause: error });
  return error;
}
