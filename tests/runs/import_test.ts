import assert from "node:assert/strict";
import { importLog } from "../../lib/runs/import.ts";
import { inWorkspace, readColumn, readLogText } from "../support/workspace.ts";

async function* piecesOf(...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) {
    yield await Promise.resolve(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
  }
}

const importOptions = (experimentId: string) => ({ experimentId, name: "log", instance: crypto.randomUUID() });

Deno.test("importLog() makes the same run of a log in pieces", () =>
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
