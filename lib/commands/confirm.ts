/**
 * Asks the user on the terminal before something is deleted. The question goes to stderr, so that stdout stays clean.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";
import { UsageError } from "./usage.ts";

/** Longest answer that is read. */
const ANSWER_BYTES = 100;

/** Asks a question that is answered by yes or no. False for anything but `y` and `yes`, and at the end of stdin. */
export async function confirm(question: string): Promise<boolean> {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "nobody can be asked here, because stdin is no terminal; use --yes, or --dry-run to look only",
    );
  }
  printError(`${question} [y/N]`);
  const answer = new Uint8Array(ANSWER_BYTES), size = await Deno.stdin.read(answer) ?? 0;
  return /^y(?:es)?$/i.test(new TextDecoder().decode(answer.subarray(0, size)).trim());
}
