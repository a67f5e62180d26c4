import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { extractPoints } from "../../lib/intake/extract.ts";
import {
  inWorkspace,
  launch,
  listSpooled,
  readColumn,
  readLogBytes,
  readLogText,
  sh,
  type Workspace,
} from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";

const countLines = (workspace: Workspace, runId: string) => async () =>
  (await workspace.store.runs.get(runId)).lastLine;

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const text = new TextDecoder();
  let all = "";
  for await (const piece of pieces) all += text.decode(piece, { stream: true });
  return all;
}

Deno.test("launchRun() stores log and points and how the command ended, and removes the spool", () =>
  inWorkspace(async (workspace) => {
    const script = 'echo "Step 1: loss=2.5, lr=1e-4"; echo "Step 2: loss=nan"; printf tail';
    const { run, output, done } = await launch(workspace, sh(script));
    assert.equal(run.status, "running");
    const [ended, shown] = await Promise.all([done, readAll(output)]);
    assert.deepEqual([ended?.status, ended?.exitCode, ended?.reason], ["completed", 0, ""]);
    const log = "Step 1: loss=2.5, lr=1e-4\nStep 2: loss=nan\ntail";
    assert.equal(await readLogText(workspace.store, run.id), log);
    assert.equal(shown, log);
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss"), [2.5, NaN]);
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss", "line"), [1, 2]);
    assert.deepEqual(await readColumn(workspace.store, run.id, "learning_rate", "step"), [1]);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("launchRun() yields the output at once while the store does not answer", () =>
  inWorkspace(async (workspace) => {
    const { flush } = workspace.store.ingest;
    let isDown = true;
    workspace.store.ingest.flush = (...args) => isDown ? Promise.reject(new Error("no answer")) : flush(...args);
    const gate = `${workspace.directory}/gate`;
    const script = `echo before; while [ ! -e ${gate} ]; do sleep 0.02; done; echo after`;
    const { run, output, done } = await launch(workspace, sh(script));
    let shown = "";
    for await (const piece of output) {
      shown += new TextDecoder().decode(piece);
      if (shown === "before\n") await Deno.writeTextFile(gate, "");
      if (shown === "before\nafter\n") isDown = false;
    }
    assert.equal(shown, "before\nafter\n");
    assert.equal((await done)?.status, "completed");
    assert.equal(await readLogText(workspace.store, run.id), shown);
  }));

Deno.test("launchRun() stores the output when nobody reads it", () =>
  inWorkspace(async (workspace) => {
    const { run, output, done } = await launch(workspace, sh("for i in $(seq 3000); do echo Step $i: loss=$i.5; done"));
    for await (const _ of output) break; // like a pager that the user left open
    assert.equal((await done)?.status, "completed");
    assert.equal((await readColumn(workspace.store, run.id, "loss")).length, 3000);
  }));

Deno.test("launchRun() makes a failed run of a command that does not exist", () =>
  inWorkspace(async (workspace) => {
    const ended = await (await launch(workspace, ["no-such-program-anywhere"])).done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 127]);
    assert.equal(ended?.reason, "command not found: no-such-program-anywhere");
  }));

Deno.test("launchRun() makes a failed run of a command that the system can't start", () =>
  inWorkspace(async (workspace) => {
    const { run, done, output } = await launch(workspace, ["true"], { env: { BAD: "a\0b" } });
    assert.equal(run.status, "failed");
    assert.match(run.reason, /^cannot be started: /);
    assert.deepEqual([await done, await readAll(output)], [run, ""]);
    assert.deepEqual(await workspace.store.runs.listLive(), []);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("launchRun() stores nothing when the command is empty or the directory does not exist", () =>
  inWorkspace(async (workspace) => {
    await assert.rejects(launch(workspace, ["true"], { cwd: `${workspace.directory}/no` }), /does not exist/);
    await assert.rejects(launch(workspace, []), InvalidInput);
    assert.deepEqual((await workspace.store.runs.list(workspace.experimentId)).items, []);
  }));

Deno.test("launchRun() reports a command killed by a signal", () =>
  inWorkspace(async (workspace) => {
    const ended = await (await launch(workspace, sh("kill -9 $$"))).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "killed by SIGKILL", 137]);
  }));

Deno.test("launchRun() reports a command whose shell was killed with it", () =>
  inWorkspace(async (workspace) => {
    const ended = await (await launch(workspace, sh("kill -9 $PPID $$"))).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "killed by SIGKILL", null]);
  }));

Deno.test("launchRun() knows the exit code when the shell could not write its note", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const script = `echo a; while [ ! -e ${gate} ]; do sleep 0.02; done
      note=$(ls "$0"/*.note); ln -sf /no/such/workspace "$note"; exit 5`;
    const { run, done } = await launch(workspace, [...sh(script), workspace.spools]);
    await waitFor(countLines(workspace, run.id), { what: "a stored line: the capture has read the note" });
    await Deno.writeTextFile(gate, "");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "exit code 5", 5]);
  }));

Deno.test("launchRun() believes the exit of its own child more than the note", () =>
  inWorkspace(async (workspace) => {
    const script = 'echo "exit 0" >>"$(ls "$0"/*.note)"; exit 5';
    const ended = await (await launch(workspace, [...sh(script), workspace.spools])).done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 5]);
  }));

Deno.test("launchRun() captures a command to its end when it has closed its streams", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const script = `echo "Step 1: loss=1"; exec >&- 2>&-; while [ ! -e ${gate} ]; do sleep 0.02; done; exit 3`;
    const { run, done } = await launch(workspace, sh(script));
    assert.equal(await waitFor(countLines(workspace, run.id), { what: "a stored line" }), 1);
    assert.equal((await workspace.store.runs.get(run.id)).status, "running");
    await Deno.writeTextFile(gate, "");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 3]);
    assert.equal(await readLogText(workspace.store, run.id), "Step 1: loss=1\n");
  }));

Deno.test("launchRun() stores half a character at once, and shows it whole when the rest has arrived", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const script =
      `printf 'Step 1: loss=1.5 \\303'; while [ ! -e ${gate} ]; do sleep 0.02; done; printf '\\251t\\303\\251\\n'`;
    const { run, done } = await launch(workspace, sh(script));
    await waitFor(async () => (await workspace.store.runs.get(run.id)).logBytes === 18, { what: "18 stored bytes" });
    await Deno.writeTextFile(gate, "");
    await done;
    assert.equal(await readLogText(workspace.store, run.id), "Step 1: loss=1.5 été\n");
    assert.equal((await workspace.store.logs.read(run.id, {})).lines[0]?.text, "Step 1: loss=1.5 été");
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss"), [1.5]);
  }));

/** Logs that a careful program would not print. */
const NASTY: Record<string, () => Uint8Array> = {
  "a line of 10 MB": () => new TextEncoder().encode(`Step 1: loss=1.5\n${"x".repeat(10_000_000)}\nStep 2: loss=2.5\n`),
  "a bar that was redrawn for 3 MB": () => new TextEncoder().encode("\r 7%|▋  | 7/100 [loss=0.5]".repeat(100_000)),
  "NUL bytes": () => new TextEncoder().encode(`${"\0".repeat(70_000)}Step 1: loss=1.5\0\n\0`),
  "binary noise": () => Uint8Array.from({ length: 600_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) % 256),
  "no final newline": () => new TextEncoder().encode("Step 1: loss=1.5\nStep 2: loss=2.5"),
  "carriage returns and newlines alone": () => new TextEncoder().encode("\r\n\r\r\n\n\r".repeat(20_000)),
};

for (const [what, write] of Object.entries(NASTY)) {
  Deno.test(`launchRun() stores a log of ${what} byte for byte, with the points of one reading`, () =>
    inWorkspace(async (workspace) => {
      const log = write(), path = `${workspace.directory}/nasty.log`;
      await Deno.writeFile(path, log);
      const { run, done } = await launch(workspace, ["cat", path]);
      assert.equal((await done)?.status, "completed");
      const kept = await readLogBytes(workspace.store, run.id);
      assert.equal(kept.length, log.length);
      assert.ok(kept.every((byte, i) => byte === log[i]));
      const expected: Record<string, number[]> = {};
      await extractPoints(
        ReadableStream.from([log]),
        ({ metric, value }) => void (expected[metric] ??= []).push(value),
      );
      const { columns } = await workspace.store.points.read(run.id);
      assert.deepEqual(Object.fromEntries([...columns].map(([name, { value }]) => [name, [...value]])), expected);
    }));
}

Deno.test("launchRun() ends a cancelled run with its grandchildren", () =>
  inWorkspace(async (workspace) => {
    const script = '(trap "" INT; while :; do sleep 0.05; done) & echo "child $!"; wait';
    const { run, done } = await launch(workspace, sh(script));
    await waitFor(countLines(workspace, run.id), { what: "a stored line" });
    const grandchild = Number(/child (\d+)/.exec(await readLogText(workspace.store, run.id))![1]);
    await workspace.store.runs.requestCancel(run.id);
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "cancelled"]);
    assert.throws(() => Deno.kill(grandchild, "SIGCONT"), Deno.errors.NotFound);
  }));

Deno.test("launchRun() forwards signals, and cancels a run that was interrupted", () =>
  inWorkspace(async (workspace) => {
    const { run, done, signal } = await launch(workspace, sh("echo go; exec sleep 60"));
    await waitFor(countLines(workspace, run.id), { what: "a stored line" });
    signal("SIGINT");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "stopped by SIGINT"]);
  }));

Deno.test("launchRun() ends the capture at a signal when the command has ended and the store does not answer", () =>
  inWorkspace(async (workspace) => {
    const { update } = workspace.store.runs, gate = `${workspace.directory}/gate`;
    const script = `echo Step 1: loss=1; while [ ! -e ${gate} ]; do sleep 0.02; done`;
    const { run, done, signal } = await launch(workspace, sh(script), { onError: () => signal("SIGINT") });
    workspace.store.runs.update = () => Promise.reject(new Error("no answer"));
    await Deno.writeTextFile(gate, "");
    assert.equal(await done, null);
    workspace.store.runs.update = update;
    assert.equal((await workspace.store.runs.get(run.id)).status, "running");
    assert.deepEqual(await listSpooled(workspace.spools), [`${run.id}.log`, `${run.id}.note`]);
  }));

Deno.test("launchRun() reports that the KV file was removed, and keeps the spool", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const { run, done } = await launch(
      workspace,
      sh(`while [ ! -e ${gate} ]; do sleep 0.02; done; echo Step 1: loss=1`),
    );
    await Deno.remove(workspace.kv);
    await Deno.writeTextFile(gate, "");
    await assert.rejects(
      done,
      /the KV file .*kv\.db was removed while it was in use; .*the whole output is in .*\.log;/,
    );
    assert.equal(await Deno.readTextFile(`${workspace.spools}/${run.id}.log`), "Step 1: loss=1\n");
  }));

Deno.test("launchRun() promises no spool when KV file and spool were removed", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const { run, done } = await launch(workspace, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done`));
    await waitFor(async () => (await workspace.store.runs.get(run.id)).logBytes > 0, { what: "the spool to be read" });
    await Deno.remove(workspace.kv);
    await Deno.remove(`${workspace.spools}/${run.id}.log`);
    await Deno.writeTextFile(gate, "");
    await assert.rejects(done, /was removed while it was in use; .*its spool \S+ was removed, too/);
  }));
