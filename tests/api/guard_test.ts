import assert from "node:assert/strict";
import { guardRequest } from "../../lib/api/guard.ts";

const ask = (
  method: string,
  headers: Record<string, string>,
  { body, hosts = [] }: { body?: string; hosts?: string[] | null } = {},
) => {
  const length: Record<string, string> = body === undefined ? {} : { "content-length": String(body.length) };
  const request = new Request("http://127.0.0.1:8000/api/experiments", {
    method,
    headers: { host: "127.0.0.1:8000", ...length, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return guardRequest(request, { hosts })?.status ?? null;
};
const json = { "content-type": "application/json" };

Deno.test("guardRequest() lets loopback names pass, at any port, and no other name", () => {
  for (const host of ["127.0.0.1:8000", "localhost:9000", "[::1]:8000", "app.localhost"]) {
    assert.equal(ask("GET", { host }), null, host);
  }
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.168.1.5"]) {
    assert.equal(ask("GET", { host }), 421, host);
  }
  assert.equal(ask("GET", { host: "box.lan" }, { hosts: ["box.lan"] }), null);
  assert.equal(ask("GET", { host: "any.example" }, { hosts: null }), null);
});

Deno.test("guardRequest() takes a change as JSON only", () => {
  assert.equal(ask("POST", json, { body: "{}" }), null);
  assert.equal(ask("POST", { "content-type": "application/json; charset=utf-8" }, { body: "{}" }), null);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    assert.equal(ask("POST", { "content-type": type }, { body: "{}" }), 415, type);
  }
  assert.equal(ask("POST", { "content-type": "text/plain" }), 415);
  assert.equal(ask("DELETE", {}), null);
});

Deno.test("guardRequest() takes a change from its own pages and from programs only", () => {
  assert.equal(ask("POST", { ...json, "sec-fetch-site": "same-origin" }, { body: "{}" }), null);
  for (const site of ["cross-site", "same-site"]) {
    assert.equal(ask("POST", { ...json, "sec-fetch-site": site }, { body: "{}" }), 403);
  }
  assert.equal(ask("POST", { ...json, origin: "http://127.0.0.1:8000" }, { body: "{}" }), null);
  for (const origin of ["http://evil.example", "http://127.0.0.1:9999", "null"]) {
    assert.equal(ask("POST", { ...json, origin }, { body: "{}" }), 403, origin);
  }
  assert.equal(ask("DELETE", { origin: "http://evil.example" }), 403);
  assert.equal(ask("GET", { "sec-fetch-site": "cross-site" }), null);
});
