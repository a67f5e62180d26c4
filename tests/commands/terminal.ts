/**
 * The program in a terminal of its own, made by `script` of util-linux.
 *
 * @module
 */
import { CLI, type Sandbox } from "./program.ts";
import { TOKEN_ENV } from "../support/token.ts";

/** Starts `stdcurve WORDS…` in a terminal of its own. */
export function startInTerminal(
  sandbox: Sandbox,
  words: string[],
  env: Record<string, string> = {},
): Deno.ChildProcess {
  const columns = env.COLUMNS ?? "200";
  const program = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", CLI, ...words];
  const line = program.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return new Deno.Command("script", {
    args: ["-qefc", `stty cols ${columns}; exec ${line}`, "/dev/null"],
    cwd: sandbox.directory,
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, ...TOKEN_ENV, ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}
