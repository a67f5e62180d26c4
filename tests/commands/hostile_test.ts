/**
 * What another user of this machine, or whoever has made a KV, can do to us by files. Each of these worked once.
 */
import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readStartMark } from "../../lib/process/alive.ts";
import { encodeKv } from "../../lib/store/kv/kv.ts";
import { openStore } from "../../lib/store/store.ts";
import { AS_OTHER, OTHER_UID, runProgramAsOther } from "../support/other_user.ts";
import { waitFor } from "../support/wait.ts";
import { listFiles, listSpooled, readLogText } from "../support/workspace.ts";
import { createSandbox, readUntil, type Sandbox } from "./program.ts";

/** A running process group that is none of ours to stop. */
function startBystander(): Deno.ChildProcess {
  return new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
}

/** A live run as a hostile KV has it: its owner record names a file as spool, and a process as its command. Gives its id. */
async function plantRun({ kv }: Sandbox, spool: string, childPid: number): Promise<string> {
  const store = await openStore(kv);
  const { id: experimentId } = await store.experiments.getOrCreate("planted");
  const { id } = await store.runs.create({
    experimentId,
    command: ["x"],
    cwd: "/",
    host: hostname(),
    status: "running",
  });
  await store.runs.requestCancel(id);
  store.close();
  const opened = await Deno.openKv(kv), dead = { instance: "dead", host: hostname(), pid: 4_194_303, pidMark: null };
  const owner = { ...dead, childPid, childMark: readStartMark(childPid), spool, nonce: "n", at: 0 };
  await encodeKv(opened).set(["owners", id], owner);
  opened.close();
  return id;
}

Deno.test("a KV that names a file as spool and a process as command: nothing is read, shown, removed or stopped", async () => {
  await using sandbox = await createSandbox();
  const secret = await sandbox.write("passwd", "root:x:0:0\n"),
    note = await sandbox.write("passwd.exit", "pid 1\nexit 0\n");
  const bystander = startBystander(), mark = readStartMark(bystander.pid);
  try {
    const id = await plantRun(sandbox, secret, bystander.pid);
    assert.match((await sandbox.stdcurve("ls")).stdout, /● running/);
    assert.doesNotMatch((await sandbox.stdcurve("export", id)).stdout, /root/);
    // Long enough for a recovery to hear of the request to cancel, which it looks for every half a second.
    const child = sandbox.start(
      "run",
      "-e",
      "own",
      "sh",
      "-c",
      'while [ ! -e "$0" ]; do sleep 0.02; done',
      sandbox.path("gate"),
    );
    await readUntil(child.stderr, /run \S+ at/);
    const hears = waitFor(() => readStartMark(bystander.pid) !== mark, { what: "the bystander's end", withinMs: 2000 });
    await hears.catch(() => {});
    await sandbox.write("gate", "");
    await child.output();
    assert.equal(readStartMark(bystander.pid), mark, "the bystander lives");
    using store = await openStore(sandbox.kv);
    assert.equal(await readLogText(store, id), "");
  } finally {
    bystander.kill("SIGKILL");
    await bystander.status;
  }
  assert.equal(await Deno.readTextFile(secret), "root:x:0:0\n");
  assert.equal(await Deno.readTextFile(note), "pid 1\nexit 0\n");
});

Deno.test("a link that was planted as the spool directory, the KV or the address: refused, and nothing is written through it", async () => {
  await using sandbox = await createSandbox();
  const elsewhere = sandbox.path("elsewhere"), profile = sandbox.path("profile");
  await Deno.mkdir(elsewhere);
  await Deno.symlink(elsewhere, `${sandbox.kv}.spool`);
  for (const words of [["run", "echo", "hello"], ["serve", "--port", "0"]]) {
    const { code, stderr } = await sandbox.stdcurve(...words);
    assert.equal(code, 1, words[0]);
    assert.match(stderr, /runs\.db\.spool is a symbolic link; remove it, or name another location\n$/);
  }
  assert.deepEqual(await listFiles(elsewhere), []);
  await Deno.symlink(profile, sandbox.path("other.db"));
  const { code, stderr } = await sandbox.stdcurve("run", "--kv", "other.db", "true");
  assert.deepEqual([code, stderr.includes("other.db is a symbolic link; remove it")], [1, true]);
  await assert.rejects(Deno.stat(profile), Deno.errors.NotFound);
});

Deno.test({
  name: "another user can read and forge nothing beside a KV in a directory that all may write to",
  ...AS_OTHER,
  async fn() {
    await using sandbox = await createSandbox();
    await Deno.chmod(sandbox.directory, 0o1777);
    const gate = sandbox.path("gate"), script = 'echo secret; while [ ! -e "$0" ]; do sleep 0.02; done; exit 3';
    const child = sandbox.start("run", "sh", "-c", script, gate);
    const [[, id]] = await Promise.all([readUntil(child.stderr, /run (\S+) at/), readUntil(child.stdout, /secret/)]);
    const spools = `${sandbox.kv}.spool`, planted = `${spools}/${id}`;
    const attempts = [
      ["cat", sandbox.kv],
      ["cat", `${sandbox.kv}-wal`],
      ["cat", `${planted}.log`],
      ["ls", spools],
      ["sh", "-c", 'echo "exit 0" >>"$0"', `${planted}.note`],
      ["ln", "-sf", "/etc/passwd", `${planted}.log`],
      ["mv", spools, `${spools}.mine`],
    ];
    for (const words of attempts) {
      const { code, stdout } = await runProgramAsOther(words);
      assert.notEqual(code, 0, words.join(" "));
      assert.equal(stdout, "", words.join(" "));
    }
    await Deno.writeTextFile(gate, "");
    assert.equal((await child.output()).code, 3);
    using store = await openStore(sandbox.kv);
    const run = await store.runs.get(id!);
    assert.deepEqual([run.status, run.exitCode], ["failed", 3]);
  },
});

Deno.test({
  name: "a spool directory that another user has made first: run says so and starts nothing",
  ...AS_OTHER,
  async fn() {
    await using sandbox = await createSandbox();
    await Deno.chmod(sandbox.directory, 0o1777);
    const spools = `${sandbox.kv}.spool`;
    await runProgramAsOther(["sh", "-c", 'mkdir "$0" && chmod 777 "$0"', spools]);
    const { code, stdout, stderr } = await sandbox.stdcurve("run", "echo", "started");
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, new RegExp(`runs\\.db\\.spool belongs to another user \\(uid ${OTHER_UID}, .*; remove it`));
    assert.deepEqual(await listSpooled(spools), []);
  },
});
