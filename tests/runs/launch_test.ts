import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { extractPoints } from "../../lib/intake/extract.ts";
import {
  inPlace,
  launch,
  listFiles,
  type Place,
  readColumn,
  readLog,
  readLogText,
  sh,
  waitFor,
} from "../support/place.ts";

const countLines = (place: Place, runId: string) => async () => (await place.store.runs.get(runId)).lastLine;

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const text = new TextDecoder();
  let all = "";
  for await (const piece of pieces) all += text.decode(piece, { stream: true });
  return all;
}

Deno.test("launchRun() stores log and points, says how it ended, and removes the spool", () =>
  inPlace(async (place) => {
    const script = 'echo "Step 1: loss=2.5, lr=1e-4"; echo "Step 2: loss=nan"; printf tail';
    const { run, output, done } = await launch(place, sh(script));
    assert.equal(run.status, "running");
    const [ended, shown] = await Promise.all([done, readAll(output)]);
    assert.deepEqual([ended?.status, ended?.exitCode, ended?.reason], ["completed", 0, ""]);
    const log = "Step 1: loss=2.5, lr=1e-4\nStep 2: loss=nan\ntail";
    assert.equal(await readLogText(place.store, run.id), log);
    assert.equal(shown, log);
    assert.deepEqual(await readColumn(place.store, run.id, "loss"), [2.5, NaN]);
    assert.deepEqual(await readColumn(place.store, run.id, "loss", "line"), [1, 2]);
    assert.deepEqual(await readColumn(place.store, run.id, "learning_rate", "step"), [1]);
    assert.deepEqual(await listFiles(place.spools), []);
  }));

Deno.test("launchRun() gives the output as it comes although the store does not answer", () =>
  inPlace(async (place) => {
    const { flush } = place.store.ingest;
    let isDown = true;
    place.store.ingest.flush = (...args) => isDown ? Promise.reject(new Error("no answer")) : flush(...args);
    const gate = `${place.directory}/gate`;
    const script = `echo before; while [ ! -e ${gate} ]; do sleep 0.02; done; echo after`;
    const { run, output, done } = await launch(place, sh(script));
    let shown = "";
    for await (const piece of output) {
      shown += new TextDecoder().decode(piece);
      if (shown === "before\n") await Deno.writeTextFile(gate, "");
      if (shown === "before\nafter\n") isDown = false;
    }
    assert.equal(shown, "before\nafter\n");
    assert.equal((await done)?.status, "completed");
    assert.equal(await readLogText(place.store, run.id), shown);
  }));

Deno.test("launchRun() stores the output although nobody reads it", () =>
  inPlace(async (place) => {
    const { run, output, done } = await launch(place, sh("for i in $(seq 3000); do echo Step $i: loss=$i.5; done"));
    for await (const _ of output) break; // as a pager that was left open
    assert.equal((await done)?.status, "completed");
    assert.equal((await readColumn(place.store, run.id, "loss")).length, 3000);
  }));

Deno.test("launchRun() makes a failed run of a command that isn't there", () =>
  inPlace(async (place) => {
    const ended = await (await launch(place, ["no-such-program-anywhere"])).done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 127]);
    assert.equal(ended?.reason, "command not found: no-such-program-anywhere");
  }));

Deno.test("launchRun() makes a failed run of a command that the system can't start", () =>
  inPlace(async (place) => {
    const { run, done, output } = await launch(place, ["true"], { env: { BAD: "a\0b" } });
    assert.equal(run.status, "failed");
    assert.match(run.reason, /^cannot be started: /);
    assert.deepEqual([await done, await readAll(output)], [run, ""]);
    assert.deepEqual(await place.store.runs.listLive(), []);
    assert.deepEqual(await listFiles(place.spools), []);
  }));

Deno.test("launchRun() stores nothing of an empty command or when the directory isn't there", () =>
  inPlace(async (place) => {
    await assert.rejects(launch(place, ["true"], { cwd: `${place.directory}/no` }), /does not exist/);
    await assert.rejects(launch(place, []), InvalidInput);
    assert.deepEqual((await place.store.runs.list(place.experimentId)).items, []);
  }));

Deno.test("launchRun() reports a command killed by a signal", () =>
  inPlace(async (place) => {
    const ended = await (await launch(place, sh("kill -9 $$"))).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "killed by SIGKILL", 137]);
  }));

Deno.test("launchRun() reports a command whose shell was killed with it", () =>
  inPlace(async (place) => {
    const ended = await (await launch(place, sh("kill -9 $PPID $$"))).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "killed by SIGKILL", null]);
  }));

Deno.test("launchRun() knows the exit code although the note of it could not be written", () =>
  inPlace(async (place) => {
    const script = 'note=$(ls "$0"/*.exit); ln -sf /no/such/place "$note"; exit 5';
    const ended = await (await launch(place, [...sh(script), place.spools])).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "exit code 5", 5]);
  }));

Deno.test("launchRun() follows a command that closed its streams to its end", () =>
  inPlace(async (place) => {
    const gate = `${place.directory}/gate`;
    const script = `echo "Step 1: loss=1"; exec >&- 2>&-; while [ ! -e ${gate} ]; do sleep 0.02; done; exit 3`;
    const { run, done } = await launch(place, sh(script));
    assert.equal(await waitFor(countLines(place, run.id)), 1);
    assert.equal((await place.store.runs.get(run.id)).status, "running");
    await Deno.writeTextFile(gate, "");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 3]);
    assert.equal(await readLogText(place.store, run.id), "Step 1: loss=1\n");
  }));

Deno.test("launchRun() stores half a character when it comes, and the whole when the rest does", () =>
  inPlace(async (place) => {
    const gate = `${place.directory}/gate`;
    const script =
      `printf 'Step 1: loss=1.5 \\303'; while [ ! -e ${gate} ]; do sleep 0.02; done; printf '\\251t\\303\\251\\n'`;
    const { run, done } = await launch(place, sh(script));
    await waitFor(async () => (await place.store.runs.get(run.id)).logBytes === 18);
    await Deno.writeTextFile(gate, "");
    await done;
    assert.equal(await readLogText(place.store, run.id), "Step 1: loss=1.5 été\n");
    assert.equal((await place.store.logs.read(run.id, {})).lines[0]?.text, "Step 1: loss=1.5 été");
    assert.deepEqual(await readColumn(place.store, run.id, "loss"), [1.5]);
  }));

/** Logs that no careful program prints. */
const NASTY: Record<string, () => Uint8Array> = {
  "a line of 10 MB": () => new TextEncoder().encode(`Step 1: loss=1.5\n${"x".repeat(10_000_000)}\nStep 2: loss=2.5\n`),
  "a bar that was redrawn for 3 MB": () => new TextEncoder().encode("\r 7%|▋  | 7/100 [loss=0.5]".repeat(100_000)),
  "NUL bytes": () => new TextEncoder().encode(`${"\0".repeat(70_000)}Step 1: loss=1.5\0\n\0`),
  "binary noise": () => Uint8Array.from({ length: 600_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) % 256),
  "no final newline": () => new TextEncoder().encode("Step 1: loss=1.5\nStep 2: loss=2.5"),
  "carriage returns and newlines alone": () => new TextEncoder().encode("\r\n\r\r\n\n\r".repeat(20_000)),
};

for (const [what, write] of Object.entries(NASTY)) {
  Deno.test(`launchRun() keeps a log of ${what} byte for byte, with the points of one reading`, () =>
    inPlace(async (place) => {
      const log = write(), path = `${place.directory}/nasty.log`;
      await Deno.writeFile(path, log);
      const { run, done } = await launch(place, ["cat", path]);
      assert.equal((await done)?.status, "completed");
      const kept = await readLog(place.store, run.id);
      assert.equal(kept.length, log.length);
      assert.ok(kept.every((byte, i) => byte === log[i]));
      const expected: Record<string, number[]> = {};
      await extractPoints(
        ReadableStream.from([log]),
        ({ metric, value }) => void (expected[metric] ??= []).push(value),
      );
      const { columns } = await place.store.points.read(run.id);
      assert.deepEqual(Object.fromEntries([...columns].map(([name, { value }]) => [name, [...value]])), expected);
    }));
}

Deno.test("launchRun() ends a cancelled run with its grandchildren", () =>
  inPlace(async (place) => {
    const script = '(trap "" INT; while :; do sleep 0.05; done) & echo "child $!"; wait';
    const { run, done } = await launch(place, sh(script));
    await waitFor(countLines(place, run.id));
    const grandchild = Number(/child (\d+)/.exec(await readLogText(place.store, run.id))![1]);
    await place.store.runs.requestCancel(run.id);
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "cancelled"]);
    assert.throws(() => Deno.kill(grandchild, "SIGCONT"), Deno.errors.NotFound);
  }));

Deno.test("launchRun() passes signals on, and an interrupted run is cancelled", () =>
  inPlace(async (place) => {
    const { run, done, signal } = await launch(place, sh("echo go; exec sleep 60"));
    await waitFor(countLines(place, run.id));
    signal("SIGINT");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "stopped by SIGINT"]);
  }));

Deno.test("launchRun() lets go of a run whose command is over at a signal while the store does not answer", () =>
  inPlace(async (place) => {
    const { update } = place.store.runs;
    const { run, done, signal } = await launch(place, sh("echo Step 1: loss=1"), {
      onTrouble: () => signal("SIGINT"),
    });
    place.store.runs.update = () => Promise.reject(new Error("no answer"));
    assert.equal(await done, null);
    place.store.runs.update = update;
    assert.equal((await place.store.runs.get(run.id)).status, "running");
    assert.deepEqual(await listFiles(place.spools), [`${run.id}.log`, `${run.id}.log.exit`]);
  }));

Deno.test("launchRun() says that the KV file was removed under it, and leaves the output where it is", () =>
  inPlace(async (place) => {
    const gate = `${place.directory}/gate`;
    const { run, done } = await launch(place, sh(`while [ ! -e ${gate} ]; do sleep 0.02; done; echo Step 1: loss=1`));
    await Deno.remove(place.kv);
    await Deno.writeTextFile(gate, "");
    await assert.rejects(done, /the KV file .*kv\.db was removed while it was in use; .*whole output is in .*\.log:/);
    assert.equal(await Deno.readTextFile(`${place.spools}/${run.id}.log`), "Step 1: loss=1\n");
  }));
