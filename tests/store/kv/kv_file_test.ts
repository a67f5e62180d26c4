import assert from "node:assert/strict";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { inDirectory } from "../../support/directory.ts";
import { AS_OTHER, OTHER_UID, runAsOther } from "../../support/other_user.ts";

const modeOf = async (path: string) => ((await Deno.lstat(path)).mode! & 0o777).toString(8);

/** Runs an action and gives what it printed on stderr. */
async function readWarnings(action: () => Promise<void>): Promise<string[]> {
  const { error } = console, lines: string[] = [];
  console.error = (line) => lines.push(line);
  try {
    await action();
  } finally {
    console.error = error;
  }
  return lines;
}

Deno.test("openStore() makes the KV file and the files beside it with the mode 600, and leaves a named directory as it is", () =>
  inDirectory(async (directory) => {
    await Deno.chmod(directory, 0o755);
    const path = `${directory}/kv.db`, umask = Deno.umask(0);
    try {
      using _store = await openStore(path);
      for (const each of [path, `${path}-wal`, `${path}-shm`]) assert.equal(await modeOf(each), "600", each);
      assert.equal(await modeOf(directory), "755");
    } finally {
      Deno.umask(umask);
    }
  }));

Deno.test("openStore() tightens a KV of ours that others can read, and says so once", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    (await openStore(path)).close();
    await Deno.chmod(path, 0o644);
    const open = async () => (await openStore(path)).close();
    assert.deepEqual(await readWarnings(open), [
      `stdcurve: the KV file ${path} was readable by others; its mode is 0600 now`,
    ]);
    assert.equal(await modeOf(path), "600");
    assert.deepEqual(await readWarnings(open), []);
  }));

Deno.test("openStore() leaves the mode of a file that it refuses", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/foreign.db`, kv = await Deno.openKv(path);
    await kv.set(["posts", 1], "hello");
    kv.close();
    await Deno.writeTextFile(`${directory}/notes.txt`, "no KV");
    for (const each of [path, `${directory}/notes.txt`]) {
      await Deno.chmod(each, 0o644);
      await assert.rejects(openStore(each), /name another with --kv/);
      assert.equal(await modeOf(each), "644");
    }
  }));

for (const end of ["", "-wal", "-shm", "-journal"]) {
  Deno.test(`openStore() refuses a link that was planted as kv.db${end}, and writes nothing through it`, () =>
    inDirectory(async (directory) => {
      const path = `${directory}/kv.db`, victim = `${directory}/profile`;
      await Deno.symlink(victim, path + end);
      await assert.rejects(openStore(path), {
        name: "InvalidInput",
        message: `${path + end} is a symbolic link; remove it, or name another location`,
      });
      await assert.rejects(Deno.stat(victim), Deno.errors.NotFound);
    }));
}

Deno.test({
  name: "openStore() refuses another user's KV and says to copy it, and lets root open it",
  ...AS_OTHER,
  fn: () =>
    inDirectory(async (directory) => {
      await Deno.chmod(directory, 0o777);
      const path = `${directory}/kv.db`;
      (await openStore(path)).close();
      await Deno.chmod(path, 0o666);
      const refused = await runAsOther(["ls", "--kv", path]);
      assert.equal(refused.code, 1);
      assert.equal(
        refused.stderr,
        `stdcurve: ${path} belongs to another user (uid 0, this program runs as ${OTHER_UID}), and opening it would change it; ` +
          "copy it into a directory of your own and name the copy with --kv\n",
      );
      await Deno.chown(path, OTHER_UID, OTHER_UID);
      (await openStore(path)).close();
      assert.equal(await modeOf(path), "666");
    }),
});

Deno.test("openStore() makes the data directory this user's alone", () =>
  inDirectory(async (directory) => {
    const data = Deno.env.get("STDCURVE_DATA");
    Deno.env.set("STDCURVE_DATA", `${directory}/data`);
    try {
      (await openStore(`${directory}/data/stdcurve.db`)).close();
    } finally {
      if (data === undefined) Deno.env.delete("STDCURVE_DATA");
      else Deno.env.set("STDCURVE_DATA", data);
    }
    assert.equal(await modeOf(`${directory}/data`), "700");
  }));

Deno.test("openStore() says of a file of random bytes what is safe and what to do, and leaves it as it is", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, bytes = crypto.getRandomValues(new Uint8Array(9_000));
    await Deno.writeFile(path, bytes, { mode: 0o600 });
    await Deno.mkdir(`${path}.spool`);
    await assert.rejects(openStore(path), (error: Error) => {
      for (const word of ["it is damaged", "/kv.db.spool", "stdcurve import", "stdcurve backup", "stdcurve doctor"]) {
        assert.ok(error.message.includes(word), `${word}: ${error.message}`);
      }
      return !error.message.includes("\n");
    });
    assert.deepEqual(await Deno.readFile(path), bytes);
  }));

Deno.test("openStore() refuses a file that was emptied beside its log, which SQLite would delete", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, log = `${path}-wal`;
    {
      using store = await openStore(path);
      await store.experiments.create({ name: "e" });
      for (const each of [path, log]) await Deno.copyFile(each, `${each}.kept`);
    }
    await Deno.rename(`${log}.kept`, log);
    await Deno.writeFile(path, new Uint8Array(0));
    const { size } = await Deno.stat(log);
    assert.ok(size > 0);
    await assert.rejects(openStore(path), /was emptied: it has 0 bytes.*stdcurve backup/);
    assert.equal((await Deno.stat(log)).size, size);
  }));

Deno.test("openStore() doesn't take a file for emptied that another process makes at this moment", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, { open } = Deno, others: Store[] = [];
    await Deno.writeTextFile(path, "", { mode: 0o600 });
    Deno.open = async (...words) => {
      const file = await open(...words), read = file.read.bind(file);
      file.read = async (into) => {
        const size = await read(into);
        Deno.open = open;
        const other = await openStore(path); // the other process, between our two looks
        await other.experiments.create({ name: "other" });
        others.push(other);
        return size;
      };
      return file;
    };
    try {
      const warnings = await readWarnings(async () => {
        using store = await openStore(path);
        assert.deepEqual([others.length, (await store.experiments.list()).items.length], [1, 1]);
      });
      assert.deepEqual(warnings, []);
    } finally {
      Deno.open = open;
      for (const other of others) other.close();
    }
  }));

Deno.test("checkFile() says what is safe and what to do once the file was removed", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    using store = await openStore(path);
    await Deno.remove(path);
    await assert.rejects(
      store.checkFile(),
      /was removed while it was in use; .*stdcurve backup.*stdcurve doctor/,
    );
  }));

Deno.test("checkFile() says that the file was emptied", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    using store = await openStore(path);
    await store.checkFile();
    for (const each of [path, `${path}-wal`]) await Deno.truncate(each);
    await assert.rejects(store.checkFile(), /kv\.db was emptied while it was in use; .*stdcurve backup/);
  }));
