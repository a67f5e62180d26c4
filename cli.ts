/**
 * The `stdcurve` command: runs the program with the words of the command line, and prints an error as one line.
 *
 * @module
 */
import { runProgram } from "./lib/commands/program.ts";
import { describeError } from "./lib/commands/usage.ts";
import { printError } from "./lib/host/stderr.ts";

if (import.meta.main) {
  try {
    await runProgram(Deno.args);
  } catch (error) {
    const { line, code } = describeError(error);
    printError(line);
    Deno.exitCode = code;
  }
  Deno.exit(); // a call of the KV that was given up would keep the program alive
}
