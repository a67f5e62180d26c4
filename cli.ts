/**
 * The `stdcurve` command: runs the program with the words of the command line, and prints an error as one line.
 *
 * @module
 */
import { runProgram } from "./lib/commands/program.ts";
import { describeError } from "./lib/commands/usage.ts";
import { Unavailable } from "./lib/errors.ts";
import { printError } from "./lib/host/stderr.ts";

if (import.meta.main) {
  try {
    await runProgram(Deno.args);
  } catch (error) {
    const { line, code } = describeError(error);
    printError(line);
    Deno.exitCode = code;
    if (error instanceof Unavailable) Deno.exit(code); // a call that was given up would keep the program alive
  }
}
