import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { loadMarker, LogRow, type LogRowProps, ROW_MAX_CHARS } from "../../../lib/client/terminal/LogRows.tsx";

await loadMarker();

const row = (props: Partial<LogRowProps>) =>
  renderToString(
    h(LogRow, { line: 3, hasId: true, text: "", search: "", numbers: [], light: null, mark: null, ...props }),
  );

Deno.test("LogRow() marks every match of a search in upper and lower case", () => {
  assert.equal(row({ text: "Loss loss", search: "loss" }).match(/<mark[^>]*>[Ll]oss<\/mark>/g)?.length, 2);
});

Deno.test("LogRow() marks numbers, also within colours", () => {
  const html = row({ text: "\u001b[31mloss 0.5\u001b[0m", numbers: [{ start: 5, end: 8, mark: "number-point" }] });
  assert.match(html, /<span class="ansi-red">loss <\/span><span class="ansi-red number-point">0.5<\/span>/);
});

Deno.test("LogRow() escapes markup of a log", () => {
  const html = row({ text: "<img src=x>" });
  assert.match(html, /&lt;img src=x>/);
  assert.doesNotMatch(html, /style=/);
  assert.match(html, /id="L3"/);
});

Deno.test("LogRow() shows the start of a very long line and how many characters follow", () => {
  const text = "x".repeat(ROW_MAX_CHARS + 1500);
  const html = row({ text });
  assert.match(html, /… 1,500 more characters/);
  assert.ok(html.length < ROW_MAX_CHARS + 500);
});

Deno.test("LogRow() says what a line tells of the run itself", () => {
  const mark = { id: null, kind: "early_stopping", line: 3, step: 9, timestamp: "", text: "Early stopping" } as const;
  assert.match(
    row({ text: "Early stopping", mark }),
    /data-mark="early_stopping" title="early stopping: Early stopping"/,
  );
  assert.doesNotMatch(row({ text: "Early stopping" }), /data-mark/);
});

Deno.test("LogRow() shows the text behind a hole of NULs", () => {
  const html = row({ text: `${"\0".repeat(ROW_MAX_CHARS * 2)}step 7` });
  assert.match(html, /<span class="terminal-text">step 7<\/span>/);
});
