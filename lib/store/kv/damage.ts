/**
 * Damaged records in lists: one of them must not hide all others. It is left out and named on stderr, once a process.
 *
 * @module
 */
import { Damaged } from "../../errors.ts";
import { printError } from "../../host/stderr.ts";

const named = new Set<string>();

/** Names a damaged record that a list leaves out. Any other error is thrown. */
export function leaveOut(error: unknown): null {
  if (!(error instanceof Damaged)) throw error;
  if (!named.has(error.message)) printError(`stdcurve: left out: ${error.message}`);
  named.add(error.message);
  return null;
}

/** The error for a record that was decoded and lacks what every record of its kind has. */
export const misshapen = (key: Deno.KvKey): Damaged =>
  new Damaged(
    `the record ${
      JSON.stringify(key)
    } in the KV is damaged: a field is missing or wrong; stdcurve doctor says how to mend it`,
  );
