/**
 * `stdcurve token`: prints the token on stdout and the address that it opens on stderr, or makes a new token.
 *
 * @module
 */
import { Command, Option } from "commander";
import { addToken } from "../host/own_address.ts";
import { kvLocation } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { ensureTokens, readSetTokens, renewTokens } from "../host/token.ts";
import { findAddress } from "./address.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { UsageError } from "./usage.ts";

interface TokenValues extends KvValue {
  new?: true;
  read?: true;
  newRead?: true;
}

/** Declares the command. */
export const declareToken = (): Command =>
  new Command("token")
    .summary("print the token that opens the pages, or make a new one")
    .description(
      "Prints the token on stdout, and on stderr the address that it opens. Whoever has the token can start commands as you. " +
        "The token for reading is for links to colleagues.",
    )
    .addOption(
      new Option("--new", "replace the tokens; all browsers have to open the new address").conflicts([
        "read",
        "newRead",
      ]),
    )
    .addOption(new Option("--read", "print the token for reading only; made when there is none").conflicts(["newRead"]))
    .addOption(new Option("--new-read", "replace the token for reading only"))
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve token",
        'curl -H "Authorization: Bearer $(stdcurve token)" -X POST http://127.0.0.1:8000/api/…',
        "stdcurve token --new-read",
      ),
    )
    .action(printToken);

/** The token that the user asks for. Makes it when it is to be new or is missing. */
function findToken({ new: isNew, read, newRead }: TokenValues): string {
  const isReading = read || newRead, set = readSetTokens();
  if (set && (isNew || newRead)) {
    throw new UsageError(`${isNew ? "STDCURVE_TOKEN" : "STDCURVE_READ_TOKEN"} sets the token; change it there`);
  }
  if (set && isReading && set.read === null) {
    throw new UsageError("STDCURVE_TOKEN sets the token; set STDCURVE_READ_TOKEN beside it for one that only reads");
  }
  const kept = isNew ? renewTokens() : ensureTokens();
  if (!isReading) return kept.full;
  return (newRead ? null : kept.read) ?? renewTokens({ onlyRead: true }).read!;
}

async function printToken(values: TokenValues): Promise<void> {
  const token = findToken(values), { origin, isServed } = await findAddress(kvLocation(values.kv));
  printError(`stdcurve: it opens ${addToken(`${origin}/`, token)}${isServed ? "" : " (once stdcurve serve runs)"}`);
  await openOutput().print(`${token}\n`);
}
