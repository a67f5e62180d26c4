import assert from "node:assert/strict";
import { createSandbox, readUntil, type Sandbox } from "./program.ts";

/** A sandbox whose programs use the tokens of its own state directory. */
async function createTokenSandbox(): Promise<Sandbox> {
  return (await createSandbox()).with({ STDCURVE_TOKEN: "", STDCURVE_READ_TOKEN: "" });
}

const tokenOf = async (sandbox: Sandbox, ...words: string[]) =>
  (await sandbox.stdcurve("token", ...words)).stdout.trimEnd();

Deno.test("token prints the same token each time, alone on stdout, and on stderr the address that it opens", async () => {
  await using sandbox = await createTokenSandbox();
  const { code, stdout, stderr } = await sandbox.stdcurve("token");
  assert.equal(code, 0);
  assert.match(stdout, /^[\w-]{32}\n$/);
  assert.equal(
    stderr,
    `stdcurve: it opens http://127.0.0.1:8000/?token=${stdout.trimEnd()} (once stdcurve serve runs)\n`,
  );
  assert.equal((await sandbox.stdcurve("token")).stdout, stdout);
});

Deno.test("token keeps the tokens in a file and a directory that nobody else can read", async () => {
  await using sandbox = await createTokenSandbox();
  await tokenOf(sandbox);
  assert.equal((await Deno.stat(sandbox.path("state"))).mode! & 0o777, 0o700);
  assert.equal((await Deno.stat(sandbox.path("state/token.json"))).mode! & 0o777, 0o600);
});

Deno.test("token --read makes the token for reading once, and --new-read replaces it alone", async () => {
  await using sandbox = await createTokenSandbox();
  const full = await tokenOf(sandbox), read = await tokenOf(sandbox, "--read");
  assert.notEqual(read, full);
  assert.equal(await tokenOf(sandbox, "--read"), read);
  const later = await tokenOf(sandbox, "--new-read");
  assert.notEqual(later, read);
  assert.deepEqual([await tokenOf(sandbox, "--read"), await tokenOf(sandbox)], [later, full]);
});

Deno.test("token refuses to replace a token that the environment sets, and two wishes at once", async () => {
  await using sandbox = await createSandbox();
  for (const words of [["--new"], ["--new-read"]]) {
    const { code, stdout, stderr } = await sandbox.stdcurve("token", ...words);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^stdcurve: STDCURVE_(READ_)?TOKEN sets the token; change it there\n$/);
  }
  assert.equal((await sandbox.stdcurve("token", "--new", "--read")).code, 2);
});

Deno.test("token --new ends the sessions and the old token of a running server at once", async () => {
  await using sandbox = await createTokenSandbox();
  const server = sandbox.start("serve", "--port", "0", "--auth", "all");
  const [, address, token] = await readUntil(server.stdout, /^stdcurve: (http:\S+\/)\?token=(\S+)\n/);
  const login = await fetch(`${address}?token=${token}`, { redirect: "manual" });
  await login.body?.cancel();
  const cookie = login.headers.get("set-cookie")!.split(";")[0]!;
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${address}api/experiments`, { headers });
    await response.body?.cancel();
    return response.status;
  };
  const bearer = { authorization: `Bearer ${token}` };
  assert.deepEqual([await ask({ cookie }), await ask(bearer), await ask({})], [200, 200, 401]);
  const { stdout, stderr } = await sandbox.stdcurve("token", "--new");
  assert.equal(stderr, `stdcurve: it opens ${address}?token=${stdout.trimEnd()}\n`);
  assert.deepEqual([await ask({ cookie }), await ask(bearer)], [401, 401]);
  assert.equal(await ask({ authorization: `Bearer ${stdout.trimEnd()}` }), 200);
  server.kill("SIGTERM");
  await Promise.all([server.status, server.stdout.cancel(), server.stderr.cancel()]);
});
