import assert from "node:assert/strict";
import { findAddress, noteAddress } from "../../lib/commands/address.ts";

const DEFAULT = { origin: "http://127.0.0.1:8000", isServed: false };

/** A server with one address. */
const at = (origin: string) => ({ local: origin, shown: origin });

async function inDirectory(test: (kv: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(`${directory}/runs.db`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** A server whose `/healthz` answers with a status. */
function serveHealth(status: number): AsyncDisposable & { origin: string } {
  const answer = (request: Request) =>
    new Response(null, { status: new URL(request.url).pathname === "/healthz" ? status : 404 });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  return { origin: `http://127.0.0.1:${server.addr.port}`, [Symbol.asyncDispose]: () => server.shutdown() };
}

Deno.test("findAddress() returns the default address when no server left a note", () =>
  inDirectory(async (kv) => assert.deepEqual(await findAddress(kv), DEFAULT)));

Deno.test("findAddress() returns the noted server when it answers, until its note is removed", () =>
  inDirectory(async (kv) => {
    await using server = serveHealth(200);
    const remove = noteAddress(kv, at(server.origin));
    assert.deepEqual(await findAddress(kv), { origin: server.origin, isServed: true });
    await remove();
    assert.deepEqual(await findAddress(kv), DEFAULT);
  }));

Deno.test("findAddress() returns the default address when the noted server is gone or is another program", () =>
  inDirectory(async (kv) => {
    const server = serveHealth(200);
    noteAddress(kv, at(server.origin));
    await server[Symbol.asyncDispose]();
    assert.deepEqual(await findAddress(kv), DEFAULT);
    await using other = serveHealth(404);
    noteAddress(kv, at(other.origin));
    assert.deepEqual(await findAddress(kv), DEFAULT);
  }));

Deno.test("noteAddress() leaves the note of a later server when the earlier one removes its own", () =>
  inDirectory(async (kv) => {
    await using later = serveHealth(200);
    const remove = noteAddress(kv, at("http://127.0.0.1:1"));
    noteAddress(kv, at(later.origin));
    await remove();
    assert.equal((await findAddress(kv)).origin, later.origin);
  }));

Deno.test("noteAddress() keeps the note of an earlier server, which counts again when the later one has removed its own", () =>
  inDirectory(async (kv) => {
    await using earlier = serveHealth(200);
    await using later = serveHealth(200);
    noteAddress(kv, at(earlier.origin));
    const remove = noteAddress(kv, at(later.origin));
    assert.equal((await findAddress(kv)).origin, later.origin);
    await remove();
    assert.equal((await findAddress(kv)).origin, earlier.origin);
  }));

Deno.test("noteAddress() writes nothing for a KV database that is no file", async () => {
  const remove = noteAddress(":memory:", at("http://127.0.0.1:1"));
  await remove();
  assert.deepEqual(await findAddress(":memory:"), DEFAULT);
});

Deno.test("noteAddress() refuses a link that was planted as its note, and writes nothing through it", () =>
  inDirectory(async (kv) => {
    const victim = `${kv}.profile`;
    await Deno.mkdir(`${kv}.spool`);
    await Deno.symlink(victim, `${kv}.spool/address`);
    assert.throws(() => noteAddress(kv, at("http://127.0.0.1:1")), /address is a symbolic link; remove it/);
    await assert.rejects(Deno.stat(victim), Deno.errors.NotFound);
  }));

Deno.test("noteAddress() refuses a link that was planted as its directory", () =>
  inDirectory(async (kv) => {
    const elsewhere = `${kv}.elsewhere`;
    await Deno.mkdir(elsewhere);
    await Deno.symlink(elsewhere, `${kv}.spool`);
    assert.throws(() => noteAddress(kv, at("http://127.0.0.1:1")), /\.spool is a symbolic link; remove it/);
    await assert.rejects(findAddress(kv), /\.spool is a symbolic link; remove it/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(elsewhere)), []);
  }));

Deno.test({
  name: "findAddress() refuses a directory that another user made for us",
  ignore: Deno.uid() !== 0, // only root can give a directory away
  fn: () =>
    inDirectory(async (kv) => {
      await Deno.mkdir(`${kv}.spool`);
      await Deno.writeTextFile(`${kv}.spool/address`, "http://127.0.0.1:1");
      await Deno.chown(`${kv}.spool`, 12_345, 12_345);
      await assert.rejects(findAddress(kv), /\.spool belongs to another user/);
    }),
});

Deno.test("findAddress() returns the address for people, and asks the local one whether it answers", () =>
  inDirectory(async (kv) => {
    await using server = serveHealth(200);
    noteAddress(kv, { local: server.origin, shown: "https://hub.example/proxy/8000" });
    assert.deepEqual(await findAddress(kv), { origin: "https://hub.example/proxy/8000", isServed: true });
  }));

Deno.test("noteAddress() writes a note and a directory that nobody else can read", () =>
  inDirectory(async (kv) => {
    noteAddress(kv, at("http://127.0.0.1:1"));
    assert.equal((await Deno.stat(`${kv}.spool`)).mode! & 0o777, 0o700);
    assert.equal((await Deno.stat(`${kv}.spool/address`)).mode! & 0o777, 0o600);
  }));
