import assert from "node:assert/strict";
import { fromFileUrl } from "./support/paths.ts";
import { NotFound } from "../lib/errors.ts";
import { importLog } from "../lib/import.ts";
import { launchRun } from "../lib/launch.ts";
import { recoverRuns } from "../lib/recover.ts";
import { rereadRun } from "../lib/reread.ts";
import { openStore, type Store } from "../lib/store/store.ts";

interface Place {
  store: Store;
  directory: string;
  experimentId: string;
}

async function inStore(test: (place: Place) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    using store = await openStore(`${directory}/kv.db`);
    await test({ store, directory, experimentId: (await store.experiments.create({ name: "e" })).id });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const launch = ({ store, directory, experimentId }: Place, command: string[], options: object = {}) =>
  launchRun(store, {
    experimentId,
    command,
    cwd: directory,
    instance: crypto.randomUUID(),
    spoolDirectory: `${directory}/spools`,
    ...options,
  });

async function readLog(store: Store, id: string): Promise<string> {
  const pieces = await Array.fromAsync(store.logs.bytes(id)) as Uint8Array<ArrayBuffer>[];
  return await new Blob(pieces).text();
}

async function waitFor<T>(find: () => Promise<T | false | null | undefined>): Promise<T> {
  for (let i = 0; i < 1500; i++) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("waited in vain");
}

const sh = (script: string) => ["sh", "-c", script];
const filesIn = async (path: string) => (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name);

Deno.test("launchRun() stores log and points, says how it ended, and removes the spool", () =>
  inStore(async (place) => {
    const shown: string[] = [];
    const { run, done } = await launch(
      place,
      sh('echo "Step 1: loss=2.5, lr=1e-4"; echo "Step 2: loss=nan"; printf tail'),
      {
        onBytes: (bytes: Uint8Array) => void shown.push(new TextDecoder().decode(bytes)),
      },
    );
    assert.equal(run.status, "running");
    const ended = await done;
    assert.equal(ended?.status, "completed");
    assert.equal(ended?.exitCode, 0);
    const log = "Step 1: loss=2.5, lr=1e-4\nStep 2: loss=nan\ntail";
    assert.equal(await readLog(place.store, run.id), log);
    assert.equal(shown.join(""), log);
    const { columns } = await place.store.points.read(run.id);
    assert.deepEqual([...columns.get("loss")!.value], [2.5, NaN]);
    assert.deepEqual([...columns.get("loss")!.line], [1, 2]);
    assert.deepEqual([...columns.get("learning_rate")!.step], [1]);
    assert.deepEqual(await filesIn(`${place.directory}/spools`), []);
  }));

Deno.test("launchRun() makes a failed run of a command that isn't there", () =>
  inStore(async (place) => {
    const ended = await (await launch(place, ["no-such-program-anywhere"])).done;
    assert.equal(ended?.status, "failed");
    assert.equal(ended?.reason, "command not found: no-such-program-anywhere");
    assert.equal(ended?.exitCode, 127);
  }));

Deno.test("launchRun() stores nothing when the directory isn't there", () =>
  inStore(async (place) => {
    await assert.rejects(launch(place, ["true"], { cwd: `${place.directory}/no` }), /does not exist/);
    assert.deepEqual((await place.store.runs.list(place.experimentId)).items, []);
  }));

Deno.test("launchRun() reports a command killed by a signal", () =>
  inStore(async (place) => {
    const ended = await (await launch(place, sh("kill -9 $$"))).done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["failed", "killed by SIGKILL", 137]);
  }));

Deno.test("launchRun() ends a cancelled run with its grandchildren", () =>
  inStore(async (place) => {
    const { run, done } = await launch(place, sh('(while :; do sleep 0.05; done) & echo "Step 1: loss=1"; wait'));
    await waitFor(async () => (await place.store.runs.get(run.id)).lastLine === 1);
    await place.store.runs.requestCancel(run.id);
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "cancelled"]);
    assert.equal(ended?.metrics[0]?.count, 1);
  }));

Deno.test("launchRun() passes signals on, and an interrupted run is cancelled", () =>
  inStore(async (place) => {
    const { run, done, signal } = await launch(place, sh("echo go; exec sleep 60"));
    await waitFor(async () => (await place.store.runs.get(run.id)).lastLine === 1);
    signal("SIGINT");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["cancelled", "stopped by SIGINT"]);
  }));

Deno.test("ingest() goes on when the store fails for a while, and loses nothing", () =>
  inStore(async (place) => {
    let failures = 3;
    const troubles: unknown[] = [];
    const { flush } = place.store.ingest;
    place.store.ingest.flush = (...args) => {
      if (failures-- > 0) return Promise.reject(new Error("disk full"));
      return flush.apply(place.store.ingest, args);
    };
    const { run, done } = await launch(place, sh("for i in 1 2 3; do echo Step $i: loss=$i; done"), {
      onTrouble: (error: unknown) => troubles.push(error),
    });
    await done;
    assert.equal(troubles.length, 3);
    assert.deepEqual([...(await place.store.points.read(run.id)).columns.get("loss")!.value], [1, 2, 3]);
  }));

Deno.test("ingest() doubles nothing when a commit's answer was lost", () =>
  inStore(async (place) => {
    let lost = false;
    const { flush } = place.store.ingest;
    place.store.ingest.flush = async (...args) => {
      await flush.apply(place.store.ingest, args);
      if (!lost) {
        lost = true;
        throw new Error("connection reset");
      }
    };
    const { run, done } = await launch(place, sh("for i in 1 2 3; do echo Step $i: loss=$i; done"));
    await done;
    assert.deepEqual([...(await place.store.points.read(run.id)).columns.get("loss")!.value], [1, 2, 3]);
    assert.equal(await readLog(place.store, run.id), "Step 1: loss=1\nStep 2: loss=2\nStep 3: loss=3\n");
  }));

Deno.test("recoverRuns() completes a run whose capturing process was killed, with nothing lost or doubled", () =>
  inStore(async (place) => {
    const lines = 20_000;
    const script = `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; done`;
    const program = fromFileUrl(new URL("./support/capture_program.ts", import.meta.url));
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        program,
        `${place.directory}/kv.db`,
        `${place.directory}/spools`,
        ...sh(script),
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const output = child.stdout.getReader();
    const { value } = await output.read();
    const id = new TextDecoder().decode(value).trim();
    await waitFor(async () => (await place.store.runs.get(id)).lastLine > 500);
    child.kill("SIGKILL");
    await child.status;
    await output.cancel();
    const [capture] = await recoverRuns(place.store, { instance: crypto.randomUUID() });
    assert.ok(capture, "the run was taken over");
    const ended = await capture.done;
    assert.equal(ended?.status, "completed");
    const expected = Array.from({ length: lines }, (_, i) => `Step ${i + 1}: loss=0.${i + 1}\n`).join("");
    assert.equal(await readLog(place.store, id), expected);
    const loss = (await place.store.points.read(id)).columns.get("loss")!;
    assert.deepEqual([...loss.step], Array.from({ length: lines }, (_, i) => i + 1));
    assert.deepEqual([...loss.line], Array.from({ length: lines }, (_, i) => i + 1));
    assert.deepEqual([...loss.value], Array.from({ length: lines }, (_, i) => Number(`0.${i + 1}`)));
  }));

Deno.test("recoverRuns() says of a run whose spool is gone that it is lost", () =>
  inStore(async ({ store, experimentId, directory }) => {
    const { hostname } = await import("node:os");
    const run = await store.runs.create({
      experimentId,
      command: ["x"],
      cwd: "/",
      host: hostname(),
      status: "running",
    });
    const dead = {
      instance: "dead",
      host: hostname(),
      pid: 4_194_303,
      pidMark: null,
      childPid: 4_194_302,
      childMark: null,
    };
    await store.runs.setOwner(run.id, { ...dead, spool: `${directory}/gone.log`, at: 0 });
    assert.deepEqual(await recoverRuns(store, { instance: "me" }), []);
    const { status, reason } = await store.runs.get(run.id);
    assert.equal(status, "failed");
    assert.match(reason, /^lost: its spool file .*gone\.log is gone$/);
  }));

Deno.test("recoverRuns() leaves runs of other machines and of living processes alone", () =>
  inStore(async ({ store, experimentId }) => {
    const { hostname } = await import("node:os");
    const owner = {
      instance: "other",
      pid: Deno.pid,
      pidMark: null,
      childPid: null,
      childMark: null,
      spool: null,
      at: 0,
    };
    for (const host of ["elsewhere.example", hostname()]) {
      const run = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host, status: "running" });
      await store.runs.setOwner(run.id, { ...owner, host });
    }
    assert.deepEqual(await recoverRuns(store, { instance: "me" }), []);
    assert.equal((await store.runs.listLive()).length, 2);
  }));

async function* piecesOf(...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) {
    yield await Promise.resolve(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
  }
}

const importOptions = (experimentId: string) => ({ experimentId, name: "log", instance: crypto.randomUUID() });

Deno.test("importLog() makes the same run of a log in pieces", () =>
  inStore(async ({ store, experimentId }) => {
    const run = await importLog(
      store,
      piecesOf("Step 1: lo", "ss=1.5\nStep 2: loss=", "1.25\n"),
      importOptions(experimentId),
    );
    assert.equal(run.status, "completed");
    assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [1.5, 1.25]);
  }));

Deno.test("importLog() reads gzip and UTF-16", () =>
  inStore(async ({ store, experimentId }) => {
    const text = "Step 1: loss=1.5\nStep 2: loss=1.25\n";
    const gzip = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    for (const bytes of [gzip, utf16]) {
      const run = await importLog(
        store,
        piecesOf(bytes.subarray(0, 3), bytes.subarray(3)),
        importOptions(experimentId),
      );
      assert.equal(await readLog(store, run.id), text);
    }
  }));

Deno.test("importLog() makes a run without lines of an empty log", () =>
  inStore(async ({ store, experimentId }) => {
    const run = await importLog(store, piecesOf(), importOptions(experimentId));
    assert.deepEqual([run.status, run.lastLine], ["completed", 0]);
  }));

Deno.test("importLog() refuses what is no text and stores nothing", () =>
  inStore(async ({ store, experimentId }) => {
    const binary = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256);
    await assert.rejects(importLog(store, piecesOf(binary), importOptions(experimentId)), /this is no text/);
    assert.deepEqual((await store.runs.list(experimentId)).items, []);
  }));

Deno.test("rereadRun() gives the same points again, keeps the times, and leaves the log alone", () =>
  inStore(async (place) => {
    const { run, done } = await launch(place, sh("for i in 1 2 3 4; do echo Step $i: loss=$i; done"));
    await done;
    const before = await place.store.points.read(run.id);
    await rereadRun(place.store, run.id);
    const after = await place.store.points.read(run.id);
    assert.notEqual(after.generation, before.generation);
    for (const name of ["step", "value", "line", "time"] as const) {
      assert.deepEqual([...after.columns.get("loss")![name]], [...before.columns.get("loss")![name]], name);
    }
  }));

Deno.test("rereadRun() of a live run lets its capture go on from the new reading", () =>
  inStore(async (place) => {
    const go = `${place.directory}/go`;
    const script = `for i in 1 2 3; do echo Step $i: loss=$i; done; while [ ! -e ${go} ]; do sleep 0.02; done; ` +
      "for i in 4 5 6; do echo Step $i: loss=$i; done";
    const { run, done } = await launch(place, sh(script));
    await waitFor(async () => (await place.store.runs.get(run.id)).lastLine === 3);
    await rereadRun(place.store, run.id);
    await Deno.writeTextFile(go, "");
    assert.equal((await done)?.status, "completed");
    assert.deepEqual([...(await place.store.points.read(run.id)).columns.get("loss")!.value], [1, 2, 3, 4, 5, 6]);
  }));

Deno.test("rereadRun() throws NotFound for an unknown run", () =>
  inStore(({ store }) => assert.rejects(rereadRun(store, "nobody"), NotFound)));
