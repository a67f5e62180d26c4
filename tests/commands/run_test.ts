import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { listRunning } from "./processes.ts";
import { makePlace, readUntil } from "./program.ts";

const RUN_LINE =
  /^stdcurve: run ([0-9a-f-]{36}) at http:\/\/127\.0\.0\.1:8000\/experiments\/([0-9a-f-]{36})\?run=\1\n$/;

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  return await new Response(ReadableStream.from(pieces as AsyncIterable<Uint8Array<ArrayBuffer>>)).text();
}

Deno.test("run shows both streams unchanged, in order, and ends with the command's exit code", async () => {
  await using place = await makePlace();
  const script = "echo 'Step 1: loss=2.5'; echo oops >&2; printf 'bar 1\\rbar 2'; exit 7";
  const { code, stdout, stderr } = await place.stdcurve("run", "-e", "mine", "-n", "first", "--", "sh", "-c", script);
  assert.equal(stdout, "Step 1: loss=2.5\noops\nbar 1\rbar 2");
  assert.equal(code, 7);
  const [, runId, experimentId] = RUN_LINE.exec(stderr) ?? assert.fail(stderr);
  using store = await openStore(place.kv);
  const run = await store.runs.getOf(experimentId!, runId!);
  assert.equal((await store.experiments.get(experimentId!)).name, "mine");
  assert.deepEqual([run.name, run.status, run.exitCode], ["first", "failed", 7]);
  assert.deepEqual(run.command, ["sh", "-c", script]);
  assert.equal(await readAll(store.logs.bytes(run.id)), stdout);
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [2.5]);
});

Deno.test("run leaves flags behind the command to the command", async () => {
  await using place = await makePlace();
  const { code, stdout } = await place.stdcurve("run", "echo", "-e", "--name", "--help", "--kv");
  assert.equal(code, 0);
  assert.match(stdout, /--name --help --kv\n$/);
});

Deno.test("run keeps a failed run when the command doesn't exist", async () => {
  await using place = await makePlace();
  const { code, stderr } = await place.stdcurve("run", "--", "no-such-program-7");
  assert.equal(code, 127);
  assert.match(stderr, /command not found: no-such-program-7/);
  const { experiments } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].status, "failed");
  assert.match(experiments[0].runs[0].reason, /command not found: no-such-program-7/);
});

Deno.test("run stores nothing when the directory doesn't exist", async () => {
  await using place = await makePlace();
  const { code, stderr } = await place.stdcurve("run", "--cwd", place.path("gone"), "--", "true");
  assert.equal(code, 2);
  assert.match(stderr, /^stdcurve: [^\n]*gone[^\n]*\n$/);
  assert.deepEqual(JSON.parse((await place.stdcurve("ls", "--json")).stdout), { experiments: [] });
});

Deno.test("run tells the signal that killed the command", async () => {
  await using place = await makePlace();
  const { code } = await place.stdcurve("run", "--", "sh", "-c", "echo one; kill -9 $$");
  assert.equal(code, 137);
  const { experiments } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.match(experiments[0].runs[0].reason, /SIGKILL/);
});

Deno.test("run passes SIGTERM on to the command and its children", async () => {
  await using place = await makePlace();
  const child = place.start("run", "--", "sh", "-c", "sleep 600 & echo child $!; wait");
  const [, pid] = await readUntil(child.stdout, /child (\d+)\n/);
  child.kill("SIGTERM");
  const { code } = await child.output();
  assert.equal(code, 143);
  assert.deepEqual(await listRunning([Number(pid)]), []);
  const { experiments } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].status, "cancelled");
});

Deno.test("run captures to the end when nobody reads stdout any more", async () => {
  await using place = await makePlace();
  const child = place.start("run", "--", "sh", "-c", "for i in $(seq 20000); do echo Step $i: loss=$i.5; done");
  await readUntil(child.stdout, /Step 1:/);
  await child.stdout.cancel();
  const [status] = await Promise.all([child.status, child.stderr.cancel()]);
  assert.equal(status.code, 0);
  const { experiments } = JSON.parse((await place.stdcurve("ls", "--json")).stdout);
  assert.equal(experiments[0].runs[0].metrics.loss.count, 20_000);
});

Deno.test("run sets PYTHONUNBUFFERED unless the user set it", async () => {
  await using place = await makePlace();
  const { stdout } = await place.stdcurve("run", "--", "sh", "-c", "echo $PYTHONUNBUFFERED");
  assert.equal(stdout, "1\n");
});

Deno.test("run wants a command", async () => {
  await using place = await makePlace();
  const { code, stderr } = await place.stdcurve("run", "-e", "x");
  assert.equal(code, 2);
  assert.match(stderr, /^stdcurve: COMMAND is missing[^\n]*\n$/);
  assert.equal(await Deno.stat(place.kv).catch(() => null), null);
});
