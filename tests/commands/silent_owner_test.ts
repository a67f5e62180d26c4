/**
 * Owners that are stopped, killed, or out of sight in another container, and who takes their runs over. All processes are real.
 */
import assert from "node:assert/strict";
import { notePath, spoolPath } from "../../lib/process/spool.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { pauseBetweenCommits } from "../support/pause.ts";
import { readColumn, readLogText } from "../support/workspace.ts";
import { fromFileUrl } from "../support/paths.ts";
import { waitFor } from "../support/wait.ts";
import { CLI, createSandbox, readUntil, type Sandbox } from "./program.ts";

/** Prints three lines, each one when its file is there, and ends with code 3. */
const SCRIPT = 'for i in 1 2 3; do while [ ! -e "$0$i" ]; do sleep 0.02; done; echo "Step $i: loss=0.$i"; done; exit 3';
const PRINTED = "Step 1: loss=0.1\nStep 2: loss=0.2\nStep 3: loss=0.3\n";

const command = (sandbox: Sandbox) => ["run", "--", "sh", "-c", SCRIPT, sandbox.path("gate")];
const open = (sandbox: Sandbox, line: number) => sandbox.write(`gate${line}`, "");
const hasLines = (store: Store, id: string, lines: number) =>
  waitFor(async () => (await store.runs.get(id)).lastLine >= lines, { what: `${lines} stored lines` });

async function checkWhole(store: Store, id: string): Promise<void> {
  await waitFor(async () => (await store.runs.get(id)).status === "failed", { what: "the run to fail" });
  assert.equal((await store.runs.get(id)).exitCode, 3);
  assert.equal(await readLogText(store, id), PRINTED);
  assert.deepEqual(await readColumn(store, id, "loss", "step"), [1, 2, 3]);
}

/** A process that holds a run, with the id of the run. */
async function startRun(sandbox: Sandbox): Promise<{ child: Deno.ChildProcess; id: string }> {
  const child = sandbox.start(...command(sandbox));
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  return { child, id };
}

async function end(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
}

/** The part of a server that looks after runs, with a lease of a second. Its output is piped as that of a server. */
const ADOPTER = fromFileUrl(new URL("../support/adopter_program.ts", import.meta.url));

const startAdopter = (sandbox: Sandbox): Deno.ChildProcess =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", ADOPTER, sandbox.kv],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

const ownerPid = async (store: Store, id: string) => (await store.runs.getOwner(id))?.pid;

Deno.test("a server takes a run over whose `stdcurve run` is paused, which says so when it goes on; every byte is stored once", async () => {
  await using sandbox = await createSandbox();
  const { child, id } = await startRun(sandbox);
  using store = await openStore(sandbox.kv);
  await open(sandbox, 1);
  await hasLines(store, id, 1);
  await pauseBetweenCommits(child.pid, { kv: sandbox.kv, signal: (name) => child.kill(name) });
  const server = startAdopter(sandbox);
  await open(sandbox, 2);
  await hasLines(store, id, 2);
  assert.equal(await ownerPid(store, id), server.pid);
  child.kill("SIGCONT");
  await readUntil(
    child.stderr,
    new RegExp(`run ${id} was taken over by another stdcurve \\(process ${server.pid} on `),
  );
  await open(sandbox, 3);
  await checkWhole(store, id);
  const [{ code }, shown] = await Promise.all([child.status, new Response(child.stdout).text(), child.stderr.cancel()]);
  assert.deepEqual([code, shown], [3, PRINTED]);
  await end(server);
});

Deno.test("run takes its run back when the one that took it over has died, and ends when everything is stored", async () => {
  await using sandbox = await createSandbox();
  const { child, id } = await startRun(sandbox);
  using store = await openStore(sandbox.kv);
  await waitFor(async () => await ownerPid(store, id) === child.pid, { what: "the run to be stored with its owner" });
  await pauseBetweenCommits(child.pid, { kv: sandbox.kv, signal: (name) => child.kill(name) });
  const server = startAdopter(sandbox);
  await waitFor(async () => await ownerPid(store, id) === server.pid, { what: "another process to take the run over" });
  child.kill("SIGCONT");
  await readUntil(child.stderr, /was taken over by another stdcurve/);
  await end(server);
  for (const line of [1, 2, 3]) await open(sandbox, line);
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 3);
  assert.equal((await store.runs.get(id)).status, "failed");
  await checkWhole(store, id);
});

Deno.test("import - takes over a run whose `stdcurve run` was killed", async () => {
  await using sandbox = await createSandbox();
  const { child, id } = await startRun(sandbox);
  await end(child);
  using store = await openStore(sandbox.kv);
  const importing = sandbox.startPiped("import", "-"), stdin = importing.stdin.getWriter();
  await stdin.write(new TextEncoder().encode("Step 1: loss=1\n"));
  await waitFor(async () => await ownerPid(store, id) === importing.pid, { what: "the import to take the run over" });
  for (const line of [1, 2, 3]) await open(sandbox, line);
  await checkWhole(store, id);
  await stdin.close();
  assert.equal((await importing.output()).code, 0);
});

/** Starts `stdcurve WORDS…` where it has its own process ids and host name, as in a container on the same machine. */
const startContained = (sandbox: Sandbox, name: string, words: string[]): Deno.ChildProcess =>
  startProgramContained(sandbox, name, [CLI, ...words]);

/** The same for any of our programs. */
function startProgramContained(sandbox: Sandbox, name: string, words: string[]): Deno.ChildProcess {
  const program = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", ...words];
  return new Deno.Command("unshare", {
    args: ["--pid", "--fork", "--kill-child", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', name, ...program],
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Options of a test that needs containers: root, and `unshare` (util-linux). */
const CONTAINED = { ignore: !canContain() };

function canContain(): boolean {
  try {
    const args = ["--pid", "--fork", "--uts", "hostname", "contained"];
    return new Deno.Command("unshare", { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false; // there is no unshare
  }
}

Deno.test(
  "ls, export, rm and serve in another container of the same name leave a living run alone",
  CONTAINED,
  async () => {
    await using sandbox = await createSandbox();
    const run = startContained(sandbox, "box", command(sandbox)),
      id = (await readUntil(run.stderr, /run (\S+) at/))[1]!;
    using store = await openStore(sandbox.kv);
    await open(sandbox, 1);
    await hasLines(store, id, 1);
    const server = startContained(sandbox, "box", ["serve", "--port", "0"]);
    await readUntil(server.stdout, /^stdcurve: http/);
    const before = (await store.runs.getOwner(id))!;
    for (const words of [["ls"], ["export", id], ["rm", id]]) {
      const { stdout, stderr } = await startContained(sandbox, "box", words).output();
      assert.doesNotMatch(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr), /lost|silent/);
    }
    // The server has looked for longer than a lease takes when it has seen the lease renewed three times.
    await waitFor(async () => (await store.runs.getOwner(id))!.at >= before.at + 20_000, { what: "four renewals" });
    assert.equal((await store.runs.getOwner(id))!.instance, before.instance);
    assert.ok(await Deno.stat(spoolPath(`${sandbox.kv}.spool`, id)));
    for (const line of [2, 3]) await open(sandbox, line);
    await checkWhole(store, id);
    await Promise.all([end(server), run.output()]);
  },
);

Deno.test(
  "a server in a container of a new name takes a run over, and cancels it without signalling anything",
  CONTAINED,
  async () => {
    await using sandbox = await createSandbox();
    const run = startContained(sandbox, "old", command(sandbox)),
      id = (await readUntil(run.stderr, /run (\S+) at/))[1]!;
    using store = await openStore(sandbox.kv);
    await open(sandbox, 1);
    await hasLines(store, id, 1);
    await end(run); // and everything in its container
    const server = startProgramContained(sandbox, "new", [ADOPTER, sandbox.kv]);
    await waitFor(async () => (await store.runs.getOwner(id))!.host === "new", {
      what: "the new container to take over",
    });
    await waitFor(async () => (await store.runs.get(id)).reason !== "", { what: "what the run says" });
    const words = "its command can't be seen from here; if it has ended on old, cancel the run";
    const { status, reason } = await store.runs.get(id);
    assert.deepEqual([status, reason], ["running", words]);
    const { code, stderr } = await sandbox.stdcurve("cancel", id);
    const ended = await store.runs.get(id);
    assert.deepEqual([code, ended.status], [0, "cancelled"], stderr);
    assert.equal(ended.reason, "cancelled; its command can't be seen from here and may still run on old");
    assert.equal(await Deno.readTextFile(spoolPath(`${sandbox.kv}.spool`, id)), "Step 1: loss=0.1\n");
    await end(server);
  },
);

Deno.test("serve takes a run over on a machine that was renamed, and ends it as its command ends", async () => {
  await using sandbox = await createSandbox();
  const { child, id } = await startRun(sandbox);
  await end(child);
  using store = await openStore(sandbox.kv);
  await store.runs.setOwner(id, { ...(await store.runs.getOwner(id))!, host: "before" });
  const note = notePath(spoolPath(`${sandbox.kv}.spool`, id)), text = await Deno.readTextFile(note);
  await Deno.writeTextFile(note, text.replace(/^host .*/m, "host before"));
  const server = sandbox.start("serve", "--port", "0");
  for (const line of [1, 2, 3]) await open(sandbox, line);
  await checkWhole(store, id);
  await end(server);
});
