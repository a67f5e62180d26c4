import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { addToken, findOrigins, readPublicUrl } from "../../lib/host/own_address.ts";

function withUrl<T>(value: string, test: () => T): T {
  const before = Deno.env.get("STDCURVE_URL");
  Deno.env.set("STDCURVE_URL", value);
  try {
    return test();
  } finally {
    if (before === undefined) Deno.env.delete("STDCURVE_URL");
    else Deno.env.set("STDCURVE_URL", before);
  }
}

Deno.test("readPublicUrl() reads STDCURVE_URL with a slash at its end, and null when it is empty", () => {
  assert.equal(withUrl("https://hub.example/proxy/8000", readPublicUrl)?.href, "https://hub.example/proxy/8000/");
  assert.equal(withUrl("https://hub.example", readPublicUrl)?.href, "https://hub.example/");
  assert.equal(withUrl("", readPublicUrl), null);
});

Deno.test("readPublicUrl() refuses what is no http address of a directory, and names it", () => {
  for (const text of ["hub.example", "ftp://hub.example/", "https://hub.example/?a=1", "https://me@hub.example/"]) {
    assert.throws(() => withUrl(text, readPublicUrl), (error) => {
      return error instanceof InvalidInput && error.message.includes(text);
    }, text);
  }
});

Deno.test("findOrigins() gives one address for a server on loopback", () => {
  const both = "http://[::1]:8001";
  assert.deepEqual(withUrl("", () => findOrigins({ hostname: "::1", port: 8001 })), { local: both, shown: both });
});

Deno.test("findOrigins() gives an address that others reach for a server on every address", () => {
  const { local, shown } = withUrl("", () => findOrigins({ hostname: "0.0.0.0", port: 8001 }));
  assert.equal(local, "http://127.0.0.1:8001");
  assert.doesNotMatch(shown, /0\.0\.0\.0|127\.0\.0\.1|\/$/);
});

Deno.test("findOrigins() shows the public address where there is one", () => {
  const { local, shown } = withUrl("https://hub.example/p/", () => findOrigins({ hostname: "127.0.0.1", port: 1 }));
  assert.deepEqual([local, shown], ["http://127.0.0.1:1", "https://hub.example/p"]);
});

Deno.test("addToken() keeps the query", () => {
  assert.equal(addToken("http://x/e?run=1", "abc_-"), "http://x/e?run=1&token=abc_-");
});
