import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/store.ts";
import { listRunning } from "./processes.ts";
import { listSpooled } from "../support/workspace.ts";
import { encodeText } from "../support/encode_text.ts";
import { createSandbox, listKept, readUntil } from "./program.ts";

const RUN_LINE =
  /^stdcurve: run ([0-9a-f-]{36}) at http:\/\/127\.0\.0\.1:8000\/experiments\/([0-9a-f-]{36})\?run=\1 \(once stdcurve serve runs\)\n$/;

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  return await new Response(ReadableStream.from(pieces as AsyncIterable<Uint8Array<ArrayBuffer>>)).text();
}

Deno.test("run shows both streams unchanged, in order, and ends with the command's exit code", async () => {
  await using sandbox = await createSandbox();
  const script = "echo 'Step 1: loss=2.5'; echo oops >&2; printf 'bar 1\\rbar 2'; exit 7";
  const { code, stdout, stderr } = await sandbox.stdcurve("run", "-e", "mine", "-n", "first", "--", "sh", "-c", script);
  assert.equal(stdout, "Step 1: loss=2.5\noops\nbar 1\rbar 2");
  assert.equal(code, 7);
  const [, runId, experimentId] = RUN_LINE.exec(stderr) ?? assert.fail(stderr);
  using store = await openStore(sandbox.kv);
  const run = await store.runs.getOf(experimentId!, runId!);
  assert.equal((await store.experiments.get(experimentId!)).name, "mine");
  assert.deepEqual([run.name, run.status, run.exitCode], ["first", "failed", 7]);
  assert.deepEqual(run.command, ["sh", "-c", script]);
  assert.equal(await readAll(store.logs.bytes(run.id)), stdout);
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [2.5]);
});

for (
  const [words, printed] of [
    [["echo", "-e", "--name", "--help", "--kv"], "--name --help --kv\n"],
    [["--", "printf", "%s ", "-e", "--help", "--", "-1"], "-e --help -- -1 "],
    [["-e", "x", "printf", "%s ", "--", "--lr=3", ""], "-- --lr=3  "],
  ] as const
) {
  Deno.test(`run ${words.join(" ")} passes the words after the command to the command`, async () => {
    await using sandbox = await createSandbox();
    const { code, stdout } = await sandbox.stdcurve("run", ...words);
    assert.equal(code, 0);
    assert.ok(stdout.endsWith(printed), JSON.stringify(stdout));
  });
}

Deno.test("run stores a failed run when the command does not exist", async () => {
  await using sandbox = await createSandbox();
  const { code, stderr } = await sandbox.stdcurve("run", "--", "no-such-program-7");
  assert.equal(code, 127);
  assert.match(stderr, /command not found: no-such-program-7/);
  const { experiments } = JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].status, "failed");
  assert.match(experiments[0].runs[0].reason, /command not found: no-such-program-7/);
});

Deno.test("run stores nothing when the directory does not exist", async () => {
  await using sandbox = await createSandbox();
  const { code, stderr } = await sandbox.stdcurve("run", "--cwd", sandbox.path("gone"), "--", "true");
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: [^\n]*gone[^\n]*\n$/);
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
});

Deno.test("run stores the signal that killed the command", async () => {
  await using sandbox = await createSandbox();
  const { code } = await sandbox.stdcurve("run", "--", "sh", "-c", "echo one; kill -9 $$");
  assert.equal(code, 137);
  const { experiments } = JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout);
  assert.match(experiments[0].runs[0].reason, /SIGKILL/);
});

Deno.test("run ends with 137 when the command was killed with its whole process group", async () => {
  await using sandbox = await createSandbox();
  const { code } = await sandbox.stdcurve("run", "--", "sh", "-c", "echo one; kill -9 0");
  assert.equal(code, 137);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.status, run.reason, run.last_line], ["failed", "killed by SIGKILL", 1]);
});

Deno.test("run ends with the command's exit code when its KV file was removed, and says where the output is", async () => {
  await using sandbox = await createSandbox();
  for (const code of [0, 5]) {
    const script = `echo one; rm -f ${sandbox.kv} ${sandbox.kv}-wal ${sandbox.kv}-shm; echo two; exit ${code}`;
    const ended = await sandbox.stdcurve("run", "--", "sh", "-c", script);
    assert.deepEqual([ended.code, ended.stdout], [code, "one\ntwo\n"], ended.stderr);
    const [, spool] = /whole output is in (\S+\.log);/.exec(ended.stderr) ?? assert.fail(ended.stderr);
    assert.equal(await Deno.readTextFile(spool!), "one\ntwo\n");
  }
});

Deno.test("run forwards SIGTERM to the command and its children", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.start("run", "--", "sh", "-c", "sleep 600 & echo child $!; wait");
  const [, pid] = await readUntil(child.stdout, /child (\d+)\n/);
  child.kill("SIGTERM");
  const { code } = await child.output();
  assert.equal(code, 143);
  assert.deepEqual(await listRunning([Number(pid)]), []);
  const { experiments } = JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].status, "cancelled");
});

Deno.test("run stores the whole output when nobody reads stdout any more", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.start("run", "--", "sh", "-c", "for i in $(seq 20000); do echo Step $i: loss=$i.5; done");
  await readUntil(child.stdout, /Step 1:/);
  await child.stdout.cancel();
  const [status] = await Promise.all([child.status, child.stderr.cancel()]);
  assert.equal(status.code, 0);
  const { experiments } = JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].metrics.loss.count, 20_000);
});

Deno.test("run sets PYTHONUNBUFFERED unless the user set it", async () => {
  await using sandbox = await createSandbox();
  const { stdout } = await sandbox.stdcurve("run", "--", "sh", "-c", "echo $PYTHONUNBUFFERED");
  assert.equal(stdout, "1\n");
  const own = await sandbox.with({ PYTHONUNBUFFERED: "" }).stdcurve(
    "run",
    "--",
    "sh",
    "-c",
    'echo "[$PYTHONUNBUFFERED]"',
  );
  assert.equal(own.stdout, "[]\n");
});

Deno.test("run says in which encoding it read a log that isn't UTF-8, and prints its bytes as they are", async () => {
  await using sandbox = await createSandbox();
  const octal = Array.from(encodeText("训练损失: 0.5", "gb18030"), (byte) => `\\${byte.toString(8)}`).join("");
  const { stdout, stderr } = await sandbox.stdcurve("run", "--", "sh", "-c", `printf '${octal}\\n'`);
  assert.deepEqual(stderr.trimEnd().split("\n").slice(1), ["stdcurve: the log isn't UTF-8; it is read as gb18030"]);
  assert.equal(stdout, new TextDecoder().decode(encodeText("训练损失: 0.5\n", "gb18030")));
  assert.match((await sandbox.stdcurve("ls")).stdout, /训练损失 0\.5/);
});

Deno.test("run says in one line at its end what the curves leave out, and ls says it in few words", async () => {
  await using sandbox = await createSandbox();
  const lines = "for i in 1 2 3; do echo \"step $i: loss=0.$i level=3 $(yes x | tr -d '\\n' | head -c 5000)\"; done";
  const { code, stderr } = await sandbox.stdcurve("run", "--", "sh", "-c", lines);
  assert.equal(code, 0);
  const [, said, ...others] = stderr.trimEnd().split("\n");
  assert.match(said!, /^stdcurve: not everything is in the curves: 3 lines were read only to character 4,096/);
  assert.deepEqual(others, []);
  assert.match((await sandbox.stdcurve("ls")).stdout, / 1 name not charted, 1 warning\n/);
  const whole = await sandbox.stdcurve("run", "echo", "step 1: loss=0.5");
  assert.equal(whole.stderr.trimEnd().split("\n").length, 1);
});

Deno.test("run refuses a missing command, bad names and bad options before it creates anything", async () => {
  await using sandbox = await createSandbox();
  for (
    const [words, why] of [
      [["-e", "x"], /missing required argument 'COMMAND'/],
      [["-e", "x", "--"], /missing required argument 'COMMAND'/],
      [["-e", "x", "--", ""], /COMMAND is empty/],
      [["-e", "", "true"], /--experiment must have 1 to 200 characters/],
      [["-e", "x", "-n", "", "true"], /--name must have 1 to 200 characters/],
      [["-e", "x", "-n", "a\nb", "true"], /--name must not hold control characters/],
      [["-e", "x", "--colour", "true"], /unknown option '--colour'/],
      [["-e"], /argument missing/],
      [["-e", "--name", "x", "true"], /--experiment needs a value, and --name looks like an option/],
      [["--colour", "sh", "--help"], /unknown option '--colour'/],
      [["--kv", "", "true"], /--kv is empty/],
    ] as const
  ) {
    const { code, stdout, stderr } = await sandbox.stdcurve("run", ...words);
    assert.deepEqual([code, stdout], [2, ""], stderr);
    assert.match(stderr, why);
    assert.match(stderr, /^stdcurve: [^\n]+\n$/);
  }
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
});

Deno.test("run passes its stdin to the command", async () => {
  await using sandbox = await createSandbox();
  const { code, stdout } = await sandbox.feed("Step 1: loss=0.5\n", "run", "--", "cat");
  assert.deepEqual([code, stdout], [0, "Step 1: loss=0.5\n"]);
});

Deno.test("run shows any bytes unchanged", async () => {
  await using sandbox = await createSandbox();
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919 + (i >> 8)) % 256);
  const { code, bytes: shown } = await sandbox.stdcurve("run", "--", "cat", await sandbox.write("bytes", bytes));
  assert.equal(code, 0);
  assert.deepEqual(shown, bytes);
});

for (const [signal, code] of [["SIGINT", 130], ["SIGQUIT", 131]] as const) {
  Deno.test(`run forwards ${signal}, and ends with ${code}`, async () => {
    await using sandbox = await createSandbox();
    const child = sandbox.start("run", "--", "sh", "-c", "echo pid $$; exec sleep 600");
    const [, pid] = await readUntil(child.stdout, /pid (\d+)\n/);
    child.kill(signal);
    assert.equal((await child.output()).code, code);
    assert.deepEqual(await listRunning([Number(pid)]), []);
    const [{ runs: [run] }] = await listKept(sandbox);
    assert.deepEqual([run.status, run.reason], ["cancelled", `stopped by ${signal}`]);
  });
}

Deno.test("run forwards SIGUSR1 and continues when the command continues", async () => {
  await using sandbox = await createSandbox();
  const script = "trap 'echo told; exit 4' USR1; echo ready; while :; do sleep 0.05; done";
  const child = sandbox.start("run", "--", "sh", "-c", script);
  await readUntil(child.stdout, /ready\n/);
  child.kill("SIGUSR1");
  const { code, stdout } = await child.output();
  assert.equal(code, 4);
  assert.match(new TextDecoder().decode(stdout), /told\n$/);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual([run.status, run.reason], ["failed", "exit code 4"]);
});

Deno.test("run shows output while the store cannot be written", async () => {
  await using sandbox = await createSandbox();
  (await openStore(sandbox.kv)).close();
  const gate = sandbox.path("gate");
  const script = 'echo first; for i in $(seq 600); do [ -e "$0" ] && break; sleep 0.05; done; echo "Step 1: loss=0.5"';
  const child = sandbox.start("run", "--", "sh", "-c", script, gate);
  await readUntil(child.stdout, /first\n/);
  using database = new DatabaseSync(sandbox.kv);
  database.exec("PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE");
  await sandbox.write("gate", "");
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  database.exec("ROLLBACK");
  assert.equal((await child.output()).code, 0);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.equal(run.metrics.loss.count, 1);
});

Deno.test("run ends at a signal while the store does not answer, and the rest is stored later", async () => {
  await using sandbox = await createSandbox();
  (await openStore(sandbox.kv)).close();
  const gate = sandbox.path("gate");
  const script =
    'echo first; for i in $(seq 600); do [ -e "$0" ] && break; sleep 0.05; done; echo "Step 1: loss=0.5"; exit 6';
  const child = sandbox.start("run", "--", "sh", "-c", script, gate);
  await readUntil(child.stdout, /first\n/);
  const database = new DatabaseSync(sandbox.kv);
  database.exec("PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE");
  await sandbox.write("gate", "");
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  await readUntil(child.stderr, /the KV runs\.db is locked by .*; retrying/);
  child.kill("SIGINT");
  await readUntil(child.stderr, /stopped before everything was stored/);
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 6);
  database.exec("ROLLBACK");
  database.close();
  const spools = await listSpooled(`${sandbox.kv}.spool`),
    id = spools.find((name) => name.endsWith(".log"))!.slice(0, -4);
  const note = sandbox.path(`runs.db.spool/${id}.note`);
  await sandbox.stdcurve("run", "-e", "other", "sh", "-c", 'while [ -e "$0" ]; do sleep 0.02; done', note);
  const run = (await listKept(sandbox)).flatMap(({ runs }) => runs).find((each) => each.id === id);
  assert.deepEqual([run.status, run.exit_code, run.metrics.loss.count], ["failed", 6, 1]);
});

Deno.test("run prints the address of the server when one is running", async () => {
  await using sandbox = await createSandbox();
  const server = sandbox.start("serve", "--port", "0");
  const [, origin] = await readUntil(server.stdout, /(http:\S+)\/\?token=/);
  assert.ok((await sandbox.stdcurve("run", "--", "true")).stderr.includes(` at ${origin}/experiments/`));
  server.kill("SIGTERM");
  await server.output();
  assert.match((await sandbox.stdcurve("run", "--", "true")).stderr, RUN_LINE);
});
