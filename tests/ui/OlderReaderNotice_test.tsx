import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { OLDER_READER_WARNING } from "../../lib/text/older_reader.ts";
import { describeOlder, noticeOf, OlderReaderNotice } from "../../lib/ui/OlderReaderNotice.tsx";
import { idOf, runOf } from "./runs.ts";

Deno.test("OlderReaderNotice() says once which runs an older reader read, with a button for one and one for all", () => {
  const html = renderToString(<OlderReaderNotice isOwn others={1} experiments={[idOf(100)]} mayChange />);
  assert.match(html, /This run and 1 other were read by an older reader/);
  assert.match(html, /data-press="reread">/);
  assert.ok(html.includes(`data-press="reread-all" data-experiments="${idOf(100)}"`));
});

Deno.test("OlderReaderNotice() names each experiment of a list, and has no button for those who may only read", () => {
  const found = { others: 3, experiments: [idOf(100), idOf(101)] };
  const html = renderToString(<OlderReaderNotice {...found} mayChange />);
  assert.ok(html.includes(`data-experiments="${idOf(100)} ${idOf(101)}"`) && !html.includes('data-press="reread"'));
  assert.doesNotMatch(renderToString(<OlderReaderNotice {...found} mayChange={false} />), /<button/);
});

Deno.test("OlderReaderNotice() is nothing when today's reader read all runs", () => {
  assert.equal(renderToString(<OlderReaderNotice others={0} experiments={[idOf(100)]} mayChange />), "");
});

Deno.test("noticeOf() counts the page's own run by itself", () => {
  assert.deepEqual(noticeOf(2, runOf({ warnings: [OLDER_READER_WARNING] })), { isOwn: true, others: 1 });
  assert.deepEqual(noticeOf(2, runOf()), { isOwn: false, others: 2 });
  assert.deepEqual(noticeOf(0, null), { isOwn: false, others: 0 });
});

Deno.test("describeOlder() speaks of one run or of several", () => {
  assert.match(describeOlder(true, 0), /^This run was read by an older reader: read it again/);
  assert.match(describeOlder(false, 1), /^1 run of the list was .* read it again/);
  assert.match(describeOlder(false, 3), /^3 runs of the list were .* read them again/);
});
