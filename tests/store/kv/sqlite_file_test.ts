import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { compactFile, copyFile, listDamage, readSpace, withFileAlone } from "../../../lib/store/kv/sqlite_file.ts";
import { inDirectory } from "../../support/directory.ts";

/** A KV file with 40 values of 60 kB, without its first `deleted` ones. */
async function makeFile(path: string, deleted = 0): Promise<void> {
  const kv = await Deno.openKv(path);
  for (let i = 0; i < 40; i++) await kv.set(["a", i], new Uint8Array(60_000).fill(i));
  for (let i = 0; i < deleted; i++) await kv.delete(["a", i]);
  kv.close();
}

async function readValues(path: string): Promise<number[]> {
  const kv = await Deno.openKv(path);
  try {
    return (await Array.fromAsync(kv.list<Uint8Array>({ prefix: ["a"] }))).map(({ value }) => value[7]!);
  } finally {
    kv.close();
  }
}

Deno.test("compactFile() gives the free space back, and keeps every value", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    await makeFile(path, 30);
    const before = (await Deno.stat(path)).size, { bytes, freeBytes } = readSpace(path);
    assert.equal(bytes, before);
    assert.ok(freeBytes >= 30 * 60_000);
    const given = compactFile(path);
    assert.equal((await Deno.stat(path)).size, before - given!);
    assert.ok(given! >= 30 * 60_000);
    assert.equal(readSpace(path).freeBytes, 0);
    assert.deepEqual(await readValues(path), [30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
  }));

Deno.test("compactFile() leaves a file alone that another connection has open", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    await makeFile(path, 30);
    const before = (await Deno.stat(path)).size;
    const other = new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        "--unstable-kv",
        'const kv = await Deno.openKv(Deno.args[0]); await kv.get(["a", 1]); console.log("open"); await Deno.stdin.read(new Uint8Array(1));',
        path,
      ],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const reader = other.stdout.getReader();
    try {
      await reader.read();
      assert.equal(compactFile(path), null);
      assert.equal((await Deno.stat(path)).size, before);
    } finally {
      await reader.cancel();
      await other.stdin.close();
      await other.status;
    }
    assert.ok(compactFile(path)! > 0);
  }));

Deno.test("withFileAlone() keeps others from opening the file until it is done", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    await makeFile(path);
    const refused = withFileAlone(path, () => {
      const other = new DatabaseSync(path);
      try {
        other.prepare("SELECT count(*) FROM kv").get();
        return "nothing";
      } catch (error) {
        return String(error);
      } finally {
        other.close();
      }
    });
    assert.match(refused!, /locked/);
    assert.equal((await readValues(path)).length, 40);
  }));

Deno.test("copyFile() copies into an empty file, without the free space", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, target = `${directory}/copy.db`;
    await makeFile(path, 30);
    await Deno.writeFile(target, new Uint8Array(0), { mode: 0o600 });
    copyFile(path, target);
    assert.equal((await Deno.stat(target)).mode! & 0o777, 0o600);
    assert.ok((await Deno.stat(target)).size < (await Deno.stat(path)).size / 2);
    assert.deepEqual(await readValues(target), await readValues(path));
    assert.throws(() => copyFile(path, target), /already exists/);
  }));

Deno.test("listDamage() is empty for a whole file, and names what is damaged in another", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    await makeFile(path);
    assert.deepEqual(listDamage(path), []);
    {
      using file = await Deno.open(path, { write: true });
      await file.seek(20 * 4096, Deno.SeekMode.Start);
      await file.write(new Uint8Array(40 * 4096).fill(0xa5));
    }
    assert.ok(listDamage(path).length > 0);
    await Deno.truncate(path, 5000);
    assert.match(listDamage(path).join(), /malformed|corrupt|damaged|database/);
  }));
