import assert from "node:assert/strict";
import { describeSpooled, measureBlocks, punchSpool, readPunched } from "../../lib/process/spool_holes.ts";
import { createSpool, notePath, removeSpool, spoolPath } from "../../lib/process/spool.ts";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { inDirectory } from "../support/directory.ts";

const MB = 1024 * 1024;

/** Whether files here can have holes. */
function canPunch(): boolean {
  try {
    return Deno.build.os === "linux" &&
      new Deno.Command("fallocate", { args: ["--version"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

/** Runs a test with a spool of so many bytes, each of which says where it is. */
async function inSpool(bytes: number, test: (spool: string, text: Uint8Array) => Promise<void>): Promise<void> {
  await inDirectory(async (directory) => {
    makePrivateDirectory(directory);
    const spool = spoolPath(directory, crypto.randomUUID());
    createSpool(spool, crypto.randomUUID());
    const text = Uint8Array.from({ length: bytes }, (_, at) => 1 + at % 251);
    await Deno.writeFile(spool, text, { append: true });
    await test(spool, text);
  });
}

Deno.test({
  name:
    "punchSpool() gives back disk space, keeps the size and what is behind, and notes from where on the spool is whole",
  ignore: !canPunch(),
  fn: () =>
    inSpool(4 * MB, async (spool, text) => {
      using file = await Deno.open(spool, { read: true });
      await file.syncData();
      const before = measureBlocks(spool)!;
      if (!await punchSpool(spool, 3 * MB)) return console.warn("files here can't have holes");
      assert.equal(readPunched(spool), 3 * MB);
      assert.ok(before - measureBlocks(spool)! >= 2.9 * MB, `${before} → ${measureBlocks(spool)}`);
      const left = await Deno.readFile(spool);
      assert.equal(left.length, text.length);
      assert.deepEqual(left.subarray(3 * MB), text.subarray(3 * MB));
      assert.ok(left.subarray(0, 3 * MB).every((byte) => byte === 0));
      assert.match(describeSpooled(spool), /^the output from byte 3145728 on is in .*tail -c \+3145729 /);
    }),
});

Deno.test("punchSpool() frees nothing twice, and nothing without a note that would say so", () =>
  inSpool(1000, async (spool, text) => {
    assert.equal(readPunched(spool), 0);
    assert.match(describeSpooled(spool), /^the whole output is in /);
    await Deno.remove(notePath(spool));
    assert.equal(await punchSpool(spool, 500), false);
    assert.deepEqual(await Deno.readFile(spool), text);
    removeSpool(spool);
  }));
