import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../../lib/store/store.ts";

Deno.test("openStore() refuses a file that isn't its own, and says what to do", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const text = `${directory}/notes.txt`;
    await Deno.writeTextFile(text, "this is no database at all");
    await assert.rejects(
      openStore(text),
      /notes\.txt is not a Deno KV file; name another with --kv/,
    );
    assert.equal(await Deno.readTextFile(text), "this is no database at all");
    const other = `${directory}/other.db`;
    const database = new DatabaseSync(other);
    database.exec("CREATE TABLE notes (text)");
    database.close();
    const before = await Deno.readFile(other);
    await assert.rejects(openStore(other), /other\.db is not a Deno KV file/);
    assert.deepEqual(await Deno.readFile(other), before);
    const foreign = await Deno.openKv(`${directory}/foreign.db`);
    await foreign.set(["posts", 1], "hello");
    foreign.close();
    await assert.rejects(openStore(`${directory}/foreign.db`), /foreign\.db is another program's KV file/);
    await assert.rejects(openStore(directory), /is a directory; name a file/);
    const newer = `${directory}/deep/newer.db`;
    (await openStore(newer)).close();
    const kv = await Deno.openKv(newer);
    await kv.set(["schema"], new Deno.KvU64(99n));
    kv.close();
    await assert.rejects(openStore(newer), /newer stdcurve \(layout 99/);
    const early = await Deno.openKv(newer);
    await early.set(["schema"], 0);
    early.close();
    await assert.rejects(openStore(newer), /has the unknown layout 0; name another file/);
    const changed = new DatabaseSync(newer);
    changed.exec("UPDATE kv SET v = x'ff63490a'"); // an integer in version 99 of V8's encoding
    changed.close();
    await assert.rejects(openStore(newer), /was written by a Deno newer than this one .*; update Deno/);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
