import assert from "node:assert/strict";
import {
  createSession,
  readCookies,
  scopeOfSession,
  scopeOfToken,
  SESSION_DAYS,
  writeCookie,
} from "../../lib/web/session.ts";

const tokens = { full: "full-token-0123456789", read: "read-token-0123456789" };
const NOW = 1_800_000_000_000, DAY = 24 * 60 * 60 * 1000;

Deno.test("scopeOfToken() gives each token its scope and others none", () => {
  assert.equal(scopeOfToken(tokens.full, tokens), "full");
  assert.equal(scopeOfToken(tokens.read, tokens), "read");
  for (const wrong of ["", "full-token-012345678", tokens.full + "x", "null"]) {
    assert.equal(scopeOfToken(wrong, tokens), "none", wrong);
  }
});

Deno.test("scopeOfToken() lets nobody read with an empty token when there is none for reading", () => {
  assert.equal(scopeOfToken("", { full: tokens.full, read: null }), "none");
});

Deno.test("scopeOfSession() accepts what createSession() made until it ends", () => {
  for (const scope of ["read", "full"] as const) {
    const session = createSession(scope, tokens, { now: NOW });
    assert.equal(scopeOfSession(session, tokens, { now: NOW + SESSION_DAYS * DAY - 1 }), scope);
    assert.equal(scopeOfSession(session, tokens, { now: NOW + SESSION_DAYS * DAY }), "none");
  }
});

Deno.test("scopeOfSession() refuses a session whose scope, end or signature was changed", () => {
  const session = createSession("read", tokens, { now: NOW });
  const [scope, end, , nonce, signature] = session.split(".") as [string, string, string, string, string];
  const forged = [
    ["full", end, "", nonce, signature],
    [scope, String(Number(end) + 1), "", nonce, signature],
    [scope, end, "", "x", signature],
    [scope, end, "", nonce, signature.slice(1)],
    [scope, end, "", nonce],
    [scope, end, "", nonce, signature, ""],
  ];
  for (const parts of forged) {
    assert.equal(scopeOfSession(parts.join("."), tokens, { now: NOW }), "none", parts.join("."));
  }
  assert.equal(scopeOfSession("", tokens, { now: NOW }), "none");
});

Deno.test("scopeOfSession() refuses a session that another user of the machine presents", () => {
  const mine = createSession("full", tokens, { now: NOW, holder: "1000" });
  const outcomes = ["1000", "1001", "", "1000-1001"].map((holder) =>
    scopeOfSession(mine, tokens, { now: NOW, holder })
  );
  assert.deepEqual(outcomes, ["full", "none", "none", "none"]);
  assert.equal(scopeOfSession(mine.replace(".1000.", ".1001."), tokens, { now: NOW, holder: "1001" }), "none");
  const anybodys = createSession("full", tokens, { now: NOW });
  assert.equal(scopeOfSession(anybodys, tokens, { now: NOW, holder: "1001" }), "full");
});

Deno.test("a new full token ends all sessions, a new token for reading only those of readers", () => {
  const full = createSession("full", tokens, { now: NOW }), read = createSession("read", tokens, { now: NOW });
  const renewed = { ...tokens, full: "another-token-0123456" },
    renewedRead = { ...tokens, read: "another-token-0123456" };
  assert.equal(scopeOfSession(full, renewed, { now: NOW }), "none");
  assert.equal(scopeOfSession(read, renewed, { now: NOW }), "none");
  assert.equal(scopeOfSession(full, renewedRead, { now: NOW }), "full");
  assert.equal(scopeOfSession(read, renewedRead, { now: NOW }), "none");
  assert.equal(scopeOfSession(read, { ...tokens, read: null }, { now: NOW }), "none");
});

Deno.test("readCookies() finds cookies by their whole name, also two of the same name", () => {
  assert.deepEqual(readCookies("a=1; stdcurve_8000=x=y ; b=2; stdcurve_8000=z", "stdcurve_8000"), ["x=y", "z"]);
  assert.deepEqual(readCookies("stdcurve_80001=z", "stdcurve_8000"), []);
  assert.deepEqual(readCookies(null, "stdcurve_8000"), []);
});

Deno.test("writeCookie() hides the session from scripts and other sites, and keeps it to https where it is", () => {
  const options = { name: "stdcurve_8000", path: "/", isSecure: false };
  const plain = writeCookie("s", options);
  assert.equal(plain, "stdcurve_8000=s; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
  assert.ok(writeCookie("s", { ...options, isSecure: true }).endsWith("; Secure"));
});
