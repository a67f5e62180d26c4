import assert from "node:assert/strict";
import { answerStarting, noteWaiting } from "../../../lib/api/frame/starting.ts";
import { startBrowser } from "../../support/browser.ts";

const request = (headers: Record<string, string>) => new Request("http://127.0.0.1:8000/", { headers });

Deno.test("answerStarting() answers programs 503 with Retry-After and nothing else", async () => {
  for (const headers of [{}, { accept: "application/json" }, { accept: "*/*" }]) {
    const response = answerStarting(request(headers));
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("retry-after"), "1");
    assert.equal(response.headers.get("refresh"), null);
    assert.equal(await response.text(), "stdcurve is starting");
  }
});

Deno.test("answerStarting() gives a browser a page that is replaced once the server has started", async () => {
  let requests = 0;
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    if (new URL(request.url).pathname !== "/experiments") return new Response(null, { status: 404 });
    if (++requests <= 2) return answerStarting(request);
    return new Response("<!doctype html><h1>Experiments</h1>", { headers: { "content-type": "text/html" } });
  });
  await using started = await startBrowser();
  const page = await started.browser.newPage();
  const first = await page.goto(`http://127.0.0.1:${server.addr.port}/experiments`);
  assert.equal(first!.status(), 503);
  assert.match(await page.textContent("p") ?? "", /stdcurve is starting/);
  await page.waitForSelector("h1", { timeout: 20_000 });
  assert.equal(requests, 3);
});

Deno.test("answerStarting() says what the server waits for", async () => {
  noteWaiting(new Error("the KV <a> is locked"));
  assert.equal(await answerStarting(request({})).text(), "stdcurve is starting: the KV <a> is locked");
  const html = await answerStarting(request({ accept: "text/html" })).text();
  assert.match(html, /<p>stdcurve is starting: the KV &#60;a&#62; is locked\. This page reloads by itself\.<\/p>/);
});
