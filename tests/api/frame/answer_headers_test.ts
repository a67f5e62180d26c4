import assert from "node:assert/strict";
import { protectAnswer } from "../../../lib/api/frame/answer_headers.ts";

Deno.test("protectAnswer() adds its headers, also to an answer whose headers can't be changed", async () => {
  for (const answer of [new Response("x"), Response.redirect("http://127.0.0.1/x")]) {
    const { headers } = protectAnswer(answer);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "private, no-cache");
    await answer.body?.cancel();
  }
});

Deno.test("protectAnswer() leaves a 304 without cache-control, so that the stored answer keeps its own", () => {
  const { headers } = protectAnswer(new Response(null, { status: 304 }));
  assert.equal(headers.get("cache-control"), null);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
});

Deno.test("protectAnswer() keeps status, body and headers", async () => {
  const own = { etag: '"1"', "cache-control": "no-store" };
  const { status, headers, body } = protectAnswer(new Response("x", { status: 201, headers: own }));
  assert.deepEqual([status, headers.get("etag"), await new Response(body).text()], [201, '"1"', "x"]);
  assert.equal(headers.get("cache-control"), "no-store");
});
