import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import type { Run } from "../../lib/model.ts";
import { importLog, type ImportOptions } from "../../lib/runs/import.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, readColumn, readLogText, type Workspace } from "../support/workspace.ts";

async function* piecesOf(...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) {
    yield await Promise.resolve(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
  }
}

const importOptions = (experimentId: string) => ({ experimentId, name: "log", instance: crypto.randomUUID() });

Deno.test("importLog() reads a log whose lines are cut into pieces", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const run = await importLog(
      store,
      piecesOf("Step 1: lo", "ss=1.5\nStep 2: loss=", "1.25\n"),
      importOptions(experimentId),
    );
    assert.equal(run.status, "completed");
    assert.deepEqual(await readColumn(store, run.id, "loss"), [1.5, 1.25]);
  }));

Deno.test("importLog() reads gzip and UTF-16", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const text = "Step 1: loss=1.5\nStep 2: loss=1.25\n";
    const gzip = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    for (const bytes of [gzip, utf16]) {
      const run = await importLog(
        store,
        piecesOf(bytes.subarray(0, 3), bytes.subarray(3)),
        importOptions(experimentId),
      );
      assert.equal(await readLogText(store, run.id), text);
    }
  }));

Deno.test("importLog() makes a run without lines of an empty log", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const run = await importLog(store, piecesOf(), importOptions(experimentId));
    assert.deepEqual([run.status, run.lastLine], ["completed", 0]);
  }));

Deno.test("importLog() refuses a file that is not text, and stores nothing", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const binary = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256);
    await assert.rejects(importLog(store, piecesOf(binary), importOptions(experimentId)), /this is not text/);
    assert.deepEqual((await store.runs.list(experimentId)).items, []);
  }));

/** A log that ends with an error. */
async function* brokenLog(message: string) {
  yield* piecesOf("Step 1: loss=1.5\n");
  await Promise.resolve();
  throw new Error(message);
}

Deno.test("importLog() keeps what it received when a stream ends early", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const run = await importLog(store, brokenLog("disk error"), importOptions(experimentId));
    assert.deepEqual([run.status, run.reason], ["failed", "the log ended early: disk error"]);
    assert.deepEqual(await readColumn(store, run.id, "loss"), [1.5]);
  }));

Deno.test("importLog() says that the sender closed the connection, for any of the system's messages", () =>
  inWorkspace(async ({ store, experimentId }) => {
    for (const message of ["connection reset by peer", "request body receiver not connected"]) {
      const run = await importLog(store, brokenLog(message), importOptions(experimentId));
      assert.equal(run.reason, "the log ended early: the sender closed the connection");
    }
  }));

Deno.test("importLog() keeps nothing of a whole log that ends early", () =>
  inWorkspace(async ({ store, experimentId }) => {
    await assert.rejects(
      importLog(store, brokenLog("disk error"), { ...importOptions(experimentId), whole: true }),
      (error: InvalidInput) => error.field === "file" && /disk error; nothing was imported$/.test(error.message),
    );
    assert.deepEqual((await store.runs.list(experimentId)).items, []);
  }));

Deno.test("importLog() cancels the run at its signal although the stream stays silent", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const stop = new AbortController(), silence = Promise.withResolvers<void>();
    const log = async function* () {
      yield* piecesOf("Step 1: loss=1.5\n");
      stop.abort("stopped by SIGINT");
      await silence.promise;
    };
    const run = await importLog(store, log(), { ...importOptions(experimentId), signal: stop.signal });
    silence.resolve();
    assert.deepEqual([run.status, run.reason, run.lastLine], ["cancelled", "stopped by SIGINT", 1]);
  }));

/** A log that goes on when the test says so. */
function createOpenLog() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const log = async function* () {
    yield* piecesOf("Step 1: loss=1.5\n");
    await promise;
  };
  return { log: log(), end: resolve };
}

/** Starts an import of an open log. Gives the id of its run as soon as the run exists. */
async function beginImport({ store, experimentId }: Workspace, options: Partial<ImportOptions> = {}) {
  const { promise: begun, resolve } = Promise.withResolvers<string>(), { log, end } = createOpenLog();
  const onStart = ({ id }: Run) => resolve(id);
  const done = importLog(store, log, { ...importOptions(experimentId), onStart, ...options });
  done.catch(() => {});
  return { id: await begun, done, end };
}

Deno.test("importLog() cancels the run when somebody requests it, and keeps what it received of a stream", () =>
  inWorkspace(async (workspace) => {
    const { id, done, end } = await beginImport(workspace);
    await workspace.store.runs.requestCancel(id);
    const run = await done;
    end();
    assert.deepEqual([run.status, run.reason, run.lastLine], ["cancelled", "cancelled", 1]);
  }));

Deno.test("importLog() keeps nothing of a whole log whose run is cancelled", () =>
  inWorkspace(async (workspace) => {
    const { id, done, end } = await beginImport(workspace, { whole: true });
    await workspace.store.runs.requestCancel(id);
    await assert.rejects(done, { name: "InvalidInput", message: "cancelled; nothing was imported" });
    end();
    assert.deepEqual((await workspace.store.runs.list(workspace.experimentId)).items, []);
  }));

Deno.test("importLog() says regularly that it is alive, and stops when another process has ended or deleted its run", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace;
    for (const isDeleted of [false, true]) {
      const { id, done, end } = await beginImport(workspace);
      const owner = (await store.runs.getOwner(id))!;
      await waitFor(async () => (await store.runs.getOwner(id))!.at > owner.at, { what: "a renewal" });
      await store.runs.update(id, { status: "failed", reason: "ended elsewhere" });
      if (isDeleted) await store.runs.delete(id);
      await assert.rejects(done, /: another process has ended the import$/);
      end();
      if (!isDeleted) assert.equal((await store.runs.get(id)).reason, "ended elsewhere");
    }
  }));

Deno.test("importLog() marks the run of a file, whose times are those of the import, and none of a stream", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const file = await importLog(store, piecesOf("step 1 loss=1\n"), { ...importOptions(experimentId), whole: true });
    const stream = await importLog(store, piecesOf("step 1 loss=1\n"), importOptions(experimentId));
    assert.deepEqual([file.isImported, stream.isImported], [true, undefined]);
    const { rows } = await store.runs.listRows(experimentId);
    assert.deepEqual(rows.map(({ row }) => row.isImported), [undefined, true]);
  }));
