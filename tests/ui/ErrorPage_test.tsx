import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ErrorPage } from "../../lib/ui/ErrorPage.tsx";

const render = (status: number, message = "") => renderToString(<ErrorPage status={status} message={message} />);

Deno.test("ErrorPage() shows the status, the message as text, and advice", () => {
  const html = render(404, "no run <b>x</b>");
  assert.match(html, /404/);
  assert.match(html, /There is nothing at this address/);
  assert.match(html, /<p>no run &lt;b>x&lt;\/b><\/p>|<p>no run &lt;b&gt;x&lt;\/b&gt;<\/p>/);
  assert.match(html, /stdcurve serve --kv FILE/);
});

Deno.test("ErrorPage() points to the server's output when the status is of our own bug", () => {
  const html = render(500);
  assert.match(html, /Something went wrong on the server/);
  assert.match(html, /The output of stdcurve serve has the cause/);
  assert.doesNotMatch(html, /<p><\/p>/);
});
