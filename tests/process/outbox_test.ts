import assert from "node:assert/strict";
import { NotPrivate, writePrivateFile } from "../../lib/host/private_files.ts";
import {
  createOutbox,
  listOutboxes,
  noteSent,
  outboxPath,
  readOutbox,
  removeOutbox,
} from "../../lib/process/outbox.ts";
import { spoolPath } from "../../lib/process/spool.ts";
import { inDirectory } from "../support/directory.ts";

const ID = "0190f7a2-0000-7000-8000-000000000001";
const WISH = { targets: ["https://hooks.example/secret", "mail me\nexit 0"], silenceMs: null, origin: "http://here" };

const inSpools = (test: (spool: string, directory: string) => void) =>
  inDirectory((directory) => {
    Deno.chmodSync(directory, 0o700);
    test(spoolPath(directory, ID), directory);
    return Promise.resolve();
  });

Deno.test("createOutbox() keeps whom to notify in a file that is this user's alone, and readOutbox() reads it", () =>
  inSpools((spool, directory) => {
    assert.equal(readOutbox(spool), null);
    createOutbox(spool, WISH);
    assert.equal(Deno.statSync(outboxPath(spool)).mode! & 0o777, 0o600);
    assert.deepEqual(readOutbox(spool), { ...WISH, sent: [], triedAt: 0, tries: 0 });
    assert.deepEqual(listOutboxes(directory), [ID]);
    assert.throws(() => createOutbox(spool, WISH), NotPrivate);
  }));

Deno.test("noteSent() notes each target once, and nothing after removeOutbox()", () =>
  inSpools((spool) => {
    createOutbox(spool, WISH);
    noteSent(spool, "end", 1);
    noteSent(spool, "end", 1);
    assert.deepEqual(readOutbox(spool)!.sent, ["end 1"]);
    removeOutbox(spool);
    noteSent(spool, "end", 0);
    assert.equal(readOutbox(spool), null);
    removeOutbox(spool);
  }));

Deno.test("readOutbox() is null for a file that was cut", () =>
  inSpools((spool) => {
    writePrivateFile(outboxPath(spool), '{"targets": [');
    assert.equal(readOutbox(spool), null);
  }));
