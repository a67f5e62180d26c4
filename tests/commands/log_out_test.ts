import assert from "node:assert/strict";
import { readIgnored } from "../../lib/process/ignored.ts";
import { listRunning } from "./processes.ts";
import { CLI, createSandbox, listKept, readUntil, type Sandbox } from "./program.ts";
import { waitFor } from "../support/wait.ts";
import { TOKEN_ENV } from "../support/token.ts";

/** A command that says its process id, waits for a file, and then prints its last line. */
const awaiting = (
  gate: string,
) => ["sh", "-c", `echo pid $$; while [ ! -e ${gate} ]; do sleep 0.02; done; echo last; exit 4`];

/** Starts `stdcurve WORDS…` from a shell that ignores signals, as `nohup` does. */
function startIgnoring(sandbox: Sandbox, traps: string, ...words: string[]): Deno.ChildProcess {
  const flags = ["-A", "--no-check", "--quiet", "--node-modules-dir=manual"]; // without it Deno may catch signals before the program sees them
  const program = [Deno.execPath(), "run", ...flags, CLI, ...words];
  return new Deno.Command("sh", {
    args: ["-c", `${traps} exec "$@"`, "sh", ...program],
    cwd: sandbox.directory,
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, NO_COLOR: "1", ...TOKEN_ENV },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Reads a program's streams to their end, and gives its exit code. */
const finish = async (child: Deno.ChildProcess) =>
  (await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]))[0].code;

/** The run of the sandbox's first experiment, once it is complete. */
const completed = (sandbox: Sandbox, experiment: string) =>
  waitFor(async () => {
    const all = await listKept(sandbox), run = all.find(({ name }) => name === experiment)?.runs[0];
    return run?.ended_at ? run : null;
  }, { what: "the end of the run" });

/** Whoever ignores SIGHUP passes that on to what it starts: the first two tests then can't send it. */
const ignore = readIgnored().has("SIGHUP");

Deno.test(
  "run lets go when its terminal is closed, and a server captures the command to its end",
  { ignore },
  async () => {
    await using sandbox = await createSandbox();
    const child = sandbox.start("run", "-e", "mine", "--", ...awaiting(sandbox.path("gate")));
    const [, pid] = await readUntil(child.stdout, /pid (\d+)\n/);
    child.kill("SIGHUP");
    await readUntil(child.stderr, /stdcurve: the terminal was closed; the command goes on/);
    assert.equal(await finish(child), 129);
    assert.deepEqual(await listRunning([Number(pid)]), [Number(pid)]);
    const [{ runs: [live] }] = await listKept(sandbox);
    assert.equal(live.status, "running");
    const server = sandbox.start("serve", "--port", "0");
    await readUntil(server.stdout, /http/);
    await sandbox.write("gate", "");
    const run = await completed(sandbox, "mine");
    assert.deepEqual([run.status, run.exit_code, run.last_line], ["failed", 4, 2]);
    server.kill("SIGTERM");
    await finish(server);
  },
);

Deno.test(
  "run lets go, and the next run captures the command to its end",
  { ignore },
  async () => {
    await using sandbox = await createSandbox();
    const child = sandbox.start("run", "-e", "mine", "--", ...awaiting(sandbox.path("gate")));
    await readUntil(child.stdout, /pid/);
    child.kill("SIGHUP");
    assert.equal(await finish(child), 129);
    await sandbox.write("gate", "");
    await waitFor(async () => {
      await sandbox.stdcurve("run", "-e", "other", "--", "sleep", "1");
      return (await listKept(sandbox)).find(({ name }) => name === "mine").runs[0].exit_code === 4;
    }, { what: "the next run to complete it" });
  },
);

/** How a shell starts a program as `nohup` does, and as `nohup` does from a terminal when a program between has caught the signal. */
const NOHUPS = [["nohup", 'trap "" HUP;'], ["nohup deno task", "exec 0>/dev/null;"]] as const;

for (const [name, traps] of NOHUPS) {
  Deno.test(`run under ${name} goes on at SIGHUP, and so does its command`, {
    ignore: Deno.build.os !== "linux" && name !== "nohup",
  }, async () => {
    await using sandbox = await createSandbox();
    const script = 'kill -HUP $$; echo pid $$; while [ ! -e "$0" ]; do sleep 0.02; done; echo last';
    const child = startIgnoring(
      sandbox,
      traps,
      "run",
      "-e",
      "mine",
      "--",
      "sh",
      "-c",
      script,
      sandbox.path("gate"),
    );
    await readUntil(child.stdout, /pid/);
    child.kill("SIGHUP");
    await sandbox.write("gate", "");
    await readUntil(child.stdout, /last\n/);
    assert.equal(await finish(child), 0);
    const run = await completed(sandbox, "mine");
    assert.deepEqual([run.status, run.reason, run.last_line], ["completed", "", 2]);
  });
}

Deno.test("run in the background of a script ignores Ctrl-C like any program there, and so does its command", async () => {
  await using sandbox = await createSandbox();
  const script = 'kill -INT $$; echo pid $$; while [ ! -e "$0" ]; do sleep 0.02; done; echo last';
  const child = startIgnoring(sandbox, 'trap "" INT QUIT;', "run", "--", "sh", "-c", script, sandbox.path("gate"));
  await readUntil(child.stdout, /pid/);
  child.kill("SIGINT");
  child.kill("SIGQUIT");
  await sandbox.write("gate", "");
  await readUntil(child.stdout, /last\n/);
  assert.equal(await finish(child), 0);
});
