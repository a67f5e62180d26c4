import assert from "node:assert/strict";
import { type AccessOptions, createAccess, type Decision } from "../../lib/web/access.ts";

const tokens = { full: "full-token-0123456789", read: "read-token-0123456789" };
const REMOTE = { hostname: "10.0.0.7", port: 50_000 };
/** This user's own connection, so that the kernel's table has it. */
const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
const accepted = await listener.accept();
const LOCAL = client.localAddr as Deno.NetAddr;
globalThis.addEventListener("unload", () => [client, accepted, listener].forEach((each) => each.close()));
const pauses: number[] = [];

function access(options: Partial<AccessOptions> = {}) {
  pauses.length = 0;
  return createAccess({
    mode: "changes",
    tokens: () => tokens,
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    ...options,
  });
}

function ask(path: string, { method = "GET", ...headers }: Record<string, string> = {}): Request {
  return new Request(`http://127.0.0.1:8000${path}`, { method, headers: { host: "127.0.0.1:8000", ...headers } });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const outcome = (decision: Decision) => "scope" in decision ? decision.scope : decision.refusal.status;

Deno.test("createAccess() lets this user read without a token and asks for it on a change", async () => {
  const decide = access();
  assert.equal(outcome(await decide(ask("/"), LOCAL)), "local");
  assert.equal(outcome(await decide(ask("/api/experiments", { method: "POST" }), LOCAL)), 401);
});

Deno.test("createAccess() asks for the token of everyone but this machine's user, and of all in mode all", async () => {
  assert.equal(outcome(await access()(ask("/"), REMOTE)), 401);
  assert.equal(outcome(await access()(ask("/"), null)), 401);
  assert.equal(outcome(await access({ mode: "all" })(ask("/"), LOCAL)), 401);
});

Deno.test("createAccess() answers /healthz to everyone", async () => {
  assert.equal(outcome(await access({ mode: "all" })(ask("/healthz"), REMOTE)), "none");
});

Deno.test("createAccess() allows what a bearer token allows", async () => {
  const decide = access({ mode: "all" });
  assert.equal(outcome(await decide(ask("/", bearer(tokens.read)), REMOTE)), "read");
  assert.equal(outcome(await decide(ask("/", bearer(tokens.full)), REMOTE)), "full");
  assert.equal(outcome(await decide(ask("/", { method: "DELETE", ...bearer(tokens.full) }), REMOTE)), "full");
  assert.equal(outcome(await decide(ask("/", { method: "DELETE", ...bearer(tokens.read) }), REMOTE)), 403);
});

Deno.test("createAccess() refuses a wrong bearer token even where reading is open", async () => {
  assert.equal(outcome(await access()(ask("/", bearer("wrong")), LOCAL)), 401);
});

Deno.test("the address with the token starts a session and leads to the address without it", async () => {
  const decide = access({ mode: "all" });
  const login = await decide(ask(`/experiments/x?run=1&token=${tokens.full}`), REMOTE);
  assert.ok("refusal" in login);
  const { status, headers } = login.refusal;
  assert.equal(status, 303);
  assert.equal(headers.get("location"), "/experiments/x?run=1");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  const cookie = headers.get("set-cookie")!;
  assert.match(cookie, /^stdcurve_8000=full\.\d+\.\.[\w-]+\.[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  assert.ok(!cookie.includes(tokens.full));
  const [session] = cookie.split(";");
  assert.equal(outcome(await decide(ask("/", { method: "POST", cookie: session! }), REMOTE)), "full");
});

Deno.test("a token is taken as it is pasted: with the address that is printed, or with spaces around it", async () => {
  for (
    const pasted of [
      ` ${tokens.full}\n`,
      `http://127.0.0.1:8000/?token=${tokens.full}`,
      `/x?run=1&token=${tokens.full}#L1`,
    ]
  ) {
    const login = await access({ mode: "all" })(ask(`/?token=${encodeURIComponent(pasted)}`), REMOTE);
    assert.equal(outcome(login), 303, pasted);
  }
  assert.equal(outcome(await access()(ask(`/?token=${encodeURIComponent(`token=${tokens.full}`)}`), REMOTE)), 401);
});

Deno.test("the address with the token never leads to another host", async () => {
  const login = await access()(ask(`//evil.example/x?token=${tokens.full}`), REMOTE);
  assert.ok("refusal" in login);
  assert.equal(login.refusal.headers.get("location"), "/evil.example/x");
});

Deno.test("a session of another port's cookie opens nothing", async () => {
  const decide = access({ mode: "all" });
  const login = await decide(ask(`/?token=${tokens.full}`), REMOTE);
  assert.ok("refusal" in login);
  const session = login.refusal.headers.get("set-cookie")!.split(";")[0]!.replace("stdcurve_8000", "stdcurve_8001");
  assert.equal(outcome(await decide(ask("/", { cookie: session }), REMOTE)), 401);
});

Deno.test("a cookie of the same name that another server has planted shuts nobody out", async () => {
  const decide = access({ mode: "all" });
  const login = await decide(ask(`/?token=${tokens.full}`), REMOTE);
  assert.ok("refusal" in login);
  const session = login.refusal.headers.get("set-cookie")!.split(";")[0]!;
  const planted = `stdcurve_8000=junk; ${session}`;
  assert.equal(outcome(await decide(ask("/", { method: "POST", cookie: planted }), REMOTE)), "full");
});

Deno.test("a token in an address of the API opens nothing", async () => {
  assert.equal(outcome(await access({ mode: "all" })(ask(`/api/experiments?token=${tokens.full}`), REMOTE)), 401);
});

const CHART = "/experiments/0190f7a2-0000-7000-8000-00000000ffff/runs/0190f7a2-0000-7000-8000-00000000ffff/chart.svg";

Deno.test("a chart's address takes the read-only token in its query, without a session", async () => {
  for (const path of [CHART, CHART.replace("chart.svg", "embed")]) {
    for (const method of ["GET", "HEAD"]) {
      const decide = access({ mode: "all" });
      assert.equal(
        outcome(await decide(ask(`${path}?token=${tokens.read}`, { method }), REMOTE)),
        "read",
        `${method} ${path}`,
      );
    }
  }
});

Deno.test("a chart's address takes no other token, however it is sent", async () => {
  for (const mode of ["all", "changes"] as const) {
    const decide = access({ mode });
    const full = await decide(ask(`${CHART}?token=${tokens.full}`), LOCAL);
    assert.ok("refusal" in full);
    assert.equal(full.refusal.status, 403);
    assert.match(await full.refusal.text(), /takes the read-only token alone.*stdcurve token --new replaces it/);
    assert.equal(full.refusal.headers.get("set-cookie"), null);
    assert.equal(outcome(await decide(ask(`${CHART}?token=wrong`), LOCAL)), 401);
    assert.equal(outcome(await decide(ask(`${CHART}?token=`), LOCAL)), 401);
    assert.equal(outcome(await decide(ask(`${CHART}?token=wrong&token=${tokens.read}`), LOCAL)), 401);
    assert.equal(pauses.length, 3);
    assert.equal(outcome(await decide(ask(`${CHART}?token=${tokens.read}`, { method: "POST" }), LOCAL)), 401);
  }
  const without = access({ mode: "all", tokens: () => ({ full: tokens.full, read: null }) });
  assert.equal(outcome(await without(ask(`${CHART}?token=`), REMOTE)), 401);
  assert.equal(outcome(await without(ask(`${CHART}?token=${tokens.read}`), REMOTE)), 401);
  assert.equal(outcome(await access({ mode: "all" })(ask(CHART), REMOTE)), 401);
});

Deno.test("no other address is read by a token in its query", async () => {
  const decide = access({ mode: "all" }), run = CHART.replace("/chart.svg", "");
  for (const path of [`/api${CHART}`, `/api${run}/logs`, `/api/experiments`, "/api/export.csv"]) {
    assert.equal(outcome(await decide(ask(`${path}?token=${tokens.read}`), REMOTE)), 401, path);
  }
  for (const path of [`${run}/metrics`, `${CHART}/`, `${CHART}%20`, `/${CHART}`, "/"]) {
    assert.equal(outcome(await decide(ask(`${path}?token=${tokens.read}`), REMOTE)), 303, path);
  }
});

Deno.test("behind a proxy the cookie is for its path and https alone", async () => {
  const decide = access({ mode: "all", publicUrl: new URL("https://hub.example/proxy/8000/") });
  const login = await decide(ask(`/experiments?token=${tokens.read}`), REMOTE);
  assert.ok("refusal" in login);
  assert.equal(login.refusal.headers.get("location"), "/proxy/8000/experiments");
  assert.match(login.refusal.headers.get("set-cookie")!, /^stdcurve_443=read\..* Path=\/proxy\/8000\/;.*; Secure$/);
});

Deno.test("wrong tokens are answered slower and slower, a right one at once", async () => {
  const decide = access({ mode: "all" });
  for (let at = 0; at < 7; at++) assert.equal(outcome(await decide(ask("/?token=wrong"), REMOTE)), 401);
  assert.deepEqual(pauses, [100, 200, 400, 800, 1600, 3000, 3000]);
  assert.equal(outcome(await decide(ask("/", bearer(tokens.full)), REMOTE)), "full");
  assert.equal(pauses.length, 7);
});

Deno.test("wrong tokens beyond those that wait already are refused at once", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const decide = access({ mode: "all", pause: () => promise });
  const waiting = Array.from({ length: 64 }, () => decide(ask("/", bearer("wrong")), REMOTE));
  const next = await decide(ask("/", bearer("wrong")), REMOTE);
  assert.equal(outcome(next), 429);
  resolve();
  assert.deepEqual(new Set((await Promise.all(waiting)).map(outcome)), new Set([401]));
});

Deno.test("without a token set every page says how to set one", async () => {
  const decision = await access({ tokens: null })(ask("/", { accept: "text/html" }), REMOTE);
  assert.ok("refusal" in decision);
  assert.equal(decision.refusal.status, 503);
  assert.match(await decision.refusal.text(), /set the environment variable STDCURVE_TOKEN/);
});

Deno.test("a browser gets a page, a program a problem document", async () => {
  const decide = access({ mode: "all" });
  const page = await decide(ask("/", { accept: "text/html,*/*" }), REMOTE);
  const problem = await decide(ask("/"), REMOTE);
  assert.ok("refusal" in page && "refusal" in problem);
  assert.match(page.refusal.headers.get("content-type")!, /^text\/html/);
  assert.match(problem.refusal.headers.get("content-type")!, /^application\/problem\+json/);
  assert.match(problem.refusal.headers.get("www-authenticate")!, /^Bearer/);
});

Deno.test("what another token would change names the scheme of tokens, and nothing else does", async () => {
  const schemeOf = async (decision: Promise<Decision>) => {
    const known = await decision;
    assert.ok("refusal" in known);
    return known.refusal.headers.get("www-authenticate");
  };
  const decide = access({ mode: "all" }), change = { method: "DELETE", ...bearer(tokens.read) };
  assert.equal(await schemeOf(decide(ask("/"), REMOTE)), 'Bearer realm="stdcurve"');
  assert.equal(await schemeOf(decide(ask("/?token=wrong"), REMOTE)), 'Bearer realm="stdcurve", error="invalid_token"');
  assert.match((await schemeOf(decide(ask("/", change), REMOTE)))!, /error="insufficient_scope"/);
  assert.equal(await schemeOf(decide(ask(`${CHART}?token=${tokens.full}`), REMOTE)), null);
  assert.equal(await schemeOf(access({ tokens: null })(ask("/"), REMOTE)), null);
});

Deno.test("the page of a refusal has a form that leads back to its address", async () => {
  const page = async (path: string) => {
    const decision = await access({ mode: "all" })(ask(path, { accept: "text/html" }), REMOTE);
    assert.ok("refusal" in decision);
    return await decision.refusal.text();
  };
  const html = await page("/experiments/x?run=1&q=%22%3E%3Cb&token=wrong");
  assert.match(html, /<h1>This token is wrong<\/h1>/);
  assert.deepEqual(html.match(/<input[^>]* name="[^"]*"[^>]*>/g)!.map((field) => /name="([^"]*)"/.exec(field)![1]), [
    "run",
    "q",
    "token",
  ]);
  assert.ok(html.includes('value="&#34;&#62;&#60;b"') && !html.includes("wrong&#34;"));
  assert.match(await page("/"), /<h1>This page needs the token<\/h1>.*<form method="get">/);
});
