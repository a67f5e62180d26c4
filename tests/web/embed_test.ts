import assert from "node:assert/strict";
import { allowFrames, embedPage } from "../../lib/web/embed.ts";
import { ownPolicyOf } from "../../lib/web/own_policy.ts";

const SVG =
  '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="x" role="img"><title>loss &lt;b></title><desc>ends at "1"</desc></svg>';
const origins = ["https://wiki.example.org", "http://localhost:8888"];

Deno.test("allowFrames() names the origins that may frame a chart, and nobody without one", () => {
  const chart = () =>
    new Response("", { headers: { "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox" } });
  assert.equal(
    ownPolicyOf(allowFrames(chart(), origins)),
    "default-src 'none'; frame-ancestors 'self' https://wiki.example.org http://localhost:8888; sandbox",
  );
  assert.match(ownPolicyOf(allowFrames(chart(), []))!, /frame-ancestors 'none'; sandbox$/);
  assert.equal(ownPolicyOf(allowFrames(new Response(), origins)), undefined);
});

Deno.test("embedPage() runs its own script alone, and is framed by the origins alone", async () => {
  const response = embedPage(SVG, { href: '/experiments/x?run="', origins }), html = await response.text();
  const policy = ownPolicyOf(response)!, [, nonce] = /script-src 'nonce-([^']*)'/.exec(policy)!;
  assert.match(policy, /^default-src 'none'; img-src data:; connect-src 'self';/);
  assert.match(policy, /frame-ancestors 'self' https:\/\/wiki\.example\.org http:\/\/localhost:8888$/);
  assert.deepEqual(
    [...html.matchAll(/<(?:script|style)([^>]*)>/g)].map(([, rest]) => rest),
    Array(2).fill(` nonce="${nonce}"`),
  );
  assert.ok(html.includes("<title>loss &lt;b></title>") && html.includes('alt="ends at &#34;1&#34;"'));
  assert.ok(html.includes('href="/experiments/x?run=&#34;"'));
  assert.equal(response.headers.get("set-cookie"), null);
});

Deno.test("embedPage() says that a run is live by the chart's own mark, not by a name", async () => {
  const page = async (svg: string) =>
    (await embedPage(svg, { href: "/", origins }).text()).includes("<body data-live>");
  assert.ok(await page(SVG.replace('role="img"', 'role="img" data-live="true"')));
  assert.ok(!await page(SVG.replace("loss", 'loss data-live="true" ')));
});
