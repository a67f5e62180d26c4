import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { OLDER_READER_WARNING } from "../../lib/text/older_reader.ts";
import { describeOlder, OlderReaderNotice } from "../../lib/ui/OlderReaderNotice.tsx";
import { idOf, runOf } from "./runs.ts";

const older = (last: number, experiment = 100) =>
  runOf({ id: idOf(last), experimentId: idOf(experiment), warnings: [OLDER_READER_WARNING] });

Deno.test("OlderReaderNotice() says once which runs an older reader read, with a button for one and one for all", () => {
  const html = renderToString(
    <OlderReaderNotice runs={[older(1), older(2), runOf({ id: idOf(3) })]} selected={older(1)} mayChange />,
  );
  assert.match(html, /This run and 1 other were read by an older reader/);
  assert.match(html, /data-press="reread">/);
  assert.ok(html.includes(`data-press="reread-all" data-experiments="${idOf(100)}"`));
});

Deno.test("OlderReaderNotice() names each experiment of a list once, and has no button for those who may only read", () => {
  const runs = [older(1), older(2), older(3, 101)];
  const html = renderToString(<OlderReaderNotice runs={runs} selected={null} mayChange />);
  assert.ok(html.includes(`data-experiments="${idOf(100)} ${idOf(101)}"`) && !html.includes('data-press="reread"'));
  assert.doesNotMatch(renderToString(<OlderReaderNotice runs={runs} selected={null} mayChange={false} />), /<button/);
});

Deno.test("OlderReaderNotice() is nothing when today's reader read all runs", () => {
  assert.equal(renderToString(<OlderReaderNotice runs={[runOf()]} selected={runOf()} mayChange />), "");
});

Deno.test("describeOlder() speaks of one run or of several", () => {
  assert.match(describeOlder(true, 0), /^This run was read by an older reader: read it again/);
  assert.match(describeOlder(false, 1), /^1 run of the list was .* read it again/);
  assert.match(describeOlder(false, 3), /^3 runs of the list were .* read them again/);
});
