import assert from "node:assert/strict";
import { App, csp, HttpError } from "fresh";
import { fitPolicy, tellErrors } from "../../lib/web/middlewares.ts";
import type { State } from "../../lib/web/state.ts";

const handle = new App<State>()
  .use(tellErrors)
  .use(fitPolicy)
  .use(csp({ useNonce: true }))
  .all("/text", () => new Response("text"))
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

/** What is printed while an address is asked for, and the answer's status. */
async function listen(path: string): Promise<{ status: number; told: string[] }> {
  const told: string[] = [];
  const before = console.error;
  console.error = (...values) => told.push(values.map(String).join(" "));
  try {
    const response = await handle(new Request(`http://localhost${path}`));
    await response.body?.cancel();
    return { status: response.status, told };
  } finally {
    console.error = before;
  }
}

Deno.test("tellErrors() prints our bugs and a store that is away, with the address", async () => {
  const broken = await listen("/broken?secret=1");
  assert.equal(broken.status, 500);
  assert.match(broken.told[0]!, /^stdcurve: GET \/broken: Error: a bug of ours/);
  const away = await listen("/away");
  assert.equal(away.status, 503);
  assert.match(away.told[0]!, /GET \/away: .*the store is away/);
});

Deno.test("tellErrors() prints nothing of what readers ask wrongly", async () => {
  assert.deepEqual(await listen("/gone"), { status: 410, told: [] });
  assert.deepEqual(await listen("/nowhere"), { status: 404, told: [] });
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

Deno.test("fitPolicy() asks for https over https alone", async () => {
  assert.doesNotMatch(await policyOf("http://localhost/text"), /upgrade|;\s*(?:;|$)/);
  assert.match(await policyOf("https://stdcurve.example/text"), /upgrade-insecure-requests/);
});

Deno.test("fitPolicy() leaves data without a policy", async () => {
  const response = await handle(new Request("http://localhost/json"));
  assert.equal(response.headers.get("content-security-policy"), null);
  await response.body?.cancel();
});
