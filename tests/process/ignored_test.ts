import assert from "node:assert/strict";
import { fromFileUrl } from "../support/paths.ts";
import { isOfNohup, parseIgnored } from "../../lib/process/ignored.ts";

const PROGRAM = fromFileUrl(new URL("../support/ignored_program.ts", import.meta.url));

/** What a program says that a shell has started to ignore signals. */
async function ask(traps: string): Promise<unknown> {
  const { stdout } = await new Deno.Command("sh", {
    args: [
      "-c",
      `${traps} exec "$@"`,
      "sh",
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      "--quiet",
      "--node-modules-dir=manual",
      PROGRAM,
    ],
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

Deno.test("isOfNohup() knows the stdin that nohup gives, and no other", () => {
  const writeOnly = "pos:\t0\nflags:\t0100001\nmnt_id:\t25\n";
  assert.equal(isOfNohup("/dev/null", writeOnly), true);
  assert.equal(isOfNohup("/dev/null", writeOnly.replace("0100001", "0100000")), false, "</dev/null");
  assert.equal(isOfNohup("/dev/null", writeOnly.replace("0100001", "0100002")), false, "a service");
  assert.equal(isOfNohup("/dev/pts/3", writeOnly), false);
  assert.equal(isOfNohup("/dev/null", ""), false);
});

Deno.test("readIgnored() knows nohup by its stdin where a program between has caught the signal", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  const [read] = await ask("exec 0>/dev/null;") as string[][];
  assert.ok(read!.includes("SIGHUP"), String(read));
});
