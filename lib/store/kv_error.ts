/**
 * What an error of Deno KV means for the caller: whether another attempt can succeed. Deno KV has no classes of errors, only messages.
 *
 * @module
 */
import { Damaged, Refused } from "../errors.ts";

/** "Total mutation size too large (max 819200 bytes)", "Value too large (max …)", "Key too large for write (max …)", "Too many mutations (max …)". */
const SIZE = /\btoo (?:large|many)\b.*\(max /i;
/** SQLite's words for a file that is not, or no longer, a whole database, and for a table of KV's that is missing. */
const DAMAGE = /database disk image is malformed|file is not a database|no such table|SQLITE_(?:CORRUPT|NOTADB)/i;

const messageOf = (error: unknown) => error instanceof Error ? error.message : "";

/** The same error as `Refused` or `Damaged` where another attempt can't succeed; any other error as it is. */
export function classifyKvError(error: unknown): unknown {
  const message = messageOf(error);
  if (SIZE.test(message)) return new Refused(`the store refuses it: ${message}`, { cause: error });
  if (DAMAGE.test(message)) return new Damaged(`the KV file is damaged: ${message}`, { cause: error });
  return error;
}
