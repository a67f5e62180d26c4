import assert from "node:assert/strict";
import { guardRequest, refuseMalformed } from "../../../lib/api/frame/guard.ts";

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

Deno.test("guardRequest() allows loopback names at any port, and no other name", () => {
  for (const host of ["127.0.0.1:8000", "localhost:9000", "[::1]:8000", "app.localhost"]) {
    assert.equal(ask("GET", { host }), null, host);
  }
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.168.1.5"]) {
    assert.equal(ask("GET", { host }), 421, host);
  }
  assert.equal(ask("GET", { host: "box.lan" }, { hosts: ["box.lan"] }), null);
  assert.equal(ask("GET", { host: "any.example" }, { hosts: null }), null);
});

Deno.test("guardRequest() allows a change only as JSON", () => {
  assert.equal(ask("POST", json, { body: "{}" }), null);
  assert.equal(ask("POST", { "content-type": "application/json; charset=utf-8" }, { body: "{}" }), null);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    assert.equal(ask("POST", { "content-type": type }, { body: "{}" }), 415, type);
  }
  assert.equal(ask("POST", { "content-type": "text/plain" }), 415);
  assert.equal(ask("DELETE", {}), null);
});

Deno.test("guardRequest() allows a change only from its own pages and from programs", () => {
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

/** What a server with the guard alone answers to text on a connection of its own. */
async function talk(lines: (port: number) => string[]): Promise<{ text: string; port: number }> {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => guardRequest(request, { hosts: [] }) ?? new Response("passed"),
  );
  const { port } = server.addr;
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const head = [...lines(port), "Connection: close", "", ""].join("\r\n");
  await connection.write(new TextEncoder().encode(head));
  const pieces = await Array.fromAsync(connection.readable, (piece) => new TextDecoder().decode(piece));
  return { text: pieces.join(""), port };
}

Deno.test("guardRequest() says which address to open, and when the request names no host", async () => {
  const asked = await talk((port) => ["GET / HTTP/1.1", `Host: evil.example:${port}`]);
  assert.ok(
    asked.text.includes(`the host name evil.example is not allowed; open http://127.0.0.1:${asked.port}, or add`),
  );
  const portless = await talk(() => ["GET / HTTP/1.1", "Host: evil.example"]);
  assert.ok(portless.text.includes("evil.example is not allowed; open the address that stdcurve serve prints, or add"));
  const empty = await talk(() => ["GET / HTTP/1.1", "Host:"]);
  assert.match(empty.text, /"the request names no host; open http:/);
});

Deno.test("refuseMalformed() answers 405 to a method that no address supports, and does not call the handler", async () => {
  const info = {} as Deno.ServeHandlerInfo;
  const handle = refuseMalformed(({ method }) => method === "PATCH" ? new Response("ok") : Promise.reject(new Error()));
  for (const method of ["PROPFIND", "BREW", "patch"]) {
    const response = await handle(new Request("http://127.0.0.1:8000/nowhere", { method }), info);
    assert.equal(response.status, 405, method);
    assert.match(response.headers.get("content-type")!, /^application\/problem\+json/);
    assert.equal(response.headers.get("allow"), "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    await response.body?.cancel();
  }
  assert.equal((await handle(new Request("http://127.0.0.1:8000/", { method: "PATCH" }), info)).status, 200);
});

Deno.test("refuseMalformed() answers 400 where a handler throws a URIError, and passes on any other error", async () => {
  const info = {} as Deno.ServeHandlerInfo;
  const request = new Request("http://127.0.0.1:8000/experiments/%E0");
  const decoding = refuseMalformed(({ url }) => new Response(decodeURIComponent(new URL(url).pathname)));
  const response = await decoding(request, info);
  assert.equal(response.status, 400);
  assert.match((await response.json()).detail, /malformed % escape: \/experiments\/%E0$/);
  assert.equal((await decoding(new Request("http://127.0.0.1:8000/%41"), info)).status, 200);
  const failing = refuseMalformed(() => Promise.reject(new TypeError("a bug")));
  await assert.rejects(async () => await failing(request, info), TypeError);
});

Deno.test("refuseMalformed() answers 400 to a host that is none, before anything reads the address", async () => {
  const info = {} as Deno.ServeHandlerInfo;
  const handle = refuseMalformed(() => new Response("ok"));
  const statusOf = async (host: string) => {
    const { status } = await handle(new Request("http://127.0.0.1:8000/", { headers: { host } }), info);
    return status;
  };
  for (const host of ["", "a b", "[", "[::1", "a:b", "127.0.0.1:99999999", "%zz", "a/b", "a?b", "@", "http://x/"]) {
    assert.equal(await statusOf(host), 400, host);
  }
  for (const host of ["127.0.0.1:8000", "[::1]:8000", "box_1.lan", "app.localhost"]) {
    assert.equal(await statusOf(host), 200, host);
  }
});
