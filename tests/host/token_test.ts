import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import {
  ensureTokens,
  readKeptTokens,
  readSetTokens,
  renewTokens,
  tokenPath,
  watchTokens,
} from "../../lib/host/token.ts";

const NAMES = ["STDCURVE_DATA", "STDCURVE_TOKEN", "STDCURVE_READ_TOKEN"];

/** A state directory of its own, and no tokens in the environment. */
function withState(test: () => void): () => void {
  return () => {
    const before = NAMES.map((name) => Deno.env.get(name)), directory = Deno.makeTempDirSync();
    for (const name of NAMES) Deno.env.delete(name);
    Deno.env.set("STDCURVE_DATA", directory);
    try {
      test();
    } finally {
      NAMES.forEach((name, at) => before[at] === undefined ? Deno.env.delete(name) : Deno.env.set(name, before[at]!));
      Deno.removeSync(directory, { recursive: true });
    }
  };
}

Deno.test(
  "ensureTokens() makes a token once, in a file for this user alone",
  withState(() => {
    assert.equal(readKeptTokens(), null);
    const tokens = ensureTokens();
    assert.match(tokens.full, /^[\w-]{32}$/);
    assert.equal(tokens.read, null);
    assert.deepEqual(ensureTokens(), tokens);
    assert.equal((Deno.lstatSync(tokenPath()).mode! & 0o777).toString(8), "600");
  }),
);

Deno.test(
  "ensureTokens() replaces a file that was cut short",
  withState(() => {
    ensureTokens();
    Deno.writeTextFileSync(tokenPath(), '{"full":"abc');
    assert.match(ensureTokens().full, /^[\w-]{32}$/);
  }),
);

Deno.test(
  "renewTokens() replaces both tokens, or only the one for reading",
  withState(() => {
    const first = ensureTokens(), withRead = renewTokens({ onlyRead: true });
    assert.equal(withRead.full, first.full);
    assert.match(withRead.read!, /^[\w-]{32}$/);
    const renewed = renewTokens();
    assert.notEqual(renewed.full, first.full);
    assert.notEqual(renewed.read, withRead.read);
    assert.notEqual(renewed.read, null);
    assert.deepEqual(readKeptTokens(), renewed);
  }),
);

Deno.test(
  "watchTokens() sees at once that the tokens were renewed",
  withState(() => {
    const look = watchTokens(), first = look();
    assert.deepEqual(look(), first);
    const renewed = renewTokens();
    assert.deepEqual(look(), renewed);
  }),
);

Deno.test(
  "readSetTokens() takes the environment's tokens and refuses short and equal ones",
  withState(() => {
    assert.equal(readSetTokens(), null);
    Deno.env.set("STDCURVE_TOKEN", "0123456789abcdef");
    assert.deepEqual(readSetTokens(), { full: "0123456789abcdef", read: null });
    assert.deepEqual(ensureTokens(), readSetTokens());
    assert.throws(() => Deno.statSync(tokenPath()), Deno.errors.NotFound);
    Deno.env.set("STDCURVE_READ_TOKEN", "0123456789abcdef");
    assert.throws(() => readSetTokens(), InvalidInput);
    Deno.env.set("STDCURVE_TOKEN", "short");
    assert.throws(() => readSetTokens(), /STDCURVE_TOKEN has 5 characters; give at least 16/);
  }),
);
