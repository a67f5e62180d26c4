import assert from "node:assert/strict";
import { keepPolicy, ownPolicyOf } from "../../lib/web/own_policy.ts";

Deno.test("ownPolicyOf() gives what the answer said before somebody replaced it", () => {
  const answer = new Response(null, { headers: { "content-security-policy": "default-src 'none'" } });
  assert.equal(keepPolicy(answer), answer);
  answer.headers.set("content-security-policy", "default-src 'self'");
  assert.equal(ownPolicyOf(answer), "default-src 'none'");
  assert.equal(ownPolicyOf(keepPolicy(new Response())), undefined);
});
