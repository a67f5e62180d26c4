import assert from "node:assert/strict";
import { makePlace } from "./program.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";
const LOOKS = [["export", UNKNOWN], ["rm", UNKNOWN], ["reread", UNKNOWN], ["reread", "--all"]];

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.test("commands that look at what is kept refuse a KV file that isn't there, and make none", async () => {
  await using place = await makePlace();
  for (const words of LOOKS) {
    const named = await place.stdcurve(...words, "--kv", "typo.db");
    assert.deepEqual([named.code, named.stdout], [1, ""], words.join(" "));
    assert.equal(named.stderr, "stdcurve: there is no KV file typo.db; name another with --kv\n");
    const { code, stderr } = await place.stdcurve(...words);
    assert.deepEqual([code, stderr], [1, `stdcurve: there is no KV file ${place.kv}; name another with --kv\n`]);
  }
  const { code, stdout, stderr } = await place.stdcurve("ls", "--json", "--kv", "typo.db");
  assert.deepEqual([code, JSON.parse(stdout)], [0, { experiments: [] }]);
  assert.equal(stderr, "stdcurve: there is no KV file typo.db yet\n");
  assert.equal(await isThere(place.path("typo.db")), false);
  assert.equal(await isThere(place.kv), false);
});

Deno.test("commands that look at what is kept make no KV file where none is yet by default", async () => {
  await using place = await makePlace();
  const fresh = place.with({ STDCURVE_KV: "" });
  assert.match((await fresh.stdcurve("ls")).stdout, /^There are no runs yet\. Start one with: /);
  assert.deepEqual(JSON.parse((await fresh.stdcurve("ls", "--json")).stdout), { experiments: [] });
  for (const command of ["export", "rm", "reread"]) {
    const { code, stderr } = await fresh.stdcurve(command, UNKNOWN);
    assert.equal(code, 1);
    assert.match(stderr, /^stdcurve: there is no run 01900000[^\n]*; stdcurve ls lists all\n$/);
  }
  assert.deepEqual(await Array.fromAsync(Deno.readDir(place.directory)), []);
});
