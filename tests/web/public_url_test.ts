import assert from "node:assert/strict";
import { addBase, serveBelow } from "../../lib/web/public_url.ts";

const HUB = new URL("https://hub.example/proxy/8000/");

/** The request's path as the app sees it, and the answer as the browser does. */
async function pass(
  path: string,
  answer: Response,
  publicUrl: URL | null = HUB,
): Promise<{ seen: string; answer: Response }> {
  let seen = "";
  const serve = serveBelow((request) => {
    const { pathname, search } = new URL(request.url);
    seen = pathname + search;
    return answer;
  }, publicUrl);
  return { answer: await serve(new Request(`http://127.0.0.1:8000${path}`)), seen };
}

Deno.test("serveBelow() takes the path off a request that has it, and leaves one that has not", async () => {
  for (
    const [path, expected] of [
      ["/proxy/8000/experiments/x?run=1", "/experiments/x?run=1"],
      ["/proxy/8000/", "/"],
      ["/proxy/8000", "/"],
      ["/experiments/x?run=1", "/experiments/x?run=1"],
      ["/proxy/80001/x", "/proxy/80001/x"],
    ] as const
  ) {
    assert.equal((await pass(path, new Response())).seen, expected);
  }
});

Deno.test("serveBelow() keeps method, headers and body of a request", async () => {
  const serve = serveBelow(async (request) => {
    return Response.json([request.method, request.headers.get("x-a"), await request.text()]);
  }, HUB);
  const init = { method: "PATCH", headers: { "x-a": "b" }, body: "{}" };
  const answer = await serve(new Request("http://127.0.0.1/proxy/8000/api/x", init));
  assert.deepEqual(await answer.json(), ["PATCH", "b", "{}"]);
});

Deno.test("serveBelow() puts the path before Location and Link, once", async () => {
  const headers = { location: "/api/x", link: '</_fresh/js/a.js>; rel="modulepreload", </_fresh/js/b.js>; rel="x"' };
  const { answer } = await pass("/", new Response(null, { status: 201, headers }));
  assert.equal(answer.headers.get("location"), "/proxy/8000/api/x");
  assert.match(answer.headers.get("link")!, /^<\/proxy\/8000\/_fresh\/js\/a\.js>.*<\/proxy\/8000\/_fresh\/js\/b\.js>/);
  const again = await pass("/", new Response(null, { status: 303, headers: { location: "/proxy/8000/x" } }));
  assert.equal(again.answer.headers.get("location"), "/proxy/8000/x");
});

Deno.test("serveBelow() leaves what is no page as it is", async () => {
  const { answer } = await pass("/", Response.json({ href: ' href="/x"' }));
  assert.deepEqual(await answer.json(), { href: ' href="/x"' });
});

Deno.test("serveBelow() changes nothing where the public address is the root of a host", async () => {
  const answer = new Response('<a href="/x">', { headers: { "content-type": "text/html" } });
  assert.equal((await pass("/proxy/8000/x", answer, new URL("https://hub.example/"))).answer, answer);
});

Deno.test("addBase() changes addresses of the page, and neither other hosts nor text nor data", () => {
  const same = '<a href="//evil.example/x"><a href="#L1"><a href="?run=1"><p> href=&quot;/x&quot;</p>' +
    '<script>[" href=\\"/x\\" import \\"/_fresh/x\\""]</script>';
  assert.equal(addBase(same, "/p"), same);
  const page = '<link href="/styles.css"><form action="/x"><script src="/s.js"></script>' +
    '<script>import { boot } from "/_fresh/js/a.js";import A from "/_fresh/js/b.js";</script>';
  assert.equal(
    addBase(page, "/p"),
    '<link href="/p/styles.css"><form action="/p/x"><script src="/p/s.js"></script>' +
      '<script>import { boot } from "/p/_fresh/js/a.js";import A from "/p/_fresh/js/b.js";</script>',
  );
});
