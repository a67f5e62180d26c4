import assert from "node:assert/strict";
import { App, csp, HttpError } from "fresh";
import { fitPolicy, reportErrors } from "../../lib/web/middlewares.ts";
import { refusalPage } from "../../lib/web/refusal_page.ts";
import type { State } from "../../lib/web/state.ts";

const handle = new App<State>()
  .use(reportErrors)
  .use(fitPolicy)
  .use(csp({ useNonce: true }))
  .all("/text", () => new Response("text"))
  .all("/refused", () => refusalPage(401, "it needs the token"))
  .all("/json", () => Response.json({}))
  .all("/gone", () => {
    throw new HttpError(410, "gone for good");
  })
  .all("/away", () => {
    throw new HttpError(503, "the store is away");
  })
  .all("/broken", () => {
    throw new Error("a bug of ours");
  })
  .handler();

/** Requests an address; gives the status of the answer and what was printed. */
async function listen(path: string): Promise<{ status: number; printed: string[] }> {
  const printed: string[] = [];
  const before = console.error;
  console.error = (...values) => printed.push(values.map(String).join(" "));
  try {
    const response = await handle(new Request(`http://localhost${path}`));
    await response.body?.cancel();
    return { status: response.status, printed };
  } finally {
    console.error = before;
  }
}

Deno.test("reportErrors() prints a bug and a 503, with the address", async () => {
  const broken = await listen("/broken?secret=1");
  assert.equal(broken.status, 500);
  assert.match(broken.printed[0]!, /^stdcurve: GET \/broken: Error: a bug of ours/);
  const away = await listen("/away");
  assert.equal(away.status, 503);
  assert.match(away.printed[0]!, /GET \/away: .*the store is away/);
});

Deno.test("reportErrors() prints nothing when the request is wrong", async () => {
  assert.deepEqual(await listen("/gone"), { status: 410, printed: [] });
  assert.deepEqual(await listen("/nowhere"), { status: 404, printed: [] });
});

async function policyOf(address: string): Promise<string> {
  const response = await handle(new Request(address));
  await response.body?.cancel();
  return response.headers.get("content-security-policy")!;
}

Deno.test("fitPolicy() allows nothing inline in an answer that has no nonce", async () => {
  const policy = await policyOf("http://localhost/text");
  assert.match(policy, /script-src 'self'(?:;|$)/);
  assert.match(policy, /style-src 'self'(?:;|$)/);
});

Deno.test("fitPolicy() asks for https only over https", async () => {
  assert.doesNotMatch(await policyOf("http://localhost/text"), /upgrade|;\s*(?:;|$)/);
  assert.match(await policyOf("https://stdcurve.example/text"), /upgrade-insecure-requests/);
});

Deno.test("fitPolicy() leaves the page that refuses its own policy, so that its style is used", async () => {
  const response = await handle(new Request("http://localhost/refused"));
  const nonce = /<style nonce="([^"]+)">/.exec(await response.text())![1]!;
  const policy = response.headers.get("content-security-policy");
  assert.equal(policy, `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'`);
});

Deno.test("fitPolicy() leaves data without a policy", async () => {
  const response = await handle(new Request("http://localhost/json"));
  assert.equal(response.headers.get("content-security-policy"), null);
  await response.body?.cancel();
});
