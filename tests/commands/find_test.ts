import assert from "node:assert/strict";
import { createSandbox } from "./program.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";
const LOOKS = [["export", UNKNOWN], ["rm", UNKNOWN], ["reread", UNKNOWN], ["reread", "--all"]];

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.test("export, rm and reread refuse a named KV file that does not exist, and create none", async () => {
  await using sandbox = await createSandbox();
  for (const words of LOOKS) {
    const named = await sandbox.stdcurve(...words, "--kv", "typo.db");
    assert.deepEqual([named.code, named.stdout], [1, ""], words.join(" "));
    assert.equal(named.stderr, "stdcurve: there is no KV file typo.db; name another with --kv\n");
    const { code, stderr } = await sandbox.stdcurve(...words);
    assert.deepEqual([code, stderr], [1, `stdcurve: there is no KV file ${sandbox.kv}; name another with --kv\n`]);
  }
  const { code, stdout, stderr } = await sandbox.stdcurve("ls", "--json", "--kv", "typo.db");
  assert.deepEqual([code, JSON.parse(stdout)], [0, { experiments: [] }]);
  assert.equal(stderr, "stdcurve: there is no KV file typo.db yet\n");
  assert.equal(await isThere(sandbox.path("typo.db")), false);
  assert.equal(await isThere(sandbox.kv), false);
});

Deno.test("ls, export, rm and reread create no KV file when the default one does not exist", async () => {
  await using sandbox = await createSandbox();
  const fresh = sandbox.with({ STDCURVE_KV: "" });
  assert.match((await fresh.stdcurve("ls")).stdout, /^There are no runs yet\. Start one with: /);
  assert.deepEqual(JSON.parse((await fresh.stdcurve("ls", "--json")).stdout), { experiments: [] });
  for (const command of ["export", "rm", "reread"]) {
    const { code, stderr } = await fresh.stdcurve(command, UNKNOWN);
    assert.equal(code, 1);
    assert.match(stderr, /^stdcurve: there is no run 01900000[^\n]*; stdcurve ls lists all\n$/);
  }
  assert.deepEqual(await Array.fromAsync(Deno.readDir(sandbox.directory)), []);
});
