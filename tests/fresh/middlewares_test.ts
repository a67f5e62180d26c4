import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { useBuild } from "../../lib/fresh/build.ts";
import { App, staticFiles } from "../../lib/fresh/mod.ts";

const CSS = "p { color: red }\n".repeat(100);

/** An app of static files alone, in a folder of its own. */
async function serveFiles(): Promise<AsyncDisposable & { get: typeof get; path: (name: string) => string }> {
  const root = await Deno.makeTempDir({ prefix: "stdcurve-static-" });
  await Deno.mkdir(`${root}/static`);
  await Deno.mkdir(`${root}/_fresh/js`, { recursive: true });
  await Deno.writeTextFile(`${root}/static/a.css`, CSS);
  await Deno.writeTextFile(`${root}/secret.txt`, "secret");
  await Deno.writeTextFile(`${root}/_fresh/server.js`, "secret");
  await Deno.writeTextFile(`${root}/_fresh/js/x-1.js`, "export {};");
  const info = { id: "b1", runtime: "x-1.js", islands: {} };
  useBuild(info, { routes: {}, islands: {}, baseUrl: pathToFileURL(`${root}/fresh.gen.ts`).href });
  const handle = new App().use(staticFiles()).handler();
  async function get(path: string, headers: HeadersInit = {}, method = "GET") {
    const request = new Request(`http://localhost${path}`, { headers, method });
    const response = await handle(request);
    return { status: response.status, headers: response.headers, bytes: await response.bytes() };
  }
  return {
    get,
    path: (name) => `${root}/${name}`,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
declare function get(
  path: string,
  headers?: HeadersInit,
  method?: string,
): Promise<{ status: number; headers: Headers; bytes: Uint8Array<ArrayBuffer> }>;

Deno.test("staticFiles() serves a file with type and weak ETag, and 304 for that ETag", async () => {
  await using files = await serveFiles();
  const { status, headers, bytes } = await files.get("/a.css");
  assert.equal(status, 200);
  assert.match(headers.get("content-type")!, /^text\/css/);
  assert.equal(new TextDecoder().decode(bytes), CSS);
  const etag = headers.get("etag")!;
  assert.match(etag, /^W\/"/);
  const again = await files.get("/a.css", { "if-none-match": etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);
});

Deno.test("staticFiles() lets addresses with the build's id be kept, others not", async () => {
  await using files = await serveFiles();
  const cache = async (path: string) => (await files.get(path)).headers.get("cache-control")!;
  assert.match(await cache("/a.css?__frsh_c=b1"), /immutable/);
  assert.match(await cache("/_fresh/js/b1/x-1.js"), /immutable/);
  assert.match(await cache("/a.css?__frsh_c=b0"), /no-store/);
  assert.match(await cache("/a.css"), /no-store/);
});

Deno.test("staticFiles() refuses to change a file with 405", async () => {
  await using files = await serveFiles();
  assert.equal((await files.get("/a.css", {}, "DELETE")).status, 405);
});

Deno.test("staticFiles() gives nothing outside static and the scripts", async () => {
  await using files = await serveFiles();
  const paths = ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt"];
  paths.push("/_fresh/server.js", "/_fresh/js/b1/../../server.js", "/_fresh/js/..%2fserver.js");
  paths.push(
    "/_fresh/js/%2e%2e%2f%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/",
    "/none.css",
    "/%zz",
    "/%ff",
    "/a.css%00",
  );
  for (const path of paths) assert.equal((await files.get(path)).status, 404, path);
});

Deno.test("staticFiles() serves a file after any number of addresses that name none", async () => {
  await using files = await serveFiles();
  for (let i = 0; i < 1001; i++) assert.equal((await files.get(`/made-up-${i}.png`)).status, 404);
  assert.equal((await files.get("/a.css")).status, 200);
});

Deno.test("staticFiles() keeps a file that was served, but not under an address with escapes", async () => {
  await using files = await serveFiles();
  assert.equal((await files.get("/%61.css")).bytes.length, CSS.length);
  await Deno.writeTextFile(files.path("static/a.css"), "new");
  assert.equal((await files.get("/%61.css")).bytes.length, 3);
  assert.equal((await files.get("/a.css")).bytes.length, 3);
  await Deno.writeTextFile(files.path("static/a.css"), "newer");
  assert.equal((await files.get("/a.css")).bytes.length, 3);
});
