import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import TrainingLogViewer from "../../islands/TrainingLogViewer.tsx";

function render(texts: string[], isLive: boolean, isDeleted = false): string {
  const first = 1000;
  return renderToString(h(TrainingLogViewer, {
    experimentId: "e",
    runId: "r",
    isLive,
    isDeleted,
    initialLines: {
      lines: texts.map((text, at) => ({ line: first + at, timestamp: "2026-01-28T12:00:00Z", text })),
      last_line: texts.length === 0 ? 0 : first + texts.length - 1,
      is_complete: !isLive,
    },
    lastLine: texts.length === 0 ? 0 : first + texts.length - 1,
  }));
}

Deno.test("TrainingLogViewer() renders the end of the log with line numbers and colours", () => {
  const html = render(["plain", "\u001b[31mred\u001b[0m"], true);
  assert.match(html, /id="L1000"/);
  assert.match(html, /<span class="ansi-red">red<\/span>/);
  assert.match(html, /1,001 lines/);
});

Deno.test("TrainingLogViewer() shows markup of a log as text, and has no inline style", () => {
  const html = render(["<script>alert(1)</script>"], true);
  assert.doesNotMatch(html, /<script/);
  assert.doesNotMatch(html, /style=/);
});

Deno.test("TrainingLogViewer() says when nothing was printed", () => {
  assert.match(render([], true), /No output yet\./);
  assert.match(render([], false), /This run printed nothing\./);
});

Deno.test("TrainingLogViewer() says that a log was deleted, and offers no download of it", () => {
  const html = render([], false, true);
  assert.match(html, /The log of this run was deleted to save space\. Its points stay\./);
  assert.doesNotMatch(html, /format=text/);
});

Deno.test("TrainingLogViewer() links to the whole log as a download", () => {
  assert.match(render(["x"], false), /href="\/api\/experiments\/e\/runs\/r\/logs\?format=text"/);
});
