import assert from "node:assert/strict";
import { useBuild } from "../../lib/fresh/build.ts";
import { App, createDefine, csp, HttpError, page, type PageProps } from "../../lib/fresh/mod.ts";
import { asset, Head } from "../../lib/fresh/runtime.ts";
import type { Manifest } from "../../lib/fresh/types.ts";

interface State {
  user: string;
}
const define = createDefine<State>();
/** A prop that tries to end the script it is sent in. */
const ENDING = "</script><script>alert(1)</script>";
const INFO = { id: "b1", runtime: "boot-1.js", islands: { Counter: "Counter-1.js" } };

function Counter({ start, label = "" }: { start: number; label?: string }) {
  return <button type="button">{label}{start}</button>;
}
function Nest({ start }: { start: number }) {
  return (
    <p>
      <Counter start={start} />
    </p>
  );
}

const greet = define.handlers({
  GET: (ctx) => page({ name: ctx.params.name! }, { status: 203, headers: { "x-name": "set" } }),
});
const manifest: Manifest = {
  routes: {
    "./routes/_app.tsx": {
      default: ({ Component }: PageProps) => (
        <html>
          <head>
            <title>app</title>
          </head>
          <body>
            <Component />
          </body>
        </html>
      ),
    },
    "./routes/_error.tsx": {
      default: ({ error }: PageProps) => (
        <h1>{error instanceof HttpError ? `${error.status} ${error.message}` : "broken"}</h1>
      ),
    },
    "./routes/index.tsx": { default: () => <p>home {asset("/a.css")}</p> },
    "./routes/hello/[name].tsx": {
      handler: greet,
      default: define.page<typeof greet>(({ data, state }) => (
        <>
          <Head>
            <title>{data.name}</title>
            <meta name="robots" content="none" />
          </Head>
          <p>{data.name} by {state.user}</p>
        </>
      )),
    },
    "./routes/hello/you.ts": { handler: () => new Response("static first") },
    "./routes/rest/[...path].ts": {
      handler: (ctx: { params: Record<string, string> }) => Response.json(ctx.params),
    },
    "./routes/island.tsx": {
      default: () => <Counter start={2} label={ENDING} />,
    },
    "./routes/links/here.tsx": {
      default: () =>
        ["/", "/links", "/links/here", "/links/here?a=1", "/links/h", "#x"].map((href) => <a key={href} href={href} />),
    },
    "./routes/links/said.tsx": { default: () => <a href="/links/said" aria-current={false} /> },
    "./routes/nested.tsx": { default: () => <Nest start={3} /> },
    "./routes/gone.ts": {
      handler: () => {
        throw new HttpError(410, "gone for good");
      },
    },
    "./routes/broken.ts": {
      handler: () => {
        throw new Error("secret of the house");
      },
    },
  },
  islands: {
    "./islands/Counter.tsx": { default: Counter },
    "./islands/Nest.tsx": { default: Nest },
  },
  baseUrl: import.meta.url,
};
useBuild(INFO, manifest);

const handle = new App<State>()
  .use(csp({ useNonce: true }))
  .use((ctx) => {
    ctx.state.user = "ann";
    return ctx.next();
  })
  .fsRoutes()
  .handler();

async function get(path: string, init?: RequestInit): Promise<{ response: Response; text: string }> {
  const response = await handle(new Request(`http://localhost${path}`, init));
  return { response, text: await response.text() };
}

Deno.test("App.handler() renders a route in the app, with data, params, state, status and headers", async () => {
  const { response, text } = await get("/hello/bob");
  assert.equal(response.status, 203);
  assert.equal(response.headers.get("x-name"), "set");
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.match(text, /^<!DOCTYPE html><html>/);
  assert.match(text, /<p>bob by ann<\/p>/);
});

Deno.test("Head puts a title in the place of the app's and adds the rest", async () => {
  const { text } = await get("/hello/bob");
  assert.deepEqual(text.match(/<title>.*?<\/title>/g), ["<title>bob</title>"]);
  assert.match(text, /<meta name="robots" content="none"\/?><\/head>/);
});

Deno.test("asset() adds the build's id", async () => {
  assert.match((await get("/")).text, /home \/a\.css\?__frsh_c=b1/);
  assert.equal(asset("https://example.com/a.css"), "https://example.com/a.css");
  assert.equal(asset("//example.com/a.css"), "//example.com/a.css");
  assert.equal(asset("/a.css?b=1#c"), "/a.css?b=1&__frsh_c=b1#c");
});

Deno.test("App.handler() prefers a static path, tolerates its trailing slash and repeated slashes", async () => {
  assert.equal((await get("/hello/you")).text, "static first");
  assert.equal((await get("/hello/you/")).text, "static first");
  assert.equal((await get("//hello///you")).text, "static first");
  assert.equal((await get("/hello/bob/")).response.status, 404);
});

Deno.test("App.handler() gives a rest parameter as one string, empty for none", async () => {
  assert.deepEqual(JSON.parse((await get("/rest/a/b")).text), { path: "a/b" });
  assert.deepEqual(JSON.parse((await get("/rest")).text), { path: "" });
});

Deno.test("App.handler() answers an unknown address by the error page with 404", async () => {
  const { response, text } = await get("/nowhere");
  assert.equal(response.status, 404);
  assert.match(text, /<h1>404 <\/h1>/);
});

Deno.test("App.handler() keeps an HttpError's status and message", async () => {
  const { response, text } = await get("/gone");
  assert.equal(response.status, 410);
  assert.match(text, /<h1>410 gone for good<\/h1>/);
});

Deno.test("App.handler() answers 500 for any other error and tells the client nothing", async () => {
  const { response, text } = await get("/broken");
  assert.equal(response.status, 500);
  assert.match(text, /<h1>broken<\/h1>/);
  assert.doesNotMatch(text, /secret/);
});

Deno.test("App.handler() marks links to the page and above it, unless the app says what they are", async () => {
  const links = (await get("/links/here")).text.match(/<a .*?>/g)!.map((tag) =>
    tag.replace(/<a href="|><\/a>|>$/g, "")
  );
  assert.deepEqual(links, [
    '/" data-ancestor="true" aria-current="true"',
    '/links" data-ancestor="true" aria-current="true"',
    '/links/here" data-current="true" aria-current="page"',
    '/links/here?a=1" data-ancestor="true" aria-current="true"',
    '/links/h"',
    '#x"',
  ]);
  assert.match((await get("/links/said")).text, /<a href="\/links\/said" aria-current="false">/);
});

Deno.test("App.handler() sends no script with a page without islands", async () => {
  const { response, text } = await get("/");
  assert.doesNotMatch(text, /<script/);
  assert.equal(response.headers.get("link"), null);
});

Deno.test("App.handler() sends an island's markup between comments and its scripts with the nonce of the policy", async () => {
  const { response, text } = await get("/island");
  assert.match(text, /<!--frsh:island:Counter:0:--><button type="button">.*?2<\/button><!--\/frsh:island-->/);
  const policy = response.headers.get("content-security-policy")!;
  const nonce = policy.match(/script-src 'self' 'nonce-(\w+)'/)![1];
  assert.doesNotMatch(policy, /unsafe-inline/);
  assert.equal(text.match(/<script[^>]*>/g)!.filter((tag) => tag.includes(`nonce="${nonce}"`)).length, 2);
  assert.match(text, /import Counter from "\/_fresh\/js\/b1\/Counter-1\.js"/);
  assert.equal(
    response.headers.get("link"),
    '</_fresh/js/b1/boot-1.js>; rel="modulepreload", </_fresh/js/b1/Counter-1.js>; rel="modulepreload"',
  );
});

Deno.test("App.handler() keeps props that hold markup from ending their script", async () => {
  const { text } = await get("/island");
  assert.equal(text.match(/<script/g)!.length, 2);
  const props = text.match(/id="fresh-props"[^>]*>(.*?)<\/script>/s)![1]!;
  assert.deepEqual(JSON.parse(props), [{ start: 2, label: ENDING }]);
});

Deno.test("App.handler() takes an island inside another for an ordinary component", async () => {
  const { text } = await get("/nested");
  assert.deepEqual(text.match(/frsh:island:\w+/g), ["frsh:island:Nest"]);
});

Deno.test("csp() gives every render another nonce", async () => {
  const [a, b] = [await get("/"), await get("/")];
  assert.notEqual(
    a.response.headers.get("content-security-policy"),
    b.response.headers.get("content-security-policy"),
  );
});
