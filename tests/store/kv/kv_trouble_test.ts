import assert from "node:assert/strict";
import { Unavailable } from "../../../lib/errors.ts";
import { openStore } from "../../../lib/store/store.ts";
import { describeKvTrouble, isLocked, nameKv, parseLockers } from "../../../lib/store/kv/kv_trouble.ts";
import { inDirectory } from "../../support/directory.ts";
import { canMount, withSmallDisk } from "../../support/small_disk.ts";

Deno.test("parseLockers() finds who has locked a file for writing, besides this process", () => {
  const locks = [
    "1: POSIX  ADVISORY  WRITE 23939 fe:00:10141721 120 120",
    "2: POSIX  ADVISORY  READ 23940 fe:00:10141721 123 123",
    "3: FLOCK  ADVISORY  WRITE 23941 fe:00:10141721 0 EOF",
    `4: POSIX  ADVISORY  WRITE ${Deno.pid} fe:00:10141721 120 120`,
    "5: POSIX  ADVISORY  WRITE 23939 fe:00:10141721 121 121",
    "6: POSIX  ADVISORY  WRITE 23942 fe:00:77 1073741826 1073742335",
    "7: -> POSIX  ADVISORY  WRITE 23943 fe:00:10141721 120 120",
    "",
  ].join("\n");
  assert.deepEqual(parseLockers(locks, [10_141_721]), [23_939]);
  assert.deepEqual(parseLockers(locks, [77, 10_141_721]), [23_939, 23_942]);
  assert.deepEqual(parseLockers("", [1]), []);
});

Deno.test("nameKv() names a file, a server by its host only, and the platform's KV", () => {
  assert.equal(nameKv("/data/runs.db"), "the KV runs.db");
  assert.equal(nameKv("https://user:secret@kv.example.org:4512/a?token=b"), "the store at kv.example.org:4512");
  assert.equal(nameKv(undefined), "the KV");
});

Deno.test("describeKvTrouble() says nothing about errors that aren't the KV's state", () => {
  assert.equal(describeKvTrouble("/a", new Error("x is not a function")), null);
  assert.equal(describeKvTrouble("/a", new Error("Value too large (max 65536 bytes)")), null);
  const locked = describeKvTrouble("/a", new Error("database table is locked: data"))!;
  assert.ok(locked instanceof Unavailable && isLocked(locked));
  assert.equal(isLocked(describeKvTrouble("/a", new Error("database or disk is full"))), false);
  assert.equal(isLocked(new Unavailable("the store does not answer")), false);
  assert.match(
    describeKvTrouble("/a/kv.db", new Error("disk I/O error"))!.message,
    /the KV kv\.db can't be used: disk I\/O error/,
  );
});

Deno.test({
  name: "openStore() gives up a KV that another process has locked, and names that process",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inDirectory(async (directory) => {
      const path = `${directory}/kv.db`;
      (await openStore(path)).close();
      const script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); " +
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read()";
      const holder = new Deno.Command("python3", { args: ["-c", script, path], stdin: "piped", stdout: "piped" })
        .spawn();
      const reader = holder.stdout.getReader();
      await reader.read();
      const said: string[] = [], why = new RegExp(`the KV kv.db is locked by process ${holder.pid} \\(python3\\)`);
      await assert.rejects(openStore(path, { waitMs: 2_500, onWait: (text) => said.push(text) }), (error) => {
        assert.ok(error instanceof Unavailable);
        assert.match(error.message, why);
        return true;
      });
      assert.equal(said.length, 1);
      assert.match(said[0]!, why);
      await holder.stdin.close();
      await Promise.all([holder.status, reader.cancel()]);
      (await openStore(path)).close();
    }),
});

Deno.test({
  name: "store.trouble says how much room is left on a full disk",
  ignore: !canMount,
  fn: () =>
    withSmallDisk(1, async (disk) => {
      using store = await openStore(`${disk.path}/kv.db`);
      const fill = async () => {
        for (let i = 0; i < 1_000; i++) {
          await store.experiments.create({ name: `${i}`, description: "x".repeat(9_000) });
        }
      };
      await assert.rejects(fill(), /the disk of the KV kv\.db is full: .* free/);
      assert.match(store.trouble!, /is full/);
      await disk.resize(8);
      await store.experiments.create({ name: "room" });
      assert.equal(store.trouble, null);
    }),
});

Deno.test("describeKvTrouble() says in a few words why a server can't be reached", () => {
  const sent = "failed to connect to 'http://kv.example.org/': error sending request for url (http://kv.example.org/)";
  const describe = (why: string) =>
    describeKvTrouble("http://kv.example.org", new TypeError(`${sent}: ${why}`))?.message;
  assert.equal(
    describe("client error (Connect): tcp connect error: Connection refused (os error 111)"),
    "the store at kv.example.org can't be reached: Connection refused (os error 111)",
  );
  assert.equal(
    describe("client error (Connect): dns error: failed to lookup address information: Name or service not known"),
    "the store at kv.example.org can't be reached: Name or service not known",
  );
});
