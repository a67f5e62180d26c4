import assert from "node:assert/strict";
import { escapeHtml } from "../../lib/text/html.ts";

Deno.test("escapeHtml() leaves no mark that HTML reads", () => {
  assert.equal(escapeHtml('<a href="x">&'), "&#60;a href=&#34;x&#34;&#62;&#38;");
  assert.equal(escapeHtml("plain"), "plain");
});
