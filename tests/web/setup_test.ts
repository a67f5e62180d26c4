import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { readSetup, type Setup } from "../../lib/web/setup.ts";
import { TOKEN_ENV } from "../support/token.ts";

/** The setup with these variables, and with none of the others that it reads. */
function setUp(env: Record<string, string>): Setup {
  const names = ["AUTH", "EMBED", "HOSTS", "KV", "LAUNCH_DIRS", "NO_LAUNCH", "READ_TOKEN", "TOKEN", "URL"];
  const all = [...names.map((name) => `STDCURVE_${name}`), "DENO_DEPLOYMENT_ID"];
  const before = all.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of all) Deno.env.delete(name);
  for (const [name, value] of Object.entries({ ...TOKEN_ENV, ...env })) Deno.env.set(name, value);
  try {
    return readSetup();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test("readSetup() leaves reading open on a machine of one's own, and allows the names that are given", () => {
  const { auth, hosts } = setUp({ STDCURVE_HOSTS: "Box, box.local" });
  assert.deepEqual([auth, hosts], ["changes", ["box", "box.local"]]);
});

Deno.test("readSetup() asks for the token everywhere on Deno Deploy and behind a proxy, whatever STDCURVE_AUTH says", () => {
  // A proxy on loopback, too: other users of the machine reach it, and its connections are this user's or root's.
  const proxies = ["https://hub.example/p/", "http://127.0.0.1:9000/p/", "http://localhost:9000/"];
  for (const env of [{ DENO_DEPLOYMENT_ID: "x" }, ...proxies.map((url) => ({ STDCURVE_URL: url }))]) {
    assert.equal(setUp({ ...env, STDCURVE_AUTH: "changes" } as Record<string, string>).auth, "all");
  }
});

Deno.test("readSetup() refuses an unknown STDCURVE_AUTH and names it", () => {
  assert.throws(() => setUp({ STDCURVE_AUTH: "none" }), (error) => {
    return error instanceof InvalidInput && /changes or all, not none/.test(error.message);
  });
});

Deno.test("readSetup() has no token on Deno Deploy unless one is set", () => {
  assert.equal(setUp({ DENO_DEPLOYMENT_ID: "x", STDCURVE_TOKEN: "" }).tokens, null);
  assert.equal(setUp({ DENO_DEPLOYMENT_ID: "x" }).tokens!().full, TOKEN_ENV.STDCURVE_TOKEN);
});

Deno.test("readSetup() reads what may be launched", () => {
  assert.deepEqual(setUp({}).launching, { isOff: false, directories: [] });
  assert.equal(setUp({ STDCURVE_NO_LAUNCH: "1" }).launching.isOff, true);
  assert.equal(setUp({ STDCURVE_NO_LAUNCH: "0" }).launching.isOff, false);
  assert.deepEqual(setUp({ STDCURVE_LAUNCH_DIRS: "/a:/b/" }).launching.directories, ["/a", "/b"]);
});

Deno.test("readSetup() refuses a list of directories that names none, which would allow all", () => {
  assert.throws(() => setUp({ STDCURVE_LAUNCH_DIRS: ":" }), (error) => {
    return error instanceof InvalidInput && /names no directory/.test(error.message);
  });
});

Deno.test("readSetup() lets nobody frame a chart unless origins are named, and refuses what is none", () => {
  assert.deepEqual(setUp({}).embed, []);
  assert.deepEqual(setUp({ STDCURVE_EMBED: "http://localhost:8888 https://wiki.example" }).embed, [
    "http://localhost:8888",
    "https://wiki.example",
  ]);
  assert.throws(() => setUp({ STDCURVE_EMBED: "*" }), InvalidInput);
});
