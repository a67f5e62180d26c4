import assert from "node:assert/strict";
import { fromFileUrl } from "../support/paths.ts";
import { readUntil } from "./program.ts";

const PROGRAM = fromFileUrl(new URL("./interrupt_program.ts", import.meta.url));

/** Sends signals to a program that listens, each when its answer to the earlier one was read. Returns its last line. */
async function sendSignals(...signals: [signal: Deno.Signal, answer: RegExp][]): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", PROGRAM],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  await readUntil(child.stdout, /ready, code null\n/);
  for (const [signal, answer] of signals) {
    child.kill(signal);
    await readUntil(child.stdout, answer);
  }
  await child.stdin.close();
  const [, last] = await readUntil(child.stdout, /(.*)\n$/);
  await child.stdout.cancel();
  assert.equal((await child.status).code, 0);
  return last!;
}

for (const [name, code] of [["SIGINT", 130], ["SIGHUP", 129]] as const) {
  Deno.test(`listenForInterrupt() aborts at ${name}, with the reason and the exit code`, async () => {
    const line = `code ${code}, stopped by ${name}`;
    assert.equal(await sendSignals([name, new RegExp(`^${line}\n`)]), line);
  });
}

Deno.test("listenForInterrupt() keeps the first signal when another one follows at once", async () => {
  const last = await sendSignals(["SIGINT", /code 130/], ["SIGTERM", /received SIGTERM\n/]);
  assert.equal(last, "code 130, stopped by SIGINT");
});

Deno.test("listenForInterrupt() leaves a signal ignored that the program was started to ignore", async () => {
  const child = new Deno.Command("sh", {
    args: ["-c", 'trap "" HUP; exec "$@"', "sh", Deno.execPath(), "run", "-A", "--no-check", "--quiet", PROGRAM],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  await readUntil(child.stdout, /ready, code null\n/);
  child.kill("SIGHUP");
  child.kill("SIGTERM");
  await readUntil(child.stdout, /received SIGTERM\n/);
  await child.stdin.close();
  const [, last] = await readUntil(child.stdout, /(.*)\n$/);
  await child.stdout.cancel();
  assert.deepEqual([(await child.status).code, last], [0, "code 143, stopped by SIGTERM"]);
});
