import assert from "node:assert/strict";
import { fromFileUrl } from "../support/paths.ts";
import { parseIgnored } from "../../lib/process/ignored.ts";

const PROGRAM = fromFileUrl(new URL("../support/ignored_program.ts", import.meta.url));

/** What a program says that a shell has started to ignore signals. */
async function ask(traps: string): Promise<unknown> {
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", `${traps} exec "$@"`, "sh", Deno.execPath(), "run", "-A", "--no-check", "--quiet", PROGRAM],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("readIgnored() and askIgnored() know which signals a process was started to ignore", async () => {
  const [read, asked] = await ask('trap "" HUP QUIT;') as string[][];
  assert.deepEqual(read!.filter((name) => name !== "SIGINT" && name !== "SIGTERM"), ["SIGHUP", "SIGQUIT"]);
  assert.deepEqual(asked, read);
});

Deno.test("parseIgnored() reads the mask, and is null without one", () => {
  assert.deepEqual([...parseIgnored("Name:\tx\nSigIgn:\t0000000000001001\n")!], ["SIGHUP"]);
  assert.deepEqual([...parseIgnored("SigIgn:\t0000000000004006\n")!], ["SIGINT", "SIGQUIT", "SIGTERM"]);
  assert.equal(parseIgnored("Name:\tx\n"), null);
});
