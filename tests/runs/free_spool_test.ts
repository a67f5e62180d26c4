import assert from "node:assert/strict";
import { Damaged } from "../../lib/errors.ts";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { createSpool, spoolPath } from "../../lib/process/spool.ts";
import { punchSpool, readPunched } from "../../lib/process/spool_holes.ts";
import { captureRun } from "../../lib/runs/capture.ts";
import { createSpoolSaver } from "../../lib/runs/free_spool.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { createDigitsRun, flushOf, ownerOf } from "../store/digits.ts";
import { inDirectory } from "../support/directory.ts";

const KB = 1024;

/** Runs a test with a live run of which so many bytes of its spool are stored. */
async function inRun(
  { spooled, stored }: { spooled: number; stored: number },
  test: (ground: { store: Store; runId: string; spool: string }) => Promise<void>,
): Promise<void> {
  await inDirectory(async (directory) => {
    makePrivateDirectory(directory);
    using store = await openStore(`${directory}/kv.db`);
    const { id: runId } = await createDigitsRun(store), spool = spoolPath(directory, runId);
    createSpool(spool, crypto.randomUUID());
    const text = "x".repeat(spooled - 1) + "\n";
    await Deno.writeTextFile(spool, text, { append: true });
    await store.ingest.begin(runId, "me");
    await store.ingest.flush(runId, "me", flushOf(0, text.slice(0, stored)));
    await test({ store, runId, spool });
  });
}

Deno.test("createSpoolSaver() frees what is stored, and keeps the newest output", () =>
  inRun({ spooled: 400 * KB, stored: 300 * KB }, async ({ store, ...run }) => {
    await createSpoolSaver(store, run, { keptBytes: 64 * KB, atOnceBytes: 64 * KB }).look();
    assert.equal(readPunched(run.spool), Deno.build.os === "linux" ? 192 * KB : 0);
  }));

Deno.test("createSpoolSaver() frees nothing of a short spool, and nothing that isn't stored", () =>
  inRun({ spooled: 400 * KB, stored: 100 * KB }, async ({ store, ...run }) => {
    await createSpoolSaver(store, run).look();
    await createSpoolSaver(store, run, { keptBytes: 64 * KB, atOnceBytes: 64 * KB }).look();
    assert.equal(readPunched(run.spool), 0);
  }));

Deno.test("createSpoolSaver() frees nothing when the KV's file was removed", () =>
  inRun({ spooled: 400 * KB, stored: 300 * KB }, async ({ store, ...run }) => {
    await Deno.remove(store.location!);
    await createSpoolSaver(store, run, { keptBytes: 64 * KB, atOnceBytes: 64 * KB }).look();
    assert.equal(readPunched(run.spool), 0);
  }));

Deno.test("captureRun() stores no hole as output when the KV lacks what was freed from the spool, and says so", () =>
  inRun({ spooled: 400 * KB, stored: 100 * KB }, async ({ store, runId, spool }) => {
    if (!await punchSpool(spool, 200 * KB)) return;
    const owner = ownerOf("me", Date.now()), run = await store.runs.get(runId), errors: unknown[] = [];
    await store.runs.setOwner(runId, owner);
    const ending = { code: 0, reason: "" };
    const options = { run, owner, spool, group: null, hasEnded: () => true, findEnding: () => ending };
    await captureRun(store, { ...options, onError: (error) => void errors.push(error) }).done;
    const { reason, logBytes } = await store.runs.get(runId);
    assert.match(reason, /the KV has 102400 bytes of the output, and the spool has it from byte 204800 on/);
    assert.match(reason, /tail -c \+204801 /);
    assert.equal(logBytes, 100 * KB);
    assert.ok((await Deno.stat(spool)).size === 400 * KB, "the spool stays");
    assert.ok(!errors.some((error) => error instanceof Damaged));
  }));
